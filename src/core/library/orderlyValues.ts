import { WhetstoneError } from '../errors.ts';
import { inspect, quoteAsData } from '../guard/inspect.ts';
import { mapStrings } from '../guard/mapStrings.ts';
import type { GuardPolicy } from '../guard/policy.ts';

/** Values that may stand in a prompt. */
export interface OrderlyValues {
  readonly values: Readonly<Record<string, unknown>>;
  /** One sentence for each value that was quoted. */
  readonly notes: readonly string[];
}

/**
 * Looks for orders to the model in the values of a template: they mostly come from elsewhere (a log, a diff, an issue). A text that gives orders is quoted
 * as data, also where context would be dropped, since a run without a value that somebody gave is no answer to him; the rest stays as it is.
 *
 * @param redact go on, with the text quoted, where the policy says to ask
 * @throws WhetstoneError `blocked-by-guard` when the policy says to ask and `redact` is off
 */
export function orderlyValues(
  values: Readonly<Record<string, unknown>>,
  policy: GuardPolicy,
  redact: boolean,
): OrderlyValues {
  const notes: string[] = [];
  const entries = Object.entries(values).map(([name, value]) => {
    let quoted = false;
    const checked = mapStrings(value, (text) => {
      const { findings, parts } = inspect([{ id: name, title: name, origin: 'context', text }], policy);
      if (!findings.some(({ kind }) => kind === 'injection')) return text;
      const handling = parts[0]?.handling;
      if (handling === 'ask' && !redact)
        throw new WhetstoneError(
          'blocked-by-guard',
          `The value of "${name}" gives orders to the model.`,
          'Take them out, or go on with the text quoted as data.',
        );
      if (handling !== 'ask' && handling !== 'drop' && handling !== 'quote') return text;
      quoted = true;
      return quoteAsData(name, text);
    });
    if (quoted) notes.push(`The value of "${name}" gives orders to the model, so it was quoted as data.`);
    return [name, checked] as const;
  });
  return { values: Object.fromEntries(entries), notes };
}
