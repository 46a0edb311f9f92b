import { ok } from 'node:assert/strict';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';

interface Followed {
  readonly rule: string;
  readonly before: string;
  /** The prompt after the author followed the suggestion, and nothing else. */
  readonly after: string;
}

const cases: readonly Followed[] = [
  {
    rule: 'names-file',
    before: 'Show the order total with two decimals on the invoice.',
    after: 'Show the order total with two decimals on the invoice in src/invoice.ts.',
  },
  {
    rule: 'needs-picture',
    before: 'In src/Header.tsx move the search field next to the logo like in the screenshot.',
    after: 'In src/Header.tsx move the search field next to the logo.',
  },
  {
    rule: 'points-first',
    before: 'This breaks when the list is empty, fix the sorting.',
    after: 'The report breaks when the list is empty, fix the sorting.',
  },
  {
    rule: 'says-outcome',
    before: 'The export in src/export.ts writes dates as numbers.',
    after: 'The export in src/export.ts writes dates as numbers. It should write them as text.',
  },
  {
    rule: 'vague-taste',
    before: 'Make the settings page prettier and nicer.',
    after: 'Make the settings page two columns.',
  },
  {
    rule: 'sets-limits',
    before: 'Rename the column total to amount in db/schema.sql.',
    after: 'Rename the column total to amount in db/schema.sql, without touching other tables.',
  },
  {
    rule: 'web-page',
    before: 'Add the retry logic of https://example.com/retry to src/http.ts.',
    after: 'Add the retry logic of three attempts to src/http.ts.',
  },
  {
    rule: 'lost-paste',
    before: 'The build fails with [Pasted text #1 +20 lines], fix the import in src/app.ts.',
    after: 'The build fails with a syntax message, fix the import in src/app.ts.',
  },
];

describe('gain of a suggestion', () => {
  for (const { rule, before, after } of cases) {
    it(`is about what following ${rule} adds`, () => {
      const score = scorePrompt(parsePrompt(before));
      const suggestion = score.suggestions.find((one) => one.rule === rule);
      ok(suggestion !== undefined, `not suggested: ${score.suggestions.map((one) => one.rule).join(', ')}`);
      const gained = scorePrompt(parsePrompt(after)).total - score.total;
      ok(
        gained > 0 && Math.abs(gained - suggestion.gain) <= 8,
        `promised ${suggestion.gain}, gained ${gained}`,
      );
    });
  }
});
