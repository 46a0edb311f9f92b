import assert from 'node:assert/strict';
import { dollars, duration, filled } from '../../../src/webview/playground/wording.ts';

describe('figures on the playground page', () => {
  it('writes dollars with as many places as say something', () => {
    assert.deepEqual([0, 12.345, 0.5, 0.042, 0.000_18, 0.000_018, 0.000_000_4].map(dollars), [
      '$0.00',
      '$12.35',
      '$0.50',
      '$0.042',
      '$0.00018',
      '$0.000018',
      '< $0.000001',
    ]);
  });

  it('writes times and fills in texts', () => {
    assert.deepEqual([0.4, 840, 12_340].map(duration), ['0 ms', '840 ms', '12.3 s']);
    assert.equal(filled('{0} of {1}, {2}', 3, 'four'), '3 of four, {2}');
  });
});
