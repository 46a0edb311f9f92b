import { isAbort, WhetstoneError } from '../errors.ts';
import { withoutSecrets } from '../guard/withoutSecrets.ts';
import type { AuditLog, AuditRecord } from './auditLog.ts';
import type { Completion, CompletionRequest, Middleware } from './completion.ts';

export interface AuditDependencies {
  readonly log: AuditLog;
  readonly rules: () => AuditRules;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  /** Told when a row could not be written. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface AuditRules {
  /** Store prompts and answers too, their secrets masked. */
  readonly storeContent: boolean;
  /** Rows older than this are deleted; 0 = never. */
  readonly retentionDays: number;
}

/** A quarter of a year is enough to look into a bill. */
export const defaultAuditRules: AuditRules = { storeContent: false, retentionDays: 90 };

const day = 24 * 3_600_000;

/** One row for every request, whatever became of it. It never holds a prompt or an answer unless the user wants that. Nobody waits until it is written.
 * Old rows go with the first request. */
export function audit({ clock, log, now, onTrouble, rules }: AuditDependencies): Middleware {
  let pruned = false;
  const write = async (record: AuditRecord): Promise<void> => {
    try {
      await log.write(record);
      const { retentionDays } = rules();
      if (pruned || retentionDays <= 0) return;
      pruned = true;
      await log.prune(clock() - retentionDays * day);
    } catch (error) {
      onTrouble?.(error);
    }
  };
  return (next) => async (request, signal) => {
    const at = clock();
    const started = now();
    const record = (completion: Completion | null, error: unknown): AuditRecord =>
      recordOf(request, completion, error, {
        at,
        latencyMs: now() - started,
        storeContent: rules().storeContent,
      });
    let completion: Completion;
    try {
      completion = await next(request, signal);
    } catch (error) {
      void write(record(null, error));
      throw error;
    }
    void write(record(completion, null));
    return completion;
  };
}

function recordOf(
  request: CompletionRequest,
  completion: Completion | null,
  error: unknown,
  { at, latencyMs, storeContent }: { at: number; latencyMs: number; storeContent: boolean },
): AuditRecord {
  const { account, messages, operation } = request;
  const failed = completion === null && !isAbort(error);
  return {
    id: account.requestId,
    at,
    workspace: account.workspace,
    action: operation,
    provider: completion?.provider ?? (request.provider === 'auto' ? null : request.provider),
    model: completion?.model ?? request.model,
    latencyMs,
    outcome: completion !== null ? 'answered' : failed ? 'failed' : 'aborted',
    errorCode: failed ? (error instanceof WhetstoneError ? error.code : 'internal') : null,
    cached: completion?.cached ?? false,
    stale: completion?.stale ?? false,
    fallbackFrom: completion?.fallbackFrom ?? null,
    template: account.template,
    experiment: account.experiment,
    // The audit lies outside the guard, so that what the guard refused is written down too: secrets are masked here.
    content: storeContent
      ? { prompt: JSON.stringify(withoutSecrets(messages)), answer: withoutSecrets(completion?.text ?? null) }
      : null,
  };
}
