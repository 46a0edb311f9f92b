import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const script = join(import.meta.dirname, '../../../src/cli.ts');

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the real command from source; `input` is written to stdin, which then ends unless `open`. */
function start(
  args: readonly string[],
  input: string | Uint8Array | null,
  open = false,
): [ChildProcess, Promise<Ended>] {
  const child = spawn(process.execPath, [script, ...args], { stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  // The command may end before it has read everything.
  child.stdin.on('error', () => child.stdin.destroy());
  if (input !== null) child.stdin.write(input);
  if (!open) child.stdin.end();
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (status) => resolve({ status, stdout, stderr })),
  );
  return [child, ended];
}

describe('the whetstone process', function () {
  this.timeout(30_000);

  it('reads stdin, writes stdout and ends with 0', async () => {
    const { status, stdout, stderr } = await start(['score', '--json'], 'fix the login bug')[1];
    assert.equal(status, 0, stderr);
    assert.equal(stderr, '');
    assert.equal((JSON.parse(stdout) as { language: string }).language, 'en');
  });

  it('ends with 2 on binary input and on a stdin that is too large, without waiting for its end', async () => {
    assert.equal((await start(['score'], Uint8Array.from([0, 1, 2]))[1]).status, 2);
    const [, ended] = start(['score', '--json'], 'a '.repeat(3 * 1024 * 1024), true);
    const { status, stderr } = await ended;
    assert.equal(status, 2);
    assert.match(stderr, /input-too-large/);
  });

  it('ends with 130 on an interrupt while it waits for input', async () => {
    const [child, ended] = start(['score', '--jsonl', '-'], '{"id":1,"text":"fix it"}\n', true);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    child.kill('SIGINT');
    const { status, stdout, stderr } = await ended;
    assert.equal(status, 130);
    assert.equal(stderr, '');
    assert.equal(stdout.trim().split('\n').length, 1);
  });

  it('ends without a word when its reader goes', async () => {
    const rows = `${JSON.stringify({ id: 1, text: 'fix the login bug' })}\n`.repeat(5000);
    const [child, ended] = start(['score', '--jsonl', '-'], rows);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const { status, stderr } = await ended;
    assert.equal(status, 0);
    assert.equal(stderr, '');
  });
});
