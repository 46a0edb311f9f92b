import assert from 'node:assert/strict';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';
import { run } from './recordedIo.ts';
import { errorShape, lintShape } from './shapes.ts';

const clean = `---
name: add-test
description: 'Adds a unit test for one function of the selected file'
agent: agent
---
Write a test for \${input:functionName} in \${file} with \`node:test\`.
Run \`npm test\` and show the output. Never change the function itself.
`;
const broken = '---\ndescription: Explains the code\n---\nExplain ${slection} to a new member of the team.\n';

describe('whetstone lint', () => {
  let folder: TemporaryFolder;
  const lint = async (...args: string[]): ReturnType<typeof run> =>
    run(['lint', '--cwd', folder.path, ...args]);
  const json = async (...args: string[]): Promise<ReturnType<typeof lintShape.parse>> =>
    lintShape.parse(JSON.parse((await lint('--format', 'json', ...args)).stdout));

  beforeEach(() => {
    folder = temporaryFolder();
    folder.write({
      '.github/prompts/add-test.prompt.md': clean,
      'explain.prompt.md': broken,
      'AGENTS.md': '# Rules\n\nRun `npm test` before every commit.\n',
      'README.md': 'Explain ${slection}.\n',
    });
  });
  afterEach(() => folder.remove());

  it('finds all prompt files, one entry each, also without findings', async () => {
    const entries = await json();
    assert.deepEqual(
      entries.map(({ path, kind }) => [path, kind]),
      [
        ['.github/prompts/add-test.prompt.md', 'prompt'],
        ['AGENTS.md', 'rules'],
        ['explain.prompt.md', 'prompt'],
      ],
    );
    const found = entries[2]?.findings.find(({ rule }) => rule === 'unknown-variable');
    assert.ok(found);
    assert.deepEqual(
      [found.severity, found.line, found.column, broken.slice(found.start, found.end)],
      ['warning', 4, 9, '${slection}'],
    );
    assert.equal(found.fix?.edits[0]?.text, '${selection}');
    assert.ok(entries[0]?.findings.every(({ severity }) => severity === 'info' || severity === 'hint'));
  });

  it('takes files, folders and globs, and leaves out what follows "!"', async () => {
    const paths = async (...args: string[]): Promise<string[]> =>
      (await json(...args)).map(({ path }) => path);
    assert.deepEqual(await paths('explain.prompt.md'), ['explain.prompt.md']);
    assert.deepEqual(await paths('.github'), ['.github/prompts/add-test.prompt.md']);
    assert.deepEqual(await paths('**/*.prompt.md', '!explain*'), ['.github/prompts/add-test.prompt.md']);
    assert.deepEqual(await paths('README.md'), ['README.md']);
  });

  it('exits 1 from --fail-on on, or under --min-score, and 2 when nothing matches', async () => {
    assert.equal((await lint()).status, 0);
    assert.equal((await lint('--fail-on', 'warning')).status, 1);
    assert.equal((await lint('AGENTS.md', '--fail-on', 'warning')).status, 0);
    const low = await lint('--min-score', '100');
    assert.equal(low.status, 1);
    assert.match(low.stdout, /under the 100 .*below-minimum/);
    assert.equal((await lint('--min-score', '1')).status, 0);
    for (const args of [['no/**/*.md'], ['missing.prompt.md'], ['--min-score', 'ten'], ['--format', 'xml']]) {
      const { status, stdout, stderr } = await lint('--json', ...args);
      assert.deepEqual([status, stdout], [2, ''], args.join(' '));
      errorShape.parse(JSON.parse(stderr));
    }
  });

  it('says that there is nothing to check where there are no prompt files', async () => {
    const empty = temporaryFolder();
    const { status, stdout, stderr } = await run(['lint', '--format', 'json', '--cwd', empty.path]);
    empty.remove();
    assert.deepEqual([status, JSON.parse(stdout)], [0, []]);
    assert.match(stderr, /no prompt files/);
  });

  it('takes severities, limits, custom rules and the least score from the configuration', async () => {
    folder.write({
      'whetstone.config.json': JSON.stringify({
        rules: { 'unknown-variable': 'error', 'unknown-varable': 'off', 'duplicate-instruction': 7 },
        tokenLimits: { rules: 5, prompts: 9 },
        customRules: [
          { id: 'no-new', kinds: ['prompt'], pattern: 'new member', message: 'Say who.', severity: 'info' },
          { id: 'owner', kinds: ['rules'], mustInclude: 'Owner:', message: 'Name the owner.' },
          { id: 'slow', pattern: '(a+)+$', message: 'x' },
        ],
        thresholds: { failOn: 'warning' },
      }),
    });
    const { status, stdout, stderr } = await lint('--format', 'json');
    assert.equal(status, 1);
    assert.match(stderr, /no rule "unknown-varable".*"unknown-variable"/);
    assert.match(stderr, /rules\.duplicate-instruction/);
    assert.match(stderr, /tokenLimits\.prompts.*Did you mean "prompt"/);
    assert.match(stderr, /custom rule "slow" is ignored/);
    const rules = lintShape
      .parse(JSON.parse(stdout))
      .flatMap(({ path, findings }) => findings.map(({ rule, severity }) => `${path} ${severity} ${rule}`));
    for (const expected of [
      'explain.prompt.md error unknown-variable',
      'explain.prompt.md info no-new',
      'AGENTS.md warning owner',
      'AGENTS.md warning over-token-limit',
    ])
      assert.ok(rules.includes(expected), `${expected} in ${rules.join(', ')}`);
  });

  it('fixes files in place, byte order mark and line ends kept', async () => {
    folder.write({ 'explain.prompt.md': `\uFEFF${broken.replaceAll('\n', '\r\n')}` });
    const { stdout, status } = await lint('--fix', 'explain.prompt.md');
    assert.equal(status, 0);
    assert.match(stdout, /1 fixed/);
    assert.equal(
      readFileSync(join(folder.path, 'explain.prompt.md'), 'utf8'),
      `\uFEFF${broken.replaceAll('\n', '\r\n').replace('slection', 'selection')}`,
    );
  });

  it('looks only at what changed since a revision', async () => {
    folder.git('init', '-q');
    folder.git('add', '.');
    folder.git('commit', '-qm', 'first');
    assert.deepEqual(await json('--changed', 'HEAD'), []);
    folder.write({ 'AGENTS.md': '# Rules\n\nRun `npm test`.\n', 'new.agent.md': 'Review the diff.\n' });
    const paths = (await json('--changed', 'HEAD')).map(({ path }) => path);
    assert.deepEqual(paths, ['AGENTS.md', 'new.agent.md']);
    for (const revision of ['no-such', '--output=x', ''])
      assert.equal((await lint('--changed', revision)).status, 2, revision);
  });

  it('skips what is no text or too large, and says so', async () => {
    folder.write({
      'binary.prompt.md': Uint8Array.from([0, 1, 2, 3]),
      'latin.prompt.md': Uint8Array.from([0x66, 0xfc, 0x72]),
      'large.prompt.md': 'word '.repeat(1_000_000),
      'empty.prompt.md': '',
      'yaml.prompt.md': '---\ndescription: [a\n---\nDo it\n',
      'alias.prompt.md': '---\nname: &a [*a]\n---\nDo it\n',
    });
    symlinkSync('loop.prompt.md', join(folder.path, 'loop.prompt.md'));
    symlinkSync('.', join(folder.path, 'round'));
    const entries = await json();
    const of = (name: string): string =>
      entries
        .find(({ path }) => path === name)
        ?.findings.map(({ message }) => message)
        .join('\n') ?? 'missing';
    assert.match(of('binary.prompt.md'), /skipped: it is binary/);
    assert.match(of('latin.prompt.md'), /skipped: it is not text in UTF-8/);
    assert.match(of('large.prompt.md'), /skipped: it has 4\.8 MB/);
    assert.match(of('empty.prompt.md'), /holds no instructions/);
    assert.equal(entries.filter(({ path }) => path.startsWith('round')).length, 0);
  });

  it('prints for people, and only what is grave with --quiet', async () => {
    const { stdout } = await lint();
    assert.match(stdout, /^explain\.prompt\.md {2}\d+ \w+$/m);
    assert.match(stdout, /^ {2}4:9 +warning VS Code does not know .* unknown-variable$/m);
    assert.match(stdout, /^3 files: 1 warning, /m);
    assert.doesNotMatch((await lint('--quiet')).stdout, /info/);
  });

  it('prints annotations for GitHub, escaped', async () => {
    folder.write({ 'a,b.prompt.md': broken });
    const { stdout } = await lint('--format', 'github', 'a,b.prompt.md');
    const line = stdout.split('\n').find((one) => one.includes('unknown-variable')) ?? '';
    assert.match(
      line,
      /^::warning file=a%2Cb\.prompt\.md,line=4,endLine=4,col=9,endColumn=20,title=unknown-variable::VS Code/,
    );
  });
});
