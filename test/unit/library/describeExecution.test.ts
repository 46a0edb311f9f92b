import assert from 'node:assert/strict';
import { describeExecution, type ExecutionWords } from '../../../src/core/library/describeExecution.ts';
import type { TemplateExecution } from '../../../src/core/library/execution.ts';

const words: ExecutionWords = {
  answer: 'Answer',
  messages: 'Sent',
  values: 'Values',
  figures: 'Numbers',
  nothing: 'nothing',
  version: 'Version',
  status: 'Status',
  model: 'Model',
  tokens: 'Tokens',
  cost: 'Cost',
  time: 'Time',
  started: 'Started',
  rating: 'Rating',
  good: 'good',
  poor: 'poor',
  unknown: 'unknown',
  statuses: { ok: 'done', failed: 'failed', cancelled: 'cancelled' },
  roles: { system: 'System', user: 'User' },
};

const execution: TemplateExecution = {
  id: '4f7a0d3e-3c2f-4a59-9a0e-0e5a3a6b7c8d',
  createdAt: '2026-11-21T10:00:00.000Z',
  template: { id: 'greeting', place: 'user', scope: 'user', name: 'Greeting', version: 3 },
  workspace: null,
  values: { who: 'Ada', files: ['a.ts', 'b.ts'] },
  messages: [
    { role: 'system', content: 'Be warm.' },
    { role: 'critic', content: 'Greet Ada.' },
  ],
  answer: 'Hello:\n```ts\nhi();\n```\n',
  parsed: null,
  repaired: false,
  inputTokens: 12,
  outputTokens: null,
  costUsd: 0.0021,
  latencyMs: 840,
  provider: 'openai',
  model: 'gpt-test',
  cached: false,
  status: 'ok',
  error: null,
  notes: [],
  rating: -1,
};

describe('a run as a document', () => {
  it('holds answer, messages by role, values and figures', () => {
    const text = describeExecution(execution, words, (sentence) => sentence);
    assert.match(text, /^# Greeting\n\n## Answer\n\n````\nHello:\n```ts\nhi\(\);\n```\n\n````\n/);
    assert.match(text, /### System\n\n```\nBe warm\.\n```\n\n### critic\n\n```\nGreet Ada\.\n```/);
    assert.match(text, /### files\n\n```\na\.ts\nb\.ts\n```/);
    assert.match(
      text,
      /- Status: done\n- Version: 3\n- Model: openai: gpt-test\n- Tokens: 12 → unknown\n- Cost: \$0\.0021\n/,
    );
    assert.match(text, /- Rating: poor\n$/);
  });

  it('says first what went wrong, in the words it is given', () => {
    const failed: TemplateExecution = {
      ...execution,
      answer: '',
      values: {},
      status: 'failed',
      costUsd: null,
      provider: null,
      model: null,
      rating: null,
      error: { code: 'timeout', message: 'Too slow.', hint: 'Try again.' },
      notes: ['Masked: 1.'],
    };
    const text = describeExecution(failed, words, (sentence) => sentence.toUpperCase());
    assert.match(
      text,
      /^# Greeting\n\n> TOO SLOW\. TRY AGAIN\.\n\n> MASKED: 1\.\n\n## Answer\n\n\*nothing\*\n/,
    );
    assert.match(text, /## Values\n\n\*nothing\*/);
    assert.match(text, /- Model: unknown\n/);
    assert.doesNotMatch(text, /Rating/);
  });

  it('takes a fence that no answer can end, in time that grows with its length only', () => {
    const text = describeExecution({ ...execution, answer: '`'.repeat(1_000_000) }, words, (say) => say);
    assert.ok(text.includes(`\n${'`'.repeat(1_000_001)}\n`));
  });
});
