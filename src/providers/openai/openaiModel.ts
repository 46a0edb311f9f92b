import type { LanguageModel } from '../../core/model/languageModel.ts';
import type { Endpoint } from '../endpoint.ts';
import { OpenAiProtocol } from '../openaiProtocol.ts';

/** OpenAI, and every server that speaks its protocol at another base URL. `local`: it runs on this machine. */
export function openAiModel(endpoint: Endpoint, { local }: { readonly local: boolean }): LanguageModel {
  const protocol = new OpenAiProtocol(endpoint, {
    baseUrl: 'https://api.openai.com/v1',
    defaultModel: 'gpt-5.4-mini',
    headers: {},
    extraBody: {},
    startHint: local ? 'Start the server, or check the base URL.' : null,
  });
  return {
    id: endpoint.id,
    kind: 'openai',
    local,
    complete: (request, signal) => protocol.complete(request, signal),
    listModels: (signal) => protocol.listModels(signal),
    health: (signal) => protocol.health(signal),
  };
}
