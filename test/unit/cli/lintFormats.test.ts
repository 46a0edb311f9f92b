import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { sarifLog } from '../../../src/cli/lint/sarif.ts';
import { lintText } from '../../../src/core/lint/lintText.ts';
import { readTeamConfig } from '../../../src/core/config.ts';
import { lintFixtures, promptFixtures } from '../../harness/lintFixtures.ts';
import { memoryWorkspace } from '../../harness/ruleExamples.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';
import { run } from './recordedIo.ts';

const root = new URL('../../..', import.meta.url).pathname;
const page = readFileSync(join(root, 'docs/linter.md'), 'utf8');

/** The code blocks of docs/linter.md in a language. */
const blocks = (language: string): string[] =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, 'gm'))].map((match) => match[1] ?? '');

/** The published schema, from a package that carries it; draft 4 differs for it only in how the id is written. */
function sarifValidator(): (log: unknown) => string {
  const path = join(root, 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
  const {
    $schema: _draft,
    id,
    ...schema
  } = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  const ajv = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false, allErrors: true });
  const validate = ajv.compile({ $id: String(id), ...schema });
  return (log) => (validate(log) ? '' : ajv.errorsText(validate.errors));
}

describe('whetstone lint --format sarif', () => {
  const errors = sarifValidator();
  const workspace = memoryWorkspace(lintFixtures());

  it('is valid by the published schema for every finding of every fixture', () => {
    const linted = promptFixtures().map(([path, text]) => ({
      report: { path, ...lintText(text, { path, workspace }) },
      text,
      fixed: 0,
    }));
    const log = sarifLog(linted, '1.0.0') as {
      runs: { columnKind: string; results: { ruleIndex: number; ruleId: string; fixes?: object[] }[] }[];
    };
    assert.equal(errors(log), '');
    const [result] = log.runs;
    assert.equal(result?.columnKind, 'utf16CodeUnits');
    assert.equal(
      result.results.length,
      linted.reduce((sum, { report }) => sum + report.findings.length, 0),
    );
    assert.ok(result.results.some(({ fixes }) => fixes !== undefined));
  });

  it('would not be valid without what the schema asks for', () => {
    assert.match(errors({ version: '2.1.0', runs: [{}] }), /tool/);
    assert.match(errors({ version: '2.0.0', runs: [] }), /version/);
  });

  it('counts columns in UTF-16 units, and writes paths as addresses', async () => {
    const folder = temporaryFolder();
    folder.write({ 'my prompts/a#b.prompt.md': '\u{1f426} ${slection} explained in a sentence.\n' });
    const { stdout } = await run(['lint', '--format', 'sarif', '--cwd', folder.path]);
    folder.remove();
    assert.equal(errors(JSON.parse(stdout)), '');
    assert.match(stdout, /"uri": "my%20prompts\/a%23b\.prompt\.md"/);
    assert.match(stdout, /"startColumn": 4,\s+"endLine": 1,\s+"endColumn": 15/);
  });
});

describe('docs/linter.md', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = temporaryFolder();
    folder.git('init', '-q', '-b', 'main');
    folder.write({ 'AGENTS.md': '# Rules\n\nRun `npm test` before every commit.\n' });
    folder.git('add', '.');
    folder.git('commit', '-qm', 'first');
    folder.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    // What `npx` would find in a project that has the package.
    folder.write({
      '.bin/npx': `#!/bin/sh\nshift\nexec "${process.execPath}" "${join(root, 'src/cli.ts')}" "$@"\n`,
      '.gitignore': '.bin\n',
    });
    chmodSync(join(folder.path, '.bin/npx'), 0o755);
  });
  afterEach(() => folder.remove());

  const environment = (): NodeJS.ProcessEnv => ({
    ...process.env,
    PATH: `${join(folder.path, '.bin')}:${process.env['PATH'] ?? ''}`,
    GITHUB_BASE_REF: 'main',
    GIT_CONFIG_GLOBAL: '/dev/null',
  });
  const shell = (script: string): { status: number; stdout: string } => {
    try {
      const stdout = execFileSync('sh', ['-c', script], {
        cwd: folder.path,
        env: environment(),
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return { status: 0, stdout };
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      return { status, stdout };
    }
  };

  it('has a workflow that runs: it annotates what a pull request changes', () => {
    const workflow = parse(blocks('yaml')[0] ?? '') as {
      jobs: { lint: { steps: { run?: string }[] } };
    };
    const script = workflow.jobs.lint.steps.flatMap((step) => step.run ?? []).join('\n');
    assert.match(script, /lint --format github/);
    assert.deepEqual(shell(script), { status: 0, stdout: '' });
    folder.write({ 'explain.prompt.md': 'Explain ${slection} in a sentence.\n' });
    const { status, stdout } = shell(script);
    assert.equal(status, 1);
    assert.match(stdout, /^::warning file=explain\.prompt\.md,line=1,/m);
  });

  it('has a second workflow that writes SARIF', () => {
    const steps = parse(blocks('yaml')[1] ?? '') as { run?: string }[];
    folder.write({ 'explain.prompt.md': 'Explain ${slection} in a sentence.\n' });
    assert.equal(shell(steps.flatMap((step) => step.run ?? []).join('\n')).status, 0);
    const log: unknown = JSON.parse(readFileSync(join(folder.path, 'whetstone.sarif'), 'utf8'));
    assert.equal(sarifValidator()(log), '');
  });

  it('has a hook that keeps a bad prompt out of a commit', () => {
    const hook = join(folder.path, '.git/hooks/pre-commit');
    writeFileSync(hook, blocks('sh').find((block) => block.startsWith('#!')) ?? '');
    chmodSync(hook, 0o755);
    const commit = 'git -c user.name=Ada -c user.email=ada@example.com commit -qam next';
    folder.write({ 'AGENTS.md': '# Rules\n\nRun `npm test` before every commit. Use two spaces.\n' });
    assert.equal(shell(commit).status, 0);
    folder.write({ 'AGENTS.md': '# Rules\n\n```sh\nnpm test\n' });
    assert.equal(shell(commit).status, 1);
  });

  it('has a configuration that is valid', () => {
    const { config, warnings } = readTeamConfig(blocks('json')[0] ?? '');
    assert.deepEqual(warnings, []);
    assert.equal(config.customRules?.length, 2);
  });
});
