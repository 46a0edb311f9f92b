import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { LatestText } from '../../../../src/node/engine/latestText.ts';

describe('passing on a text that grows', () => {
  it('passes on the first at once and the last of a burst a little later', async () => {
    const told: string[] = [];
    const text = new LatestText((latest) => told.push(latest), 20);
    for (const latest of ['a', 'ab', 'abc']) text.push(latest);
    assert.deepEqual(told, ['a']);
    for (let waited = 0; told.length < 2 && waited < 2000; waited += 5) await sleep(5);
    assert.deepEqual(told, ['a', 'abc']);
  });

  it('passes on nothing after its end', async () => {
    const told: string[] = [];
    const text = new LatestText((latest) => told.push(latest), 5);
    text.push('a');
    text.push('ab');
    text.end();
    await sleep(20);
    assert.deepEqual(told, ['a']);
  });
});
