import { complexityOf } from '../core/model/complexity.ts';
import { estimateLocalRun } from '../core/model/localModels.ts';
import { modelForTask } from '../core/model/tiers.ts';
import type { Choice } from './models.ts';

/** Instructions and the form of the answer, which go with every prompt. Tokens. */
const instructions = 1500;

/**
 * What a run takes when a model of Ollama is asked first, one sentence; null when another provider is. By the table alone: the terminal keeps no speeds.
 * @param contextTokens most tokens of context that go along
 */
export function localRunInWords(choice: Choice, text: string, contextTokens: number): string | null {
  const asked = choice.connections.find(({ definition }) => definition.id === choice.provider);
  if (asked?.definition.kind !== 'ollama') return null;
  const { models } = asked.definition;
  const model =
    choice.model ?? asked.model?.() ?? modelForTask('ollama', complexityOf(text), models) ?? 'llama3';
  const tokens = Math.ceil(text.length / 4) + instructions + contextTokens;
  const { memoryGb, seconds } = estimateLocalRun(model, tokens, null);
  return `${model} takes about ${memoryGb} GB of memory and ${seconds} s on usual hardware.`;
}
