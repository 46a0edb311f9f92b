import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { LintFinding } from '../../../src/core/lint/finding.ts';
import { shiftFindings } from '../../../src/core/lint/shiftFindings.ts';

describe('findings while a text is written', () => {
  const at = (start: number, end: number): LintFinding => ({
    rule: 'unknown-variable',
    severity: 'warning',
    message: 'No.',
    line: 1,
    column: 1,
    start,
    end,
    fix: { title: 'Mend', edits: [{ start, end, text: 'x' }] },
  });

  it('stay with their words: every edit that does not touch them moves them along', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }),
        fc.string({ maxLength: 40 }),
        fc.array(fc.tuple(fc.nat(100), fc.nat(5), fc.string({ maxLength: 5 })), { maxLength: 4 }),
        (before, after, edits) => {
          const word = '\u{1f426}word';
          const text = before + word + after;
          const finding = at(before.length, before.length + word.length);
          let last = text.length + 1;
          const changes = edits
            .map(([start, length, put]) => ({ start: start % (text.length + 1), length, text: put }))
            .toSorted((a, b) => b.start - a.start)
            .filter(({ start, length }) => {
              const fits = start + length <= Math.min(last, text.length) && start < last;
              if (fits) last = start;
              return fits;
            });
          let changed = text;
          for (const { start, length, text: put } of changes)
            changed = changed.slice(0, start) + put + changed.slice(start + length);
          const [moved] = shiftFindings([finding], changes);
          const touched = changes.some(
            ({ start, length }) => start < finding.end && start + length > finding.start,
          );
          if (touched) assert.equal(moved, undefined);
          else {
            assert.equal(changed.slice(moved?.start, moved?.end), word);
            assert.deepEqual(moved?.fix?.edits, [{ start: moved?.start, end: moved?.end, text: 'x' }]);
          }
        },
      ),
      { seed: 3, numRuns: 500 },
    );
  });
});
