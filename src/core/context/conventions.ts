import { readJson } from './dependencies/readJson.ts';
import { baseName, depthOf, folderOf, isSample, type RepositoryFacts } from './facts.ts';
import { remembered } from './remembered.ts';

/** Test frameworks by package: what a new test is written with. */
const testFrameworks: readonly (readonly [name: string, packages: readonly string[]])[] = [
  ['Vitest', ['vitest']],
  ['Jest', ['jest', 'ts-jest', '@jest/globals']],
  ['Mocha', ['mocha']],
  ['AVA', ['ava']],
  ['Jasmine', ['jasmine', 'jasmine-core']],
  ['Playwright', ['@playwright/test']],
  ['Cypress', ['cypress']],
  ['Testing Library', ['@testing-library/react', '@testing-library/vue', '@testing-library/svelte']],
  ['pytest', ['pytest']],
  ['RSpec', ['rspec', 'rspec-rails']],
  ['Minitest', ['minitest']],
  ['PHPUnit', ['phpunit/phpunit']],
  ['Pest', ['pestphp/pest']],
  ['JUnit', ['org.junit.jupiter:junit-jupiter', 'junit:junit', 'org.junit.jupiter:junit-jupiter-api']],
  ['Spock', ['org.spockframework:spock-core']],
  ['Kotest', ['io.kotest:kotest-runner-junit5']],
  ['xUnit', ['xunit', 'xunit.v3']],
  ['NUnit', ['nunit']],
  ['MSTest', ['mstest', 'mstest.testframework']],
  ['testify', ['github.com/stretchr/testify']],
  ['ScalaTest', ['org.scalatest:scalatest']],
  ['proptest', ['proptest']],
];

/** Other tools whose ways a change has to follow. */
const tools: readonly (readonly [sentence: string, packages: readonly string[]])[] = [
  ['Styles with Tailwind CSS', ['tailwindcss']],
  ['Styles with styled-components', ['styled-components']],
  ['Database access with Prisma', ['prisma', '@prisma/client']],
  ['Database access with Drizzle', ['drizzle-orm']],
  ['Database access with TypeORM', ['typeorm']],
  ['Database access with SQLAlchemy', ['sqlalchemy', 'flask-sqlalchemy']],
  ['Migrations with Alembic', ['alembic']],
  ['Database access with Diesel', ['diesel']],
  ['Database access with SQLx', ['sqlx']],
  ['Database access with GORM', ['gorm.io/gorm']],
  ['Validation with zod', ['zod']],
  ['Validation with pydantic', ['pydantic']],
  ['State with Redux Toolkit', ['@reduxjs/toolkit']],
  ['State with Zustand', ['zustand']],
  ['State with Pinia', ['pinia']],
  ['Monorepo run by Turborepo', ['turbo']],
  ['Monorepo run by Nx', ['nx']],
  ['Monorepo run by Lerna', ['lerna']],
];

/**
 * What a change should follow, one short sentence each, only what a file of the repository says: form of the code, kind of modules,
 * strictness, tests, tools.
 */
export function detectConventions(facts: RepositoryFacts): readonly string[] {
  const packages = new Set(facts.dependencies.map((one) => one.name));
  const uses = (names: readonly string[]): boolean => names.some((name) => packages.has(name));
  const used = testFrameworks.filter(([, names]) => uses(names)).map(([name]) => name);
  return [
    ...formatting(facts),
    ...modules(facts),
    ...(used.length > 0 ? [`Tests with ${used.slice(0, 3).join(' and ')}`] : []),
    ...testPlaces(facts),
    ...tools.filter(([, names]) => uses(names)).map(([sentence]) => sentence),
    ...commits(facts, packages),
  ];
}

