import { AttemptError } from '../core/model/attemptError.ts';
import type { ModelInfo } from '../core/model/languageModel.ts';
import { nearestModels } from '../core/model/nearestModels.ts';
import type { Pace } from '../core/model/pace.ts';

/** Milliseconds that the list of models may take: the error itself is more urgent. */
const longest = 2000;

/** Adds the nearest model names to "model not found"; every other failure stays as it is. */
export async function withNearest(
  failure: AttemptError,
  model: string,
  list: (signal: AbortSignal) => Promise<readonly ModelInfo[]>,
  pace: Pace,
  signal: AbortSignal,
): Promise<AttemptError> {
  if (failure.code !== 'model-not-found') return failure;
  const limit = new AbortController();
  const late = pace.sleep(longest, limit.signal).then(
    () => [],
    () => [],
  );
  try {
    const known = await Promise.race([list(AbortSignal.any([signal, limit.signal])), late]);
    const names = nearestModels(
      model,
      known.map(({ id }) => id),
    );
    if (names.length === 0) return failure;
    return new AttemptError(failure.code, failure.message, `Nearest: ${names.join(', ')}.`, {
      retryable: false,
      status: failure.status,
    });
  } catch {
    return failure; // a server without a list of models
  } finally {
    limit.abort();
  }
}
