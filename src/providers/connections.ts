import type { ConnectionDefinition } from '../core/model/connectionDefinition.ts';
import { runsHere } from '../core/model/connectionInput.ts';
import type { LanguageModel } from '../core/model/languageModel.ts';
import type { Endpoint } from './endpoint.ts';

/** The adapter of a connection; it loads its vendor's library with the first call. */
export async function languageModelOf(
  definition: ConnectionDefinition,
  surroundings: Pick<Endpoint, 'fetch' | 'key' | 'learned' | 'pace'>,
): Promise<LanguageModel> {
  const { id, name, baseUrl, headers, kind, models } = definition;
  const defaultModel = models.medium ?? null;
  const endpoint: Endpoint = { id, name, baseUrl, headers, defaultModel, ...surroundings };
  switch (kind) {
    case 'openai': {
      const { openAiModel } = await import('./openai/openaiModel.ts');
      return openAiModel(endpoint, { local: runsHere(definition) });
    }
    case 'anthropic':
      return (await import('./anthropic/anthropicModel.ts')).anthropicModel(endpoint);
    case 'openrouter':
      return (await import('./openrouter/openRouterModel.ts')).openRouterModel(endpoint);
    case 'ollama':
      return (await import('./ollama/ollamaModel.ts')).ollamaModel(endpoint);
  }
}
