import assert from 'node:assert/strict';
import { unifiedDiff } from '../../../../src/core/text/unifiedDiff.ts';

describe('a difference in words of diff', () => {
  const text = (count: number): string =>
    Array.from({ length: count }, (_, index) => `line ${index + 1}\n`).join('');

  it('shows each change with three lines around it', () => {
    const after = text(20).replace('line 10\n', 'ten\n');
    assert.equal(
      unifiedDiff(text(20), after),
      '@@ line 7 @@\n line 7\n line 8\n line 9\n-line 10\n+ten\n line 11\n line 12\n line 13',
    );
  });

  it('joins changes that lie close, and is empty for equal texts', () => {
    const after = text(9).replace('line 2\n', '').replace('line 5\n', 'line 5\nmore\n');
    assert.equal(
      unifiedDiff(text(9), after),
      ' line 1\n-line 2\n line 3\n line 4\n line 5\n+more\n line 6\n line 7\n line 8',
    );
    assert.equal(unifiedDiff('same', 'same'), '');
    assert.equal(unifiedDiff('', 'a\n'), '+a');
  });
});
