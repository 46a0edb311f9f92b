import { ok } from 'node:assert/strict';
import fc from 'fast-check';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';
import { goodPrompts, plainPrompts } from './samplePrompts.ts';

const total = (text: string): number => scorePrompt(parsePrompt(text)).total;

describe('score of texts that say nothing', () => {
  it('is poor for a letter or a word', () => {
    for (const text of ['a', 'x y', 'test', 'hello', 'fix', 'fix it', '?', 'ok', 'continue'])
      ok(total(text) <= 25, `${total(text)}: ${text}`);
  });

  it('is low for names, values and key words in a heap', () => {
    const names = [
      'src/auth/login.ts',
      'getUser()',
      '`refreshToken`',
      'package.json',
      'README.md',
      'validateToken',
      'POST /api/users',
      'src/cart/total.py',
      '#fff',
      '42 ms',
      '12 px',
      '500',
      'AppError.code',
      'npm',
    ];
    const words = ['error', 'should', 'must', 'test', 'verify', 'expected', 'only', 'returns', 'function'];
    const salad = fc
      .tuple(
        fc.uniqueArray(fc.constantFrom(...names), { minLength: 6, maxLength: 12 }),
        fc.uniqueArray(fc.constantFrom(...words), { maxLength: 4 }),
      )
      .map(([first, then]) => [...first, ...then].join(' '));
    fc.assert(
      fc.property(salad, (text) => {
        ok(total(text) <= 35, `${total(text)}: ${text}`);
      }),
      { numRuns: 300 },
    );
  });

  it('is low for names alone, however few', () => {
    for (const text of [
      'getUser parseConfig renderList handleClick fetchData',
      'getUser() parseConfig()',
      'a.ts b.ts c.ts',
    ])
      ok(total(text) <= 25, `${total(text)}: ${text}`);
  });

  it('does not take a sentence full of names for a heap', () => {
    for (const text of [
      'In src/a.ts change timeout from 5 to 10',
      'fix typo in README.md: "teh" to "the"',
      'Rename `getUser`, `getTeam` and `getRole` in src/api.ts to `readUser`, `readTeam` and `readRole`.',
      'Update a.ts b.ts c.ts d.ts to use `fetchJson()` instead of `axios.get()`',
    ])
      ok(total(text) >= 55, `${total(text)}: ${text}`);
  });
});

describe('gains of suggestions', () => {
  it('together never promise more than there is left', () => {
    for (const text of [...goodPrompts, ...plainPrompts, 'fix it', 'a', 'make it better please']) {
      const { suggestions, total: now } = scorePrompt(parsePrompt(text));
      const sum = suggestions.reduce((gains, { gain }) => gains + gain, 0);
      ok(now + sum <= 100, `${now} + ${sum}: ${text.slice(0, 60)}`);
      ok(suggestions.every(({ gain }) => gain >= 1));
    }
  });
});
