import { complexityOf } from '../../core/model/complexity.ts';
import { estimateLocalRun } from '../../core/model/localModels.ts';
import { modelForTask } from '../../core/model/tiers.ts';
import type { EngineProgress, EnhanceInput, LocalRun } from '../../node/engine/engine.ts';
import type { LocalSpeeds } from '../localSpeeds.ts';

/** The model that Ollama is asked for when nobody chose one. */
const usualModel = 'llama3';

/** Instructions and the form of the answer, which go with every prompt. Tokens. */
const instructions = 1500;

/** What a run takes when a model of Ollama is asked first; null when another provider is. */
export function localRunOf(input: EnhanceInput, speeds: Pick<LocalSpeeds, 'of'>): LocalRun | null {
  const models = input.models ?? null;
  const wanted =
    input.provider === undefined || input.provider === 'auto' ? models?.preferred : input.provider;
  const connection = models?.connections.find(({ id }) => id === wanted);
  if (connection?.kind !== 'ollama') return null;
  const model =
    input.model ?? modelForTask('ollama', complexityOf(input.text), connection.models) ?? usualModel;
  const tokens = Math.ceil(input.text.length / 4) + instructions + (input.context?.tokenBudget ?? 0);
  return { model, ...estimateLocalRun(model, tokens, speeds.of(model)) };
}

/** Says what a local run takes with the step in which it begins. */
export function withLocalRun(
  report: (progress: EngineProgress) => void,
  run: LocalRun | null,
): (progress: EngineProgress) => void {
  if (run === null) return report;
  return (progress) => report(progress.step === 'asking' ? { ...progress, takes: run } : progress);
}
