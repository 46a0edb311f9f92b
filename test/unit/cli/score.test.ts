import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './recordedIo.ts';
import { errorShape, scoreRowShape, scoreShape } from './shapes.ts';

const prompt = 'fix the login bug in src/auth/login.ts';

describe('whetstone score', () => {
  let folder: string;
  const write = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const json = async (args: string[], given = {}): Promise<ReturnType<typeof scoreShape.parse>> => {
    const { status, stdout, stderr } = await run(['score', '--json', ...args], given);
    assert.equal(stderr, '');
    assert.equal(status, 0);
    const score = scoreShape.parse(JSON.parse(stdout));
    assert.equal(score.total, score.clarity + score.specificity + score.context + score.actionability);
    return score;
  };

  before(() => (folder = mkdtempSync(join(tmpdir(), 'whetstone-score-'))));
  after(() => rmSync(folder, { recursive: true }));

  it('takes the text from arguments, a file, stdin and "-" alike', async () => {
    const expected = await json(prompt.split(' '));
    assert.deepEqual(await json([], { stdin: prompt }), expected);
    assert.deepEqual(await json(['-'], { stdin: prompt }), expected);
    assert.deepEqual(await json(['--file', write('p.txt', prompt)]), expected);
    assert.deepEqual(await json(['--file', 'p.txt', '--cwd', folder]), expected);
    assert.deepEqual(await json(['--file', '-'], { stdin: prompt }), expected);
    assert.ok((await json(['fix', 'it'])).total < expected.total);
  });

  it('counts the rules as the team of the repository wishes, and names a weight that is for none', async () => {
    const team = join(folder, 'team');
    mkdirSync(join(team, '.git'), { recursive: true });
    const usual = await json([prompt, '--cwd', team, '--no-codebase']);
    const config = join(team, 'whetstone.config.json');
    writeFileSync(config, JSON.stringify({ weights: { 'names-file': 0 } }));
    const less = await json([prompt, '--cwd', team, '--no-codebase']);
    assert.ok(less.total < usual.total, `${less.total} ${usual.total}`);
    const rows = await run(['score', '--jsonl', '-', '--cwd', team], {
      stdin: `${JSON.stringify({ id: '1', text: prompt })}\n`,
    });
    assert.equal(scoreRowShape.parse(JSON.parse(rows.stdout)).total, less.total);
    const made = await run([
      'enhance',
      prompt,
      '--json',
      '--cwd',
      team,
      '--provider',
      'offline',
      '--no-history',
    ]);
    assert.equal(
      (JSON.parse(made.stdout) as { originalScore: { total: number } }).originalScore.total,
      less.total,
    );
    writeFileSync(config, JSON.stringify({ weights: { 'name-file': 0 } }));
    const named = await run(['score', prompt, '--json', '--cwd', team]);
    assert.match(named.stderr, /no rule "name-file" in the score.*names-file/);
    assert.equal(named.status, 0);
  });

  it('reads the kind from the file name, or from --kind', async () => {
    const text = '---\nname: x\n---\nDo it';
    const skill = await json(['--file', write('SKILL.md', text)]);
    assert.deepEqual(await json(['--kind', 'skill'], { stdin: text }), skill);
  });

  it('prints total, level, four parts and suggestions with gain for people', async () => {
    const { stdout, stderr, status } = await run(['score', prompt]);
    const score = await json([prompt]);
    assert.equal(status, 0);
    assert.equal(stderr, '');
    assert.ok(stdout.startsWith(`${score.total} of 100, ${score.level}. `));
    for (const part of ['clarity', 'specificity', 'context', 'actionability'] as const)
      assert.match(stdout, new RegExp(`${part} +[█░]{10} +${score[part]}/25`));
    for (const { suggestion, gain } of score.suggestions)
      assert.ok(stdout.includes(`+${gain}  ${suggestion}`), suggestion);
    assert.equal((await run(['score', '--quiet', prompt])).stdout, `${score.total}\n`);
  });

  it('says where a suggestion applies when it is not the whole text', async () => {
    const text =
      'Fix src/auth/login.ts so that an empty password is refused.\nAlso improve the thing somehow, maybe.';
    const score = await json([text]);
    const placed = score.suggestions.find(({ start, end }) => start > 60 && end > start && end - start < 60);
    const { stdout } = await run(['score', text]);
    if (placed !== undefined) assert.ok(stdout.includes(` at 2:${placed.start - 59} "`), stdout);
  });

  it('uses colours only on a terminal that wants them', async () => {
    const coloured = async (
      args: string[],
      env: Record<string, string> = {},
      terminal = true,
    ): Promise<boolean> =>
      (await run(['score', ...args, prompt], { terminal, env })).stdout.includes('\u001B[');
    assert.equal(await coloured([]), true);
    assert.equal(await coloured([], {}, false), false);
    assert.equal(await coloured(['--no-color']), false);
    assert.equal(await coloured([], { NO_COLOR: '1' }), false);
    assert.equal(await coloured([], { NO_COLOR: '' }), true);
    assert.equal(await coloured([], { TERM: 'dumb' }), false);
  });

  it('never passes control characters of a text on to the terminal', async () => {
    const { stdout } = await run(['score', 'fix \u001B[31mthe\u001B[0m thing\u0007 \u009B2J somehow']);
    // oxlint-disable-next-line no-control-regex
    assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  describe('--jsonl', () => {
    const rows = [
      { id: 'a', text: prompt },
      { id: 2, text: 'fix it' },
      { id: 'c', text: '修复登录错误', kind: 'issue' },
    ];
    const lines = (text: string): unknown[] =>
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);

    it('answers each line in order, from stdin or a file', async () => {
      const input = `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
      const { status, stdout, stderr } = await run(['score', '--jsonl', '-'], { stdin: input });
      assert.equal(status, 0);
      assert.equal(stderr, '');
      const scores = lines(stdout).map((line) => scoreRowShape.parse(line));
      assert.deepEqual(
        scores.map(({ id }) => id),
        ['a', 2, 'c'],
      );
      const { id, ...first } = scores[0]!;
      assert.equal(id, 'a');
      assert.deepEqual(first, await json([prompt]));
      const fromFile = await run([
        'score',
        '--jsonl',
        write('in.jsonl', `\uFEFF${input.replaceAll('\n', '\r\n')}`),
      ]);
      assert.equal(fromFile.stdout, stdout);
    });

    it('names bad lines, goes on, and exits with 2', async () => {
      const bad = [
        'no json',
        '[]',
        '7',
        '{"id":"x"}',
        '{"text":"x"}',
        '{"id":"y","text":1}',
        '{"id":"z","text":"a","kind":"poem"}',
        'null',
      ];
      const input = new TextEncoder().encode(
        [JSON.stringify(rows[0]), '', ...bad, JSON.stringify(rows[1])].join('\n'),
      );
      const { status, stdout } = await run(['score', '--jsonl', '-', '--json'], { stdin: input });
      assert.equal(status, 2);
      const results = lines(stdout) as { id: unknown; line?: number; error?: unknown }[];
      assert.deepEqual(
        results.map(({ id }) => id),
        ['a', null, null, null, 'x', null, 'y', 'z', null, 2],
      );
      for (const result of results.slice(1, -1)) errorShape.parse({ error: result.error });
      assert.equal(results[1]?.line, 3);
    });

    it('takes lone surrogates, NULs and empty texts, names invalid UTF-8 and too long lines', async () => {
      const long = `{"id":"long","text":"${'a'.repeat(5 * 1024 * 1024)}"}`;
      const input = Buffer.concat([
        Buffer.from('{"id":1,"text":"a \\ud800 b \\u0000"}\n{"id":2,"text":""}\n'),
        Buffer.from([0x7b, 0xff, 0x0a]),
        Buffer.from(`${long}\n{"id":3,"text":"x"}`),
      ]);
      const { status, stdout } = await run(['score', '--jsonl', '-'], { stdin: input });
      assert.equal(status, 2);
      const results = lines(stdout) as { id: unknown; error?: { code: string } }[];
      assert.deepEqual(
        results.map(({ id, error }) => [id, error?.code]),
        [
          [1, undefined],
          [2, undefined],
          [null, 'input-unreadable'],
          [null, 'input-too-large'],
          [3, undefined],
        ],
      );
    });

    it('streams: a line is answered before the next one comes', async () => {
      let release: (() => void) | undefined;
      const gate = new Promise<void>((resolve) => (release = resolve));
      async function* slowly(): AsyncGenerator<Uint8Array> {
        yield new TextEncoder().encode('{"id":1,"text":"fi');
        yield new TextEncoder().encode('x it"}\n{"id"');
        await gate;
        yield new TextEncoder().encode(':2,"text":"fix it"}\n');
      }
      const seen: string[] = [];
      const { runCli } = await import('../../../src/cli/runCli.ts');
      const status = await runCli(['score', '--jsonl', '-'], {
        stdin: { isTerminal: false, [Symbol.asyncIterator]: slowly },
        stdout: {
          isTerminal: false,
          write: (text) => {
            seen.push(text);
            release?.();
            return Promise.resolve();
          },
        },
        stderr: { isTerminal: false, write: () => Promise.resolve() },
        env: {},
        cwd: folder,
        signal: new AbortController().signal,
      });
      assert.equal(status, 0);
      assert.equal(seen.length, 2);
    });

    it('refuses a folder, a missing file, and a second text', async () => {
      for (const args of [
        ['--jsonl', folder],
        ['--jsonl', join(folder, 'none')],
        ['--jsonl', '-', 'words'],
      ]) {
        const { status, stderr } = await run(['score', '--json', ...args]);
        assert.equal(status, 2);
        errorShape.parse(JSON.parse(stderr));
      }
    });
  });
});
