import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const areas = [
  'auth',
  'billing',
  'catalog',
  'checkout',
  'customers',
  'inventory',
  'mail',
  'orders',
  'reports',
  'search',
];
const things = [
  'account',
  'address',
  'batch',
  'coupon',
  'export',
  'invoice',
  'label',
  'ledger',
  'message',
  'parcel',
];
const roles = [
  'Controller',
  'Service',
  'Repository',
  'Mapper',
  'Form',
  'Page',
  'Job',
  'Policy',
  'Event',
  'Client',
];

/**
 * Lays out a repository of a web shop with `count` files or a few more: packages, features, tests, documents, settings, and a folder of
 * installed packages that .gitignore leaves out. The same files every time, of about 900 bytes, all committed.
 */
export function generateRepository(root: string, count: number): void {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write(
    'package.json',
    JSON.stringify(
      {
        name: 'big-shop',
        private: true,
        type: 'module',
        workspaces: ['packages/*'],
        scripts: { test: 'vitest run', lint: 'eslint .', build: 'tsc -b' },
        devDependencies: { vitest: '3.2.4', typescript: '5.9.3' },
      },
      null,
      2,
    ),
  );
  write('.gitignore', 'node_modules/\ndist/\n*.log\n');
  write('README.md', '# Big shop\n\nMany packages, one shop.\n');
  write('AGENTS.md', '# Rules\n\n- Amounts are whole cents.\n- Every change comes with a test.\n');
  write('.github/workflows/ci.yml', 'name: ci\non: push\njobs: {}\n');
  for (let index = 0; index < 200; index += 1) write(`node_modules/pkg${index}/index.js`, 'export {};\n');
  let written = 5;
  for (let number = 0; written < count; number += 1) {
    const packageName = `shop${Math.floor(number / 100)}`;
    const area = areas[number % 10] ?? '';
    const thing = things[Math.floor(number / 10) % 10] ?? '';
    if (number % 100 === 0) {
      write(
        `packages/${packageName}/package.json`,
        JSON.stringify({ name: `@shop/${packageName}`, dependencies: { express: '^5.1.0', zod: '^4.0.0' } }),
      );
      written += 1;
    }
    for (const role of roles) {
      const name = `${thing}${role}`;
      write(`packages/${packageName}/src/${area}/${thing}/${name}.ts`, source(name, thing, area, number));
      written += 1;
    }
    write(
      `packages/${packageName}/tests/${area}/${thing}.test.ts`,
      source(`${thing}Test`, thing, area, number),
    );
    write(`packages/${packageName}/docs/${area}-${thing}.md`, `# ${thing} in ${area}\n\nHow it works.\n`);
    written += 2;
  }
  const git = (...args: readonly string[]): void => {
    execFileSync(
      'git',
      [
        '-c',
        'user.name=Ada',
        '-c',
        'user.email=ada@example.com',
        '-c',
        'commit.gpgsign=false',
        '-c',
        'gc.auto=0',
        ...args,
      ],
      { cwd: root, stdio: 'ignore' },
    );
  };
  git('init', '-q', '-b', 'main');
  git('add', '-A');
  git('commit', '-q', '-m', 'Lay out the shop');
}

function source(name: string, thing: string, area: string, number: number): string {
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
  return `import { z } from 'zod';\n\n/** Number ${number} of ${area}. */\nexport class ${type} {\n${Array.from({ length: 12 }, (_, index) => `  ${thing}${index}(value: number): number {\n    return value + ${index};\n  }\n`).join('')}}\n`;
}
