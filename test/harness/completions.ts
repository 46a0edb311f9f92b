import type { Completion, CompletionRequest } from '../../src/core/model/completion.ts';

/** A request as an enhancement would make it. */
export function completionRequest(
  content = 'fix the login bug',
  given: Partial<CompletionRequest> = {},
): CompletionRequest {
  return {
    operation: 'enhancement',
    provider: 'auto',
    model: null,
    messages: [{ role: 'user', content }],
    maxTokens: 2000,
    temperature: 0.7,
    stop: [],
    schema: null,
    cache: true,
    redact: false,
    account: {
      requestId: '6f1c1a52-8a53-4c6b-9a52-2f0f4b1a9d10',
      workspace: null,
      evaluation: false,
      template: null,
      experiment: null,
    },
    ...given,
  };
}

/** A whole answer of a provider. */
export function completion(text: string, given: Partial<Completion> = {}): Completion {
  return {
    text,
    provider: 'openai',
    model: 'gpt-test',
    finishReason: 'stop',
    inputTokens: 10,
    outputTokens: 5,
    cachedInputTokens: 0,
    costUsd: null,
    latencyMs: 20,
    firstTokenMs: 10,
    cached: false,
    stale: false,
    ageMs: null,
    fallbackFrom: null,
    notes: [],
    ...given,
  };
}
