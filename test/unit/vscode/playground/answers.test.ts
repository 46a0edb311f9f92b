import assert from 'node:assert/strict';
import type { TemplateExecution } from '../../../../src/core/library/execution.ts';
import { answerOf, failedAnswer } from '../../../../src/vscode/playground/answers.ts';
import { withTemplateId } from '../../../../src/vscode/playground/templateArgument.ts';

const execution: TemplateExecution = {
  id: '4f7a0d3e-3c2f-4a59-9a0e-0e5a3a6b7c8d',
  createdAt: '2026-11-21T10:00:00.000Z',
  template: { id: 'greeting', place: 'user', scope: 'user', name: 'Greeting', version: 3 },
  workspace: null,
  values: {},
  messages: [],
  answer: 'Hello',
  parsed: null,
  repaired: false,
  inputTokens: 12,
  outputTokens: 7,
  costUsd: null,
  latencyMs: 840,
  provider: 'openai',
  model: 'gpt-test',
  cached: false,
  status: 'ok',
  error: null,
  notes: ['Masked.'],
  rating: 1,
};

describe('a run in a column of the playground', () => {
  it('shows who answered, what it took and how it was rated', () => {
    assert.deepEqual(
      answerOf(execution, (sentence) => sentence, 'kept'),
      {
        status: 'done',
        text: 'Hello',
        remarks: ['Masked.'],
        model: 'openai: gpt-test',
        inputTokens: 12,
        outputTokens: 7,
        costUsd: null,
        latencyMs: 840,
        executionId: execution.id,
        rating: 'up',
      },
    );
  });

  it('says what went wrong before anything else', () => {
    const error = { code: 'timeout', message: 'Too slow.', hint: 'Try again.' } as const;
    const failed = answerOf(
      { ...execution, status: 'failed', error, rating: null },
      (sentence) => sentence,
      'kept',
    );
    assert.deepEqual([failed.status, failed.rating], ['failed', null]);
    assert.deepEqual(failed.remarks, ['Too slow. Try again.', 'Masked.']);
    assert.equal(failedAnswer('', ['Why']).executionId, null);
    const cached = answerOf({ ...execution, cached: true }, (sentence) => sentence, 'kept');
    assert.equal(cached.model, 'openai: gpt-test (kept)');
  });

  it('finds the template in what a row of the tree passes', () => {
    assert.deepEqual(withTemplateId({ type: 'template', entry: { id: 'a', name: 'A' } }), { id: 'a' });
    assert.deepEqual(withTemplateId({ type: 'template', template: { id: 'b' } }), { id: 'b' });
    assert.deepEqual(withTemplateId({ id: 'c', version: 2 }), { id: 'c', version: 2 });
    assert.equal(withTemplateId(undefined), undefined);
  });
});
