import { guardMessages, restoreAnswer } from '../guard/guardMessages.ts';
import { settledPart } from '../guard/settledPart.ts';
import type { MaskMap } from '../guard/placeholders.ts';
import type { GuardPolicy } from '../guard/policy.ts';
import type { Middleware } from './completion.ts';

/**
 * The guard at the door: looks through all messages of a request, throws `blocked-by-guard` when something must not leave, and sends the rest masked.
 * The answer, also while it streams, gets the user's own values back. What lies behind it (cache, ledger, providers) sees only the masked text.
 * `policy` is asked for every request.
 */
export function guarded(policy: () => GuardPolicy): Middleware {
  return (next) => async (request, signal) => {
    const verdict = guardMessages(request.messages, policy(), request.redact);
    if (verdict.refusal !== null) throw verdict.refusal;
    const map = request.schema === null ? verdict.map : insideJson(verdict.map);
    const placeholders = map.map(({ placeholder }) => placeholder);
    const { onText } = request;
    const completion = await next(
      {
        ...request,
        messages: verdict.messages ?? [],
        ...(onText !== undefined && {
          onText: (text: string) => onText(restoreAnswer(settledPart(text, placeholders), { map })),
        }),
      },
      signal,
    );
    return {
      ...completion,
      text: restoreAnswer(completion.text, { map }),
      notes: [...verdict.notes, ...completion.notes],
    };
  };
}

/** In an answer that is JSON a value stands inside a string: a line break or quote in it must not end that string. */
function insideJson(map: MaskMap): MaskMap {
  return map.map((masked) => ({ ...masked, value: JSON.stringify(masked.value).slice(1, -1) }));
}
