import assert from 'node:assert/strict';
import { lintText } from '../../../src/core/lint/lintText.ts';
import { defaultLintSettings } from '../../../src/core/lint/settings.ts';
import { unknownSettings } from '../../../src/core/lint/knownRules.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { explainScore } from '../../../src/core/score/explainScore.ts';
import { modelFor } from '../../../src/core/score/model/modelFor.ts';
import { unknownWeights, weighted } from '../../../src/core/score/model/teamWeights.ts';
import { components, type Score } from '../../../src/core/score/score.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';

const prompt = parsePrompt('fix the login bug in src/auth/login.ts when the name is empty');

function sum(score: Score): number {
  return components.reduce((total, component) => total + score[component], 0);
}

describe('the weights of a team', () => {
  it('multiply what a rule is worth in each part, and leave the total the sum of the four', () => {
    const usual = explainScore(prompt);
    const named = usual.earned.find(({ rule }) => rule === 'names-file');
    assert.ok(named);
    for (const factor of [0, 0.5, 2, 10]) {
      const { score, earned, base } = explainScore(prompt, undefined, { 'names-file': factor });
      const points = earned.find(({ rule }) => rule === 'names-file')?.points ?? 0;
      assert.ok(Math.abs(points - named.points * factor) <= 0.2 + 0.1 * factor, `${points} at ${factor}`);
      assert.deepEqual(base, usual.base);
      assert.equal(score.total, sum(score));
      for (const component of components) assert.ok(score[component] >= 0 && score[component] <= 25);
    }
    const without = scorePrompt(prompt, undefined, { 'names-file': 0 }).total;
    const more = scorePrompt(prompt, undefined, { 'names-file': 3 }).total;
    assert.ok(without < usual.score.total && usual.score.total < more, `${without} ${more}`);
  });

  it('change what a suggestion promises, so that following it still brings that', () => {
    const weights = { 'says-done': 0 };
    const { suggestions } = scorePrompt(prompt, undefined, weights);
    assert.equal(
      suggestions.some(({ rule }) => rule === 'says-done'),
      false,
    );
    assert.ok(scorePrompt(prompt).suggestions.some(({ rule }) => rule === 'says-done'));
  });

  it('leave everything as shipped when they are 1 or for no rule, and say which those are', () => {
    assert.deepEqual(scorePrompt(prompt, undefined, { 'names-file': 1, nonsense: 5 }), scorePrompt(prompt));
    assert.equal(weighted(modelFor('typed'), { 'names-file': 1 }), modelFor('typed'));
    assert.deepEqual(unknownWeights({ 'name-file': 2, 'names-file': 2 }), [
      'There is no rule "name-file" in the score; its weight is ignored. Did you mean "names-file"?',
    ]);
  });

  it('count where the linter scores, and in a language without word lists', () => {
    const settings = { ...defaultLintSettings, weights: { 'names-file': 0, nonsense: 1 } };
    const { text } = prompt;
    assert.equal(
      lintText(text, { kind: 'typed', settings }).score.total,
      scorePrompt(prompt, undefined, settings.weights).total,
    );
    assert.match(unknownSettings(settings).join(), /no rule "nonsense" in the score/);
    const other = parsePrompt('napraw błąd logowania w pliku src/auth/login.ts gdy nazwa jest pusta');
    assert.ok(scorePrompt(other, undefined, { 'says-outcome': 0 }).total <= scorePrompt(other).total);
  });
});
