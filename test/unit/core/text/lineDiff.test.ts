import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diffLines } from '../../../../src/core/text/lineDiff.ts';

describe('lineDiff', () => {
  it('finds nothing between equal texts', () => {
    assert.deepEqual(diffLines('a\nb', 'a\nb'), []);
    assert.deepEqual(diffLines('', ''), []);
  });

  it('points at inserted, changed and deleted lines only', () => {
    const before = 'keep\nold\nkeep too\ngone\nend';
    const after = 'first\nkeep\nnew\nkeep too\nend';
    assert.deepEqual(
      diffLines(before, after).map(({ before: b, after: a }) => [
        before.slice(b.start, b.end),
        after.slice(a.start, a.end),
      ]),
      [
        ['', 'first\n'],
        ['old\n', 'new\n'],
        ['gone\n', ''],
      ],
    );
  });

  it('turns the one text into the other, whatever the two are', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', 'a\n', 'b\n', '\n', '\r\n'), { maxLength: 40 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [before, after] = [one.join(''), other.join('')];
        let built = '';
        let position = 0;
        for (const hunk of diffLines(before, after)) {
          built += before.slice(position, hunk.before.start) + after.slice(hunk.after.start, hunk.after.end);
          position = hunk.before.end;
        }
        assert.equal(built + before.slice(position), after);
      }),
      { numRuns: 500 },
    );
  });

  it('needs no more changed lines than the longest common subsequence leaves', () => {
    const line = fc.array(fc.constantFrom('a\n', 'b\n', 'c\n'), { maxLength: 12 });
    fc.assert(
      fc.property(line, line, (one, other) => {
        const hunks = diffLines(one.join(''), other.join(''));
        const changed = hunks.reduce(
          (sum, { before, after }) => sum + (before.end - before.start + after.end - after.start) / 2,
          0,
        );
        assert.equal(changed, one.length + other.length - 2 * longestCommon(one, other));
      }),
      { numRuns: 300 },
    );
  });

  it('gives one hunk for two long texts without a common line, in a moment', () => {
    const before = Array.from({ length: 50_000 }, (_, index) => `a${index}`).join('\n');
    const after = Array.from({ length: 50_000 }, (_, index) => `b${index}`).join('\n');
    assert.equal(diffLines(before, after).length, 1);
  });
});

function longestCommon(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return 0;
  const [x, y] = [a.slice(1), b.slice(1)];
  if (a[0] === b[0]) return 1 + longestCommon(x, y);
  return Math.max(longestCommon(x, b), longestCommon(a, y));
}
