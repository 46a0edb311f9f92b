import { deepEqual, equal, ok } from 'node:assert/strict';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { explainScore } from '../../../src/core/score/explainScore.ts';
import { rules } from '../../../src/core/score/rules/index.ts';
import { components, levelOf, type Score } from '../../../src/core/score/score.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';

function score(text: string): Score {
  return scorePrompt(parsePrompt(text));
}

describe('scorePrompt', () => {
  it('gives four whole parts from 0 to 25 whose sum is the total', () => {
    for (const text of [
      'fix it',
      'Rename `out` to `output` in src/cli.ts.',
      'x'.repeat(5000),
      '```\ncode\n```',
      '🎉🎉',
    ]) {
      const result = score(text);
      let sum = 0;
      for (const component of components) {
        ok(Number.isInteger(result[component]) && result[component] >= 0 && result[component] <= 25);
        sum += result[component];
      }
      equal(result.total, sum);
      equal(result.level, levelOf(result.total));
    }
  });

  it('gives nothing for an empty text, and says what to write', () => {
    const result = score(' \n ');
    equal(result.total, 0);
    equal(result.suggestions.length, 1);
  });

  it('puts a closed edit above a vague wish', () => {
    const closed = score('rename --out to --output in cli.py');
    const vague = score('make it better please');
    ok(closed.total > 75, `closed edit scored ${closed.total}`);
    ok(vague.total <= 35, `vague wish scored ${vague.total}`);
  });

  it('suggests what is missing, highest gain first', () => {
    const { suggestions } = score('fix this');
    ok(suggestions.length > 0);
    const gains = suggestions.map((one) => one.gain);
    deepEqual(
      gains,
      [...gains].sort((a, b) => b - a),
    );
    ok(suggestions.every((one) => one.gain >= 1 && one.end <= 8));
  });

  it('explains the whole score: base and contributions give each part before limits', () => {
    const text =
      'When I click Save on the settings page, `saveSettings()` throws "no user". It should show the login form.';
    const { base, earned, cost, score: result } = explainScore(parsePrompt(text));
    for (const component of components) {
      const points = [...earned, ...cost].reduce(
        (sum, one) => sum + one.byComponent[component],
        base[component],
      );
      ok(
        Math.abs(Math.min(25, Math.max(0, points)) - result[component]) <= 1.5,
        `${component} ${points} ${result[component]}`,
      );
    }
  });

  it('names every rule once', () => {
    equal(new Set(rules.map((rule) => rule.id)).size, rules.length);
  });
});
