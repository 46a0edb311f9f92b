/** Something goes badly, and the user should know. */
export type Alarm =
  | {
      readonly kind: 'errors';
      /** Id of the connection. */
      readonly provider: string;
      readonly failures: number;
      /** Calls that were looked at. */
      readonly of: number;
    }
  | {
      readonly kind: 'acceptance';
      /** Shares of enhancements that were accepted, 0-1. */
      readonly recent: number;
      readonly usual: number;
    };

/** Calls to look back (design document 001, playbook: more than 5 % errors). */
export const lookBack = 20;
const tolerated = 0.05;

/** Decisions that make up what is usual. */
export const usualDecisions = 100;
const leastDecisions = 40;

/** The alarm of a provider, from its last calls, newest first; cancelled calls are none. Null when all is well or too little is known. */
export function errorAlarm(provider: string, failed: readonly boolean[]): Alarm | null {
  const looked = failed.slice(0, lookBack);
  const failures = looked.filter(Boolean).length;
  if (looked.length < lookBack || failures / lookBack <= tolerated) return null;
  return { kind: 'errors', provider, failures, of: lookBack };
}

/** The alarm when of the last 20 enhancements less than half as many were accepted as usual. From decisions, newest first. */
export function acceptanceAlarm(accepted: readonly boolean[]): Alarm | null {
  const recent = accepted.slice(0, lookBack);
  const before = accepted.slice(lookBack, lookBack + usualDecisions);
  if (before.length < leastDecisions) return null;
  const [now, usual] = [share(recent), share(before)];
  return now < usual / 2 ? { kind: 'acceptance', recent: now, usual } : null;
}

function share(values: readonly boolean[]): number {
  return values.filter(Boolean).length / values.length;
}
