import type { LanguageModel } from '../../core/model/languageModel.ts';
import type { Endpoint } from '../endpoint.ts';
import { OpenAiProtocol } from '../openaiProtocol.ts';

const ownModel = 'gpt-5.4-mini';

/** OpenAI, and every server that speaks its protocol at another base URL. `local`: it runs on this machine. */
export function openAiModel(endpoint: Endpoint, { local }: { readonly local: boolean }): LanguageModel {
  const protocol = new OpenAiProtocol(endpoint, {
    baseUrl: 'https://api.openai.com/v1',
    defaultModel: ownModel,
    headers: {},
    extraBody: {},
    keyPath: null,
    startHint: local ? 'Start the server, or check the base URL.' : null,
  });
  return {
    id: endpoint.id,
    kind: 'openai',
    local,
    defaultModel: endpoint.defaultModel ?? ownModel,
    complete: (request, signal) => protocol.complete(request, signal),
    listModels: (signal) => protocol.listModels(signal),
    health: (signal) => protocol.health(signal),
  };
}
