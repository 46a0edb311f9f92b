import { WhetstoneError } from './core/errors.ts';
import { LanguageModels } from './languageModels.ts';
import type { ConnectionCalls, ConnectionInput } from './node/engine/host.ts';
import type { HostLink } from './node/engine/hostLink.ts';
import type { LanguageModel } from './core/model/languageModel.ts';
import type { OllamaModel } from './providers/ollama/ollamaModel.ts';

/** What is asked of connections beside completions, with keys from the host. */
export function connectionCalls(host: HostLink): ConnectionCalls {
  const models = new LanguageModels((connection, signal) => host.key(connection, 'look', signal));
  const modelOf = ({ definition, network }: ConnectionInput): Promise<LanguageModel> =>
    models.of(definition, network);
  return {
    listModels: async (input, signal) => (await modelOf(input)).listModels(signal),
    health: async (input, signal) => (await modelOf(input)).health(signal),
    pullModel: async (input, onProgress, signal) => {
      const model = await modelOf(input);
      if (!canPull(model))
        throw new WhetstoneError(
          'usage',
          `${input.definition.name} offers its models by itself; there is nothing to download.`,
          'Choose one of its models.',
        );
      await model.pull(input.model, onProgress, signal);
    },
  };
}

function canPull(model: LanguageModel): model is OllamaModel {
  return 'pull' in model;
}
