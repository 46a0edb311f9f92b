import type { SecondOpinion } from '../../core/assess/assessPrompt.ts';
import { WhetstoneError } from '../../core/errors.ts';
import type { GuardPolicy } from '../../core/guard/policy.ts';
import { parsePrompt } from '../../core/prompt/parsePrompt.ts';
import { askedModelOf } from './askedModel.ts';
import type { AskAboutInput } from './engine.ts';
import type { ReachModels } from './engineModels.ts';

/** A model's second opinion on a prompt, under the guard. What was masked stands in its quotes again: they are for the user's own screen. */
export async function assess(
  input: AskAboutInput,
  policy: GuardPolicy,
  models: () => Promise<ReachModels>,
  signal: AbortSignal,
): Promise<SecondOpinion> {
  const [{ assessPrompt }, { scoring }, { guardEnhancement }] = await Promise.all([
    import('../../core/assess/assessPrompt.ts'),
    import('../../core/assess/scoring.ts'),
    import('../../core/guard/guardEnhancement.ts'),
  ]);
  const asked = await askedModelOf(input, signal, scoring);
  if (asked === null) throw nobodyToAsk();
  const { kind, path, text } = input;
  const guarded = guardEnhancement(
    { text, style: 'minimal' },
    { policy, redact: input.redact === true, hint: 'Take it out, or go on with it masked.' },
  );
  const document = parsePrompt(guarded.request.text, { kind, path });
  const reach = await models();
  const { complete, judged } = await reach(asked.models, policy);
  const made = await assessPrompt(
    document,
    { ...asked.options, complete, onJudged: judged, instructions: asked.instructions },
    signal,
  );
  return guarded.putBack(made);
}

/** Nothing is set up that could be asked. */
export function nobodyToAsk(): WhetstoneError {
  return new WhetstoneError(
    'provider-unavailable',
    'There is no model to ask.',
    'Add a provider in the Providers view.',
  );
}
