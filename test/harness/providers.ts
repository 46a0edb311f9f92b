import type { Complete } from '../../src/core/model/completion.ts';
import { cloudLimits, type AttemptLimits } from '../../src/core/model/deadlines.ts';
import { type Connection, gateway, type GatewayOptions } from '../../src/core/model/gateway.ts';
import type { LanguageModel } from '../../src/core/model/languageModel.ts';
import { systemPace } from '../../src/node/systemPace.ts';
import { adapter } from './endpoints.ts';
import type { Protocol } from './faultyServer.ts';

export const providerNames: Readonly<Record<Protocol, string>> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  ollama: 'Ollama',
};

/** The real adapter of a protocol under the name of its vendor, pointed at a server. */
export function vendor(protocol: Protocol, url: string): LanguageModel {
  return adapter(protocol, url, {
    id: protocol,
    name: providerNames[protocol],
    defaultModel: `${protocol}-model`,
  });
}

/** Limits a thirtieth of the real ones, so that a test waits for none of them. */
export const shortLimits: AttemptLimits = {
  ...cloudLimits,
  firstTokenMs: 500,
  stallMs: 600,
  attemptMs: 3000,
};

/** The gateway with short limits and waits around real adapters. */
export function shortGateway(
  models: readonly LanguageModel[],
  options: Partial<GatewayOptions> = {},
  limits: AttemptLimits = shortLimits,
): Complete {
  return gateway({
    connections: models.map((model): Connection => ({
      model,
      name: providerNames[model.kind as Protocol],
      enabled: () => true,
      limits,
    })),
    surroundings: {},
    pace: systemPace,
    retry: { attempts: 3, baseMs: 20, longestWaitMs: 20_000 },
    ...options,
  });
}
