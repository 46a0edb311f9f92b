import assert from 'node:assert/strict';
import type { Enhancement } from '../../src/core/enhance/enhancement.ts';
import { parseAnswer } from '../../src/core/enhance/model/parseAnswer.ts';
import { type AnswerCase, answerText } from './answers.ts';

/** How the model is told what was wrong. */
const reasons: Readonly<Record<string, RegExp>> = {
  answered: /answers the task instead of rewriting it|repeats the instructions/,
  'language-changed': /The original is in \w+, the rewrite in \w+/,
  'invented-path': /is neither in the (?:repository nor in the )?original/,
  'invented-requirement': /is neither in the original nor in what is known/,
  'lost-variable': /The variable \S+ is not in the original/,
  'lost-identifier': /` is not in the rewrite/,
  'lost-reference': /\.ts is not in the rewrite/,
  'lost-number': /The number 2 is not in the rewrite/,
  'score-not-better': /The rewrite scores \d+, the original \d+/,
  'needless-growth': /times as long as the original/,
};

/** Asserts that an answer of the corpus came to what is expected of it. `asked`: the last message of each request, in order. */
export function expectOutcome(given: AnswerCase, made: Enhancement, asked: readonly string[]): void {
  const said = JSON.stringify(
    {
      made: made.enhancedPrompt,
      warnings: made.warnings,
      asked: asked.at(-1)?.slice(0, 600),
    },
    null,
    1,
  );
  assert.ok(made.enhancedScore.total >= made.originalScore.total, said);
  for (const part of given.holds ?? []) assert.ok(JSON.stringify(made).includes(part), `${part}\n${said}`);
  for (const part of given.lacks ?? []) assert.ok(!made.enhancedPrompt.includes(part), `${part}\n${said}`);
  for (const part of given.questions ?? []) assert.ok(made.openQuestions.join('\n').includes(part), said);
  if (given.outcome === 'built-in') {
    assert.deepEqual([made.provider, made.model, made.fallbackFrom], ['offline', 'built-in', 'openai'], said);
    assert.ok(
      made.warnings.some(({ code }) => code === 'answer-rejected'),
      said,
    );
    assert.equal(asked.length, 2, said);
    return;
  }
  assert.equal(asked.length, given.outcome === 'used' ? 1 : 2, said);
  assert.deepEqual([made.provider, made.model], ['openai', 'gpt-test'], said);
  assert.equal(made.changed, true, said);
  assert.deepEqual(
    made.warnings.map(({ code }) => code),
    given.warns ?? [],
    said,
  );
  if (given.outcome === 'asked-again') {
    const { answer } = parseAnswer(answerText(`good-${given.prompt}`));
    assert.equal(made.enhancedPrompt, answer?.enhancedPrompt);
    const told = asked[1] ?? '';
    assert.match(told, /^Your answer before could not be used:\n- \S/);
    for (const code of given.reasons ?? []) assert.match(told, reasons[code] ?? /^$/, code);
  }
}
