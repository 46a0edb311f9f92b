import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { paced } from '../../../src/vscode/enhance/paced.ts';

describe('calls that come too fast', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('go through at once, and then no faster than wanted, the latest value last', () => {
    const seen: number[] = [];
    const act = paced((value: number) => seen.push(value), 100);
    for (let value = 1; value <= 5; value++) act(value);
    assert.deepEqual(seen, [1]);
    mock.timers.tick(99);
    assert.deepEqual(seen, [1]);
    mock.timers.tick(1);
    assert.deepEqual(seen, [1, 5]);
    act(6);
    assert.deepEqual(seen, [1, 5]);
    mock.timers.tick(100);
    assert.deepEqual(seen, [1, 5, 6]);
    mock.timers.tick(500);
    act(7);
    assert.deepEqual(seen, [1, 5, 6, 7]);
  });

  it('are forgotten while they wait', () => {
    const seen: number[] = [];
    const act = paced((value: number) => seen.push(value), 100);
    act(1);
    act(2);
    act.drop();
    mock.timers.tick(1000);
    assert.deepEqual(seen, [1]);
  });
});
