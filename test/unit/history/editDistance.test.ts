import assert from 'node:assert/strict';
import { assert as check, constantFrom, integer, property, string } from 'fast-check';
import { editDistance } from '../../../src/core/history/editDistance.ts';
import { processorTime } from '../../harness/processorTime.ts';

describe('edit distance', () => {
  it('knows the textbook pairs', () => {
    assert.equal(editDistance('kitten', 'sitting'), 3);
    assert.equal(editDistance('', 'abc'), 3);
    assert.equal(editDistance('same', 'same'), 0);
    assert.equal(editDistance('Saturday', 'Sunday'), 3);
  });

  it('agrees with the plain table on any two texts, over the borders of 32-unit blocks too', () => {
    const text = string({ unit: constantFrom('a', 'b', 'c', '\n', ' '), maxLength: 150 });
    check(
      property(text, text, (a, b) => {
        assert.equal(editDistance(a, b), tableDistance(a, b));
      }),
      { numRuns: 500 },
    );
  });

  it('never falls under the truth nor over the longer text when it has to approximate', () => {
    const text = string({ unit: constantFrom('ab', 'c', '\n', ' ', 'word '), maxLength: 120 });
    check(
      property(text, text, integer({ min: 0, max: 200 }), (a, b, budget) => {
        const found = editDistance(a, b, budget);
        assert.ok(found >= tableDistance(a, b));
        assert.ok(found <= Math.max(a.length, b.length));
      }),
      { numRuns: 500 },
    );
  });

  it('finds a few edits in 300 kB exactly, near both ends and on one line', () => {
    const words = Array.from({ length: 50_000 }, (_, index) => `w${index}`);
    for (const separator of ['\n', ' ']) {
      const before = words.join(separator);
      const after = before.replace('w7', 'w7 and more').replace('w49990', 'x').replace('w25000', '');
      assert.equal(editDistance(before, after), 9 + 6 + 6);
    }
  });

  it('takes bounded time on 300 kB that have nothing in common', () => {
    const before = 'abcdefghij'.repeat(30_000);
    const after = 'klmnopqrst uv'.repeat(23_000);
    const started = processorTime();
    assert.equal(editDistance(before, after), before.length);
    // Far above the few milliseconds it takes, far below the minutes of the full table.
    assert.ok(processorTime() - started < 3000);
  });
});

function tableDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
