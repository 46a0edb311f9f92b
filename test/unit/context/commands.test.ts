import assert from 'node:assert/strict';
import { gatherContext } from '../../../src/core/context/gatherContext.ts';
import type { RepositoryContext } from '../../../src/core/context/context.ts';
import { realPorts } from '../../harness/contextPorts.ts';
import { memoryFiles } from '../../harness/memoryFiles.ts';

async function see(files: Readonly<Record<string, string>>): Promise<RepositoryContext> {
  return gatherContext(
    { root: '/sample', prompt: null, depth: 3, include: [], exclude: [], git: false, tokenBudget: 4000 },
    { ...realPorts, files: memoryFiles(files) },
    new AbortController().signal,
  );
}

describe('commands, conventions and rules', () => {
  it('types scripts as each package manager wants them', async () => {
    const scripts = JSON.stringify({
      scripts: { test: 'x', 'check:lint': 'x', 'type-check': 'x', dev: 'x' },
    });
    for (const [lock, test, lint] of [
      ['package-lock.json', 'npm test', 'npm run check:lint'],
      ['pnpm-lock.yaml', 'pnpm test', 'pnpm check:lint'],
      ['yarn.lock', 'yarn test', 'yarn check:lint'],
      ['bun.lock', 'bun run test', 'bun run check:lint'],
    ] as const) {
      const { commands } = await see({ 'package.json': scripts, [lock]: '', 'a.ts': 'x' });
      assert.deepEqual([commands['test'], commands['lint']], [test, lint]);
    }
  });

  it('trusts the packageManager field above a lock file', async () => {
    const context = await see({
      'package.json': JSON.stringify({ packageManager: 'pnpm@9.1.0', scripts: { test: 'x' } }),
      'package-lock.json': '{}',
      'a.ts': 'x',
    });
    assert.equal(context.commands['test'], 'pnpm test');
  });

  it('passes over the placeholder that npm writes', async () => {
    const context = await see({
      'package.json': JSON.stringify({ scripts: { test: 'echo "Error: no test specified" && exit 1' } }),
      'a.js': 'x',
    });
    assert.equal(context.commands['test'], undefined);
  });

  it('reads targets of make, just and task', async () => {
    assert.deepEqual(
      (await see({ Makefile: 'X := 1\nlint test: deps\n\tx\nbuild: ; x\n%.o: %.c\nfmt:\n\tx\n', 'a.c': 'x' }))
        .commands,
      { test: 'make test', lint: 'make lint', build: 'make build', format: 'make fmt' },
    );
    assert.equal(
      (await see({ justfile: 'set x := "1"\ntest *args:\n  x\n', 'a.rs': 'x' })).commands['test'],
      'just test',
    );
    assert.equal(
      (await see({ 'Taskfile.yml': "version: '3'\ntasks:\n  test:\n    cmds: [x]\n", 'a.go': 'x' })).commands[
        'test'
      ],
      'task test',
    );
  });

  it('names the folder of the only package below the root', async () => {
    const { commands } = await see({
      'requirements.txt': 'flask',
      'app.py': 'x',
      'web/package.json': JSON.stringify({ scripts: { build: 'vite build' } }),
    });
    assert.equal(commands['build'], 'npm --prefix web run build');
  });

  it('finds conventions in the files that state them', async () => {
    const { conventions } = await see({
      '.editorconfig': 'root = true\n[*]\nindent_style = space\nindent_size = 2\n',
      '.prettierrc': '{"singleQuote": true, "semi": false}',
      'package.json': JSON.stringify({ type: 'module', devDependencies: { vitest: '3', tailwindcss: '4' } }),
      'tsconfig.json': '{ // strict\n "compilerOptions": { "strict": true, } }',
      'src/a.ts': 'x',
      'src/a.test.ts': 'x',
    });
    assert.deepEqual(conventions, [
      'Indentation with 2 spaces (.editorconfig)',
      'Single quotes (.prettierrc)',
      'No semicolons (.prettierrc)',
      'ES modules (package.json)',
      'Strict TypeScript (tsconfig.json)',
      'Tests with Vitest',
      'Tests are named *.test.* and lie beside the code',
      'Styles with Tailwind CSS',
    ]);
  });

  it('reads rules of all agents, once each, outermost first, none of samples', async () => {
    const { rules } = await see({
      'AGENTS.md': 'A',
      'CLAUDE.md': 'A',
      'GEMINI.md': 'G',
      '.github/copilot-instructions.md': 'C',
      '.cursor/rules/style.mdc': 'M',
      '.cursorrules': 'R',
      '.github/instructions/api.instructions.md': 'I',
      'packages/web/AGENTS.md': 'W',
      'test/fixtures/AGENTS.md': 'no',
      'src/a.ts': 'x',
    });
    assert.deepEqual(
      rules.map(({ path }) => path),
      [
        'AGENTS.md',
        '.cursor/rules/style.mdc',
        '.cursorrules',
        '.github/copilot-instructions.md',
        '.github/instructions/api.instructions.md',
        'GEMINI.md',
        'packages/web/AGENTS.md',
      ],
    );
  });

  it('bounds what it keeps of rules and previews, and cuts no character in two', async () => {
    const context = await see({ 'AGENTS.md': '😀'.repeat(20_000), 'README.md': `a${'😀'.repeat(400)}` });
    assert.ok((context.rules[0]?.text.length ?? 0) <= 12_000);
    assert.equal(context.keyFiles[0]?.preview.length, 499);
    assert.ok(context.keyFiles.every(({ preview }) => preview.isWellFormed()));
  });

  it('says that a folder is empty', async () => {
    const context = await see({});
    assert.equal(context.summary, 'An empty folder: no files are seen.');
    assert.deepEqual(
      [context.languages, context.frameworks, context.commands, context.keyFiles],
      [[], [], {}, []],
    );
  });
});
