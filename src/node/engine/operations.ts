import { WhetstoneError } from '../../core/errors.ts';
import type { Score } from '../../core/score/score.ts';
import type { EngineProgress, ScoreInput } from './engine.ts';
import type { EngineCall } from './protocol.ts';

/** Performs one use case of the core. What a call needs loads with the first call that needs it. */
export async function perform(
  call: EngineCall,
  _onProgress: (progress: EngineProgress) => void,
  signal: AbortSignal,
): Promise<unknown> {
  signal.throwIfAborted();
  switch (call.name) {
    case 'score':
      return score(call.input);
    case 'context':
    case 'enhance':
      throw new WhetstoneError('disabled', 'This build cannot do that yet.', 'Score the prompt instead.');
  }
}

async function score({ text, kind, path }: ScoreInput): Promise<Score> {
  const [{ parsePrompt }, { scorePrompt }] = await Promise.all([
    import('../../core/prompt/parsePrompt.ts'),
    import('../../core/score/scorePrompt.ts'),
  ]);
  const options = { ...(kind !== undefined && { kind }), ...(path !== undefined && { path }) };
  return scorePrompt(parsePrompt(text, options));
}
