import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Given, run } from './recordedIo.ts';
import { unreadableFile } from '../../../src/cli/input.ts';
import { errorShape, scoreShape } from './shapes.ts';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

async function* breaking(): AsyncGenerator<Uint8Array> {
  yield bytes(0x61);
  throw new Error('read EIO');
}

describe('bad input in the terminal', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'whetstone-bad-'));
    mkdirSync(join(folder, 'dir'));
    writeFileSync(join(folder, 'binary'), bytes(0x7f, 0x45, 0x4c, 0x46, 0, 1));
    writeFileSync(join(folder, 'empty.md'), '\uFEFF \n');
    writeFileSync(join(folder, 'large.txt'), 'a '.repeat(3 * 1024 * 1024));
  });
  after(() => rmSync(folder, { recursive: true }));

  const refused: readonly (readonly [string, readonly string[], Given, string])[] = [
    ['no text on a terminal', [], { stdin: null }, 'usage'],
    ['empty stdin', [], { stdin: '' }, 'usage'],
    ['an empty argument', [''], {}, 'usage'],
    ['blanks only', ['-'], { stdin: ' \n\t' }, 'usage'],
    ['an empty file with a BOM', ['--file', 'empty.md'], {}, 'usage'],
    ['words and a file', ['--file', 'empty.md', 'word'], {}, 'usage'],
    ['binary stdin', [], { stdin: bytes(0x89, 0x50, 0, 1) }, 'input-unreadable'],
    ['a binary file', ['--file', 'binary'], {}, 'input-unreadable'],
    ['invalid UTF-8', [], { stdin: bytes(0x66, 0xc3, 0x28) }, 'input-unreadable'],
    ['encoded lone surrogates', [], { stdin: bytes(0x61, 0xed, 0xa0, 0x80) }, 'input-unreadable'],
    ['a folder', ['--file', 'dir'], {}, 'input-unreadable'],
    ['a missing file', ['--file', 'nowhere.md'], {}, 'input-unreadable'],
    ['a file below a file', ['--file', 'binary/x'], {}, 'input-unreadable'],
    ['stdin that breaks off', [], { stdin: breaking() }, 'input-unreadable'],
    ['a file over 5 MB', ['--file', 'large.txt'], {}, 'input-too-large'],
    ['stdin over 5 MB', [], { stdin: 'a '.repeat(3 * 1024 * 1024) }, 'input-too-large'],
  ];
  for (const command of ['score', 'tokens', 'enhance']) {
    for (const [name, args, given, code] of refused) {
      if (command !== 'score' && name === 'stdin that breaks off') continue;
      it(`${command}: ${name} -> ${code}`, async () => {
        const { status, stdout, stderr } = await run([command, '--json', ...args], { cwd: folder, ...given });
        assert.equal(stdout, '');
        assert.equal(errorShape.parse(JSON.parse(stderr)).error.code, code);
        assert.equal(status, 2);
      });
    }
  }

  const scored: readonly (readonly [string, string | Uint8Array])[] = [
    ['a megabyte', 'Fix the bug in src/a.ts. '.repeat(40_000)],
    ['CRLF', '# Task\r\n\r\nFix `x` in src/a.ts\r\n'],
    ['a BOM', '\uFEFFfix the login bug'],
    ['UTF-16', Buffer.concat([bytes(0xff, 0xfe), Buffer.from('fix the login bug', 'utf16le')])],
    ['only code', '```js\nlet a = 1;\n```\n'],
    ['only front matter', '---\nname: x\ndescription: y\n---\n'],
    ['unclosed fences', 'Fix this\n\n```js\nlet a'],
    ['Chinese', '修复登录页面的错误，不要修改测试'],
  ];
  for (const [name, text] of scored) {
    it(`score: ${name} is scored`, async () => {
      const { status, stdout } = await run(['score', '--json'], { stdin: text });
      assert.equal(status, 0);
      scoreShape.parse(JSON.parse(stdout));
    });
  }

  it('gives the same score with and without BOM, and in UTF-16', async () => {
    const plain = (await run(['score', '--json', 'fix the login bug'])).stdout;
    assert.equal((await run(['score', '--json'], { stdin: scored[2]![1] })).stdout, plain);
    assert.equal((await run(['score', '--json'], { stdin: scored[3]![1] })).stdout, plain);
  });

  it('tells what may not be read from what is missing', () => {
    const messageFor = (code: string): string =>
      unreadableFile('a', Object.assign(new Error('x'), { code })).message;
    assert.equal(messageFor('EACCES'), '"a" may not be read.');
    assert.equal(messageFor('EPERM'), '"a" may not be read.');
    assert.equal(messageFor('ENOENT'), '"a" does not exist.');
    assert.equal(messageFor('EIO'), '"a" could not be read.');
  });

  it('says in one line what happened and what to do', async () => {
    const { stderr, status } = await run(['score', '--file', 'a\nb\u001B[31m'], { cwd: folder });
    assert.equal(status, 2);
    assert.match(stderr, /^error: .*does not exist\. Check the path\.\n$/);
    assert.equal(stderr.indexOf('\n'), stderr.length - 1);
    assert.ok(!stderr.includes('\u001B'));
  });
});
