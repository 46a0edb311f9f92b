import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readAssessment } from '../../../src/core/score/modelAssessment.ts';

const prompt = 'Fix the login bug,\nit says “wrong   password”';
const part = (score: unknown, quote = '', reason = 'Says little.'): object => ({ score, quote, reason });
const whole = {
  clarity: part(15, 'the login bug'),
  specificity: part('8', '"Wrong password"'),
  context: part('3/25', 'the logout bug'),
  actionability: part(10.4),
  overall: part(31),
};

describe("a model's assessment", () => {
  it('is read with its quotes, as far as they stand in the prompt', () => {
    const { assessment, problem } = readAssessment({ ...whole, mood: 'good' }, prompt);
    assert.equal(problem, null);
    assert.deepEqual(assessment, {
      clarity: { score: 15, quote: 'the login bug', reason: 'Says little.' },
      specificity: { score: 8, quote: 'Wrong password', reason: 'Says little.' },
      context: { score: 3, quote: '', reason: 'Says little.' },
      actionability: { score: 10, quote: '', reason: 'Says little.' },
      overall: { score: 31, quote: '', reason: 'Says little.' },
    });
  });

  it('may be bare numbers, and nothing at all', () => {
    const bare = { clarity: 1, specificity: 2, context: 3, actionability: 4, overall: 10 };
    assert.equal(readAssessment(bare, prompt).assessment?.overall.score, 10);
    const { overall: total, ...parts } = bare;
    assert.equal(readAssessment({ ...parts, total }, prompt).assessment?.overall.score, 10);
    for (const nothing of [null, undefined])
      assert.deepEqual(readAssessment(nothing, prompt), { assessment: null, problem: null });
  });

  it('is none when a part is missing, no number or out of its range', () => {
    for (const [value, problem] of [
      [{ ...whole, clarity: undefined }, 'clarity is missing'],
      [{ ...whole, context: part('high') }, 'context has no number'],
      [{ ...whole, specificity: part(40) }, 'specificity is 40, it goes from 0 to 25'],
      [{ ...whole, clarity: part(-1) }, 'clarity is -1, it goes from 0 to 25'],
      [{ ...whole, overall: part(101) }, 'overall is 101, it goes from 0 to 100'],
      [{ ...whole, overall: part(Number.NaN) }, 'overall has no number'],
      [{ ...whole, overall: null }, 'overall is missing'],
      ['good', 'it is no object'],
      [[1, 2, 3], 'it is no object'],
    ] as const)
      assert.deepEqual(readAssessment(value, prompt), { assessment: null, problem });
  });

  it('brings neither control characters nor endless texts along', () => {
    const reason = `red \u001B[31m\u202E${'long '.repeat(500)}`;
    const { assessment } = readAssessment({ ...whole, clarity: part(1, '', reason) }, prompt);
    const said = assessment?.clarity.reason ?? '';
    assert.ok(said.length <= 400 && said.endsWith('…'));
    for (const control of ['\u001B', '\u202E']) assert.ok(!said.includes(control));
  });
});