function formatting(facts: RepositoryFacts): readonly string[] {
  const found: string[] = [];
  const editor = indentOfEditorConfig(facts.texts.get('.editorconfig') ?? '');
  if (editor !== null) found.push(`${editor} (.editorconfig)`);
  for (const [path, text] of facts.texts) {
    if (depthOf(path) > 0) continue;
    const base = baseName(path);
    if (/^\.prettierrc(?:\.json|\.json5|\.ya?ml)?$/.test(base)) found.push(...prettier(text, path));
    if (base === 'package.json' && /"prettier"\s*:\s*\{/.test(text)) {
      found.push(...prettier(text.slice(text.search(/"prettier"\s*:\s*\{/)), path));
    }
    if (/^biome\.jsonc?$/.test(base)) {
      const style = /"indentStyle"\s*:\s*"(tab|space)"/.exec(text)?.[1];
      if (style !== undefined) found.push(`Indentation with ${style}s (${path})`);
    }
    if (base === 'pyproject.toml') {
      const length = /^line-length\s*=\s*(\d+)/m.exec(text)?.[1];
      if (length !== undefined) found.push(`Lines of at most ${length} characters (${path})`);
    }
    if (/^\.?rustfmt\.toml$/.test(base)) {
      const width = /^max_width\s*=\s*(\d+)/m.exec(text)?.[1];
      if (width !== undefined) found.push(`Lines of at most ${width} characters (${path})`);
    }
  }
  return found;
}

/** The indentation that the section for all files asks for. */
function indentOfEditorConfig(text: string): string | null {
  const start = text.indexOf('[*]');
  if (start === -1) return null;
  const end = text.indexOf('\n[', start + 3);
  const section = text.slice(start, end === -1 ? undefined : end);
  const style = /^indent_style\s*=\s*(tab|space)/im.exec(section)?.[1]?.toLowerCase();
  const size = /^indent_size\s*=\s*(\d+)/im.exec(section)?.[1];
  if (style === 'tab') return 'Indentation with tabs';
  return style === 'space' ? `Indentation with ${size ?? ''} spaces`.replace('  ', ' ') : null;
}

function prettier(text: string, path: string): readonly string[] {
  const found: string[] = [];
  const quotes = /["']?singleQuote["']?\s*:\s*(true|false)/.exec(text)?.[1];
  if (quotes !== undefined) found.push(`${quotes === 'true' ? 'Single' : 'Double'} quotes (${path})`);
  const semicolons = /["']?semi["']?\s*:\s*(true|false)/.exec(text)?.[1];
  if (semicolons === 'false') found.push(`No semicolons (${path})`);
  const tabs = /["']?useTabs["']?\s*:\s*true/.test(text);
  const width = /["']?tabWidth["']?\s*:\s*(\d+)/.exec(text)?.[1];
  if (tabs) found.push(`Indentation with tabs (${path})`);
  else if (width !== undefined) found.push(`Indentation with ${width} spaces (${path})`);
  return found;
}

function modules(facts: RepositoryFacts): readonly string[] {
  const found: string[] = [];
  const manifest = facts.texts.get('package.json');
  if (manifest !== undefined) {
    const data = readJson(manifest);
    if (data?.['type'] === 'module') found.push('ES modules (package.json)');
    else if (data?.['type'] === 'commonjs') found.push('CommonJS modules (package.json)');
    if (data?.['workspaces'] !== undefined) found.push('A monorepo of npm workspaces (package.json)');
  }
  if (facts.paths.has('pnpm-workspace.yaml'))
    found.push('A monorepo of pnpm workspaces (pnpm-workspace.yaml)');
  if (facts.texts.get('Cargo.toml')?.includes('[workspace]') === true) {
    found.push('A Cargo workspace (Cargo.toml)');
  }
  const options = readJson(facts.texts.get('tsconfig.json') ?? '')?.['compilerOptions'];
  if (typeof options === 'object' && options !== null && 'strict' in options && options.strict === true) {
    found.push('Strict TypeScript (tsconfig.json)');
  }
  if (/^strict\s*=\s*true/m.test(facts.texts.get('pyproject.toml') ?? '')) {
    found.push('Strict type checking (pyproject.toml)');
  }
  return found;
}

const testNames: readonly (readonly [pattern: string, test: RegExp])[] = [
  ['*.test.*', /\.test\.[cm]?[jt]sx?$/],
  ['*.spec.*', /\.spec\.[cm]?[jt]sx?$/],
  ['test_*.py', /^test_\w+\.py$/],
  ['*_test.py', /_test\.py$/],
  ['*_test.go', /_test\.go$/],
  ['*_spec.rb', /_spec\.rb$/],
  ['*_test.rb', /_test\.rb$/],
  ['*Test.java', /Tests?\.java$/],
  ['*Test.kt', /Tests?\.kt$/],
  ['*Test.php', /Test\.php$/],
  ['*Tests.cs', /Tests?\.cs$/],
  ['*_test.exs', /_test\.exs$/],
  ['*_test.dart', /_test\.dart$/],
  ['*Tests.swift', /Tests\.swift$/],
];

const testFolders = new Set(['test', 'tests', '__tests__', 'spec', 'specs', 'e2e', 'integration']);

const isTestFolder = remembered((folder: string) =>
  folder
    .toLowerCase()
    .split('/')
    .some((part) => testFolders.has(part)),
);

/** The pattern that a test's name follows; undefined when it is none's. */
function testPattern(base: string): string | undefined {
  // Most files are no tests, and all patterns hold one of these.
  if (!/test|spec/i.test(base)) return undefined;
  return testNames.find(([, test]) => test.test(base))?.[0];
}

/** True for files that hold tests, by their name or folder. */
export function isTestFile(path: string): boolean {
  return isTestFolder(folderOf(path)) || testPattern(baseName(path)) !== undefined;
}

function testPlaces(facts: RepositoryFacts): readonly string[] {
  const counts = new Map<string, number>();
  for (const { path } of facts.tests) {
    const pattern = testPattern(baseName(path));
    if (pattern === undefined || isSample(path)) continue;
    const parts = path.split('/').slice(0, -1);
    const at = parts.findIndex((part) => testFolders.has(part.toLowerCase()));
    const place = at === -1 ? 'beside the code' : `in ${parts.slice(0, at + 1).join('/')}/`;
    const key = `Tests are named ${pattern} and lie ${place}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, 2)
    .map(([sentence]) => sentence);
}

function commits(facts: RepositoryFacts, packages: ReadonlySet<string>): readonly string[] {
  const configured = [...facts.paths].some((path) =>
    /^(?:\.?commitlint(?:rc|\.config)[\w.]*|\.cz\.toml|\.czrc)$/.test(path),
  );
  const installed = packages.has('@commitlint/config-conventional') || packages.has('commitizen');
  return configured || installed ? ['Conventional commit messages'] : [];
}
