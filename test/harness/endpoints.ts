import type { LanguageModel } from '../../src/core/model/languageModel.ts';
import { guardedFetch, fetchOptions, type FetchOptions } from '../../src/node/network/guardedFetch.ts';
import { systemPace } from '../../src/node/systemPace.ts';
import { anthropicModel } from '../../src/providers/anthropic/anthropicModel.ts';
import type { Endpoint } from '../../src/providers/endpoint.ts';
import { ollamaModel } from '../../src/providers/ollama/ollamaModel.ts';
import { openAiModel } from '../../src/providers/openai/openaiModel.ts';
import type { Protocol } from './faultyServer.ts';

/** A key that must never be seen anywhere but in a request to its own provider. */
export const markedKey = 'sk-marked-0123456789abcdef-never-show-this';

export function endpoint(
  baseUrl: string,
  given: Partial<Endpoint> = {},
  options: Partial<FetchOptions> = {},
): Endpoint {
  return {
    id: 'test',
    name: 'Test',
    baseUrl,
    headers: {},
    key: () => Promise.resolve(markedKey),
    defaultModel: 'some-model',
    fetch: guardedFetch({ ...fetchOptions, ...options }),
    pace: systemPace,
    ...given,
  };
}

/** The adapter of a protocol in front of a server on loopback. */
export function adapter(protocol: Protocol, url: string, given: Partial<Endpoint> = {}): LanguageModel {
  switch (protocol) {
    case 'openai':
      return openAiModel(endpoint(`${url}/v1`, given), { local: false });
    case 'anthropic':
      return anthropicModel(endpoint(url, given));
    case 'ollama':
      return ollamaModel(endpoint(url, given));
  }
}
