import assert from 'node:assert/strict';
import type { Enhancement } from '../../../src/core/enhance/enhancement.ts';
import { LocalSpeeds, type Memory } from '../../../src/vscode/localSpeeds.ts';

function memory(): Memory {
  const values = new Map<string, unknown>();
  return {
    get: (key) => values.get(key),
    update: (key, value) => {
      values.set(key, value);
      return Promise.resolve();
    },
  };
}

const answered = (given: Partial<Enhancement>): Enhancement =>
  ({
    provider: 'ollama',
    model: 'llama3:latest',
    inputTokens: 100,
    outputTokens: 100,
    latencyMs: 10_000,
    cached: false,
    ...given,
  }) as Enhancement;

describe('how fast models run on this machine', () => {
  it('is learned from local answers, the last ones most', () => {
    const speeds = new LocalSpeeds(memory());
    assert.equal(speeds.of('llama3'), null);
    speeds.note(answered({}));
    assert.equal(speeds.of('llama3:latest'), 20);
    assert.equal(speeds.of('llama3'), 20);
    speeds.note(answered({ latencyMs: 5000 }));
    assert.equal(speeds.of('llama3'), 26);
  });

  it('is not learned from vendors, the cache, or answers without counts', () => {
    const speeds = new LocalSpeeds(memory());
    for (const given of [{ provider: 'openai' }, { cached: true }, { latencyMs: 0 }, { outputTokens: 0 }])
      speeds.note(answered(given));
    assert.equal(speeds.of('llama3'), null);
  });
});
