import type { LanguageModel } from '../../core/model/languageModel.ts';
import type { Endpoint } from '../endpoint.ts';
import { OpenAiProtocol } from '../openaiProtocol.ts';

const ownModel = 'openrouter/auto';

/** OpenRouter: OpenAI's protocol, with the cost of each answer and the headers by which it knows the app (openrouter.ai/docs/app-attribution). */
export function openRouterModel(endpoint: Endpoint): LanguageModel {
  const protocol = new OpenAiProtocol(endpoint, {
    baseUrl: 'https://openrouter.ai/api/v1',
    defaultModel: ownModel,
    headers: { 'HTTP-Referer': 'https://github.com/whetstone/whetstone', 'X-Title': 'Whetstone' },
    extraBody: { usage: { include: true } },
    startHint: null,
    // Its list of models is open to everybody (openrouter.ai/docs/api-reference/limits).
    keyPath: '/key',
  });
  return {
    id: endpoint.id,
    kind: 'openrouter',
    local: false,
    defaultModel: endpoint.defaultModel ?? ownModel,
    complete: (request, signal) => protocol.complete(request, signal),
    listModels: (signal) => protocol.listModels(signal),
    health: (signal) => protocol.health(signal),
  };
}
