import assert from 'node:assert/strict';
import {
  fromPlayground,
  keptState,
  type PlaygroundAnswer,
  playgroundStateSchema,
  toPlayground,
} from '../../../src/core/library/playgroundView.ts';

const answer: PlaygroundAnswer = {
  status: 'running',
  text: 'so far',
  remarks: [],
  model: '',
  inputTokens: null,
  outputTokens: null,
  costUsd: null,
  latencyMs: 0,
  executionId: null,
  rating: null,
};

describe('messages of the playground', () => {
  it('takes what the page may ask for, and nothing else', () => {
    const good = [
      { type: 'ready' },
      { type: 'values', values: { a: 'b' } },
      { type: 'column', index: 1, version: 3, model: 'openai:gpt-4o' },
      { type: 'rate', index: 0, rating: 'up' },
      { type: 'openTemplate', line: 3, column: 1 },
    ];
    for (const message of good) assert.ok(fromPlayground.safeParse(message).success, JSON.stringify(message));
    const bad = [
      null,
      { type: 'values', values: { a: 1 } },
      { type: 'column', index: 2, version: null, model: 'auto' },
      { type: 'rate', index: 0, rating: 5 },
      { type: 'runCommand', command: 'rm' },
    ];
    for (const message of bad) assert.ok(!fromPlayground.safeParse(message).success, JSON.stringify(message));
    assert.ok(
      !toPlayground.safeParse({ type: 'answer', index: 0, answer: { ...answer, status: 'new' } }).success,
    );
  });

  it('keeps at most a run that is over, and no endless answer', () => {
    const state = {
      id: 'bug-fix',
      values: { title: 'x' },
      columns: [
        { version: null, model: 'auto', answer },
        {
          version: 2,
          model: 'auto',
          answer: { ...answer, status: 'done' as const, text: 'a'.repeat(200_000) },
        },
      ],
    };
    const kept = keptState(state);
    assert.equal(kept.columns[0]?.answer?.status, 'cancelled');
    assert.equal(kept.columns[0]?.answer?.text, 'so far');
    assert.equal(kept.columns[1]?.answer?.text.length, 100_000);
    assert.deepEqual(playgroundStateSchema.parse(kept), kept);
  });

  it('takes no state without a column, or with three', () => {
    const column = { version: null, model: 'auto', answer: null };
    for (const columns of [[], [column, column, column]])
      assert.ok(!playgroundStateSchema.safeParse({ id: null, values: {}, columns }).success);
  });
});
