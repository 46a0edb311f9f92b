import assert from 'node:assert/strict';
import { run } from './recordedIo.ts';
import { errorShape, tokensShape } from './shapes.ts';

describe('whetstone', () => {
  it('prints help and version on stdout', async () => {
    const help = await run(['--help']);
    assert.equal(help.status, 0);
    assert.equal(help.stderr, '');
    for (const word of [
      'enhance',
      'score',
      'context',
      'tokens',
      '--json',
      '--cwd',
      '--quiet',
      '--no-color',
      '--version',
    ])
      assert.ok(help.stdout.includes(word), word);
    for (const args of [
      ['score', '--help'],
      ['help', 'score'],
      ['score', '-h', 'text'],
    ]) {
      const { status, stdout } = await run(args);
      assert.equal(status, 0);
      assert.match(stdout, /^Usage: whetstone score .*\n[^]*--jsonl[^]*--json/);
    }
    const version = await run(['--version']);
    assert.equal(version.status, 0);
    assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
  });

  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /no command/],
    [['scroe', 'x'], /score/],
    [['score', '--jsn', 'x'], /--json/],
    [['score', '--file'], /argument missing/],
    [['enhance', '--style', 'wild', 'x'], /minimal, balanced, comprehensive/],
    [['enhance', '--provider', 'acme', 'x'], /auto, offline/],
    [['score', '--kind', 'poem', 'x'], /skill/],
    [['context', '--depth', '0'], /1 to 20/],
    [['context', 'a', 'b'], /argument/],
    [['score', '--cwd', '/nowhere/at/all', 'x'], /does not exist/],
  ];
  for (const [args, pattern] of wrong) {
    it(`refuses "${args.join(' ')}"`, async () => {
      const { status, stdout, stderr } = await run(args);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, /^error: [^\n]+\n$/);
      assert.match(stderr, pattern);
      const json = await run([...args, '--json']);
      if (args.length > 0 && args.at(-1) !== '--file') errorShape.parse(JSON.parse(json.stderr));
    });
  }

  it('takes the common flags before and after the command', async () => {
    const before = await run(['--json', 'tokens', 'hello', 'world']);
    const after = await run(['tokens', 'hello', 'world', '--json']);
    assert.equal(before.stdout, after.stdout);
    assert.deepEqual(tokensShape.parse(JSON.parse(after.stdout)), {
      tokens: 2,
      model: 'gpt-4o',
      exact: true,
    });
  });

  it('takes what follows "--" for text', async () => {
    const { stdout } = await run(['tokens', '--quiet', '--', '--json', 'x']);
    assert.match(stdout, /^\d+\n$/);
    const failing = await run(['score', '--file', 'nowhere', '--', '--json']);
    assert.match(failing.stderr, /^error: /);
  });

  it('counts tokens, saying when it estimates', async () => {
    assert.equal((await run(['tokens', 'hello world'])).stdout, '2 tokens for gpt-4o\n');
    assert.equal((await run(['tokens', 'hello'])).stdout, '1 token for gpt-4o\n');
    assert.match(
      (await run(['tokens', '--model', 'claude-sonnet-4-5', 'hello world'])).stdout,
      /^about 3 tokens for claude/,
    );
    assert.equal((await run(['tokens', '--quiet', '<|endoftext|>'])).status, 0);
  });

  it('ends with 130 when interrupted, without an error', async () => {
    const controller = new AbortController();
    async function* interrupted(): AsyncGenerator<Uint8Array> {
      yield new TextEncoder().encode('{"id":1,"text":"x"}\n');
      controller.abort();
      yield new TextEncoder().encode('{"id":2,"text":"x"}\n');
    }
    for (const args of [['score', '--jsonl', '-'], ['enhance'], ['tokens']]) {
      const { status, stderr } = await run(args, { stdin: interrupted(), signal: controller.signal });
      assert.equal(status, 130);
      assert.equal(stderr, '');
    }
    const { status } = await run(['context'], { signal: AbortSignal.abort() });
    assert.equal(status, 130);
  });

  it('ends quietly when the reader of its output has gone', async () => {
    const rows = Array.from({ length: 2000 }, (_, id) => JSON.stringify({ id, text: 'fix it' })).join('\n');
    const { status, stderr } = await run(['score', '--jsonl', '-'], { stdin: rows, closesAfter: 1 });
    assert.equal(status, 0);
    assert.equal(stderr, '');
  });
});
