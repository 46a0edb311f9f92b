import assert from 'node:assert/strict';
import { run } from './recordedIo.ts';

const verbose = 'Could you please take a look at src/app.ts in order to find the bug?';

describe('whetstone compress', () => {
  it('prints the shorter text and says how much on stderr', async () => {
    const { status, stdout, stderr } = await run(['compress', verbose]);
    assert.equal(status, 0);
    assert.equal(stdout, 'Look at src/app.ts to find the bug.\n');
    assert.match(stderr, /\d+ tokens before, \d+ after \(\d+ % fewer\)/);
  });

  it('prints the promised JSON', async () => {
    const { stdout, stderr } = await run(['compress', '--json', verbose]);
    const result = JSON.parse(stdout) as Record<string, unknown>;
    assert.deepEqual(Object.keys(result), ['text', 'tokensBefore', 'tokensAfter']);
    assert.ok(Number(result['tokensAfter']) < Number(result['tokensBefore']));
    assert.equal(stderr, '');
  });

  it('says when there is nothing to gain', async () => {
    const { status, stdout, stderr } = await run(['compress', 'Rename a to b in x.ts.']);
    assert.equal(status, 0);
    assert.equal(stdout, 'Rename a to b in x.ts.\n');
    assert.match(stderr, /nothing to gain/);
  });

  it('refuses an empty text', async () => {
    assert.equal((await run(['compress', ' '])).status, 2);
  });
});
