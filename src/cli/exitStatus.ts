import type { ErrorCode } from '../core/errors.ts';

/** Exit statuses that scripts rely on (docs/user-guide.md). */
export const exitStatus = { done: 0, fellShort: 1, usage: 2, refused: 3, interrupted: 130 } as const;

const statuses: Readonly<Record<ErrorCode, number>> = {
  usage: exitStatus.usage,
  'input-unreadable': exitStatus.usage,
  'input-too-large': exitStatus.usage,
  'config-invalid': exitStatus.usage,
  'template-not-found': exitStatus.usage,
  'template-render': exitStatus.usage,
  'template-schema': exitStatus.usage,
  conflict: exitStatus.usage,
  storage: exitStatus.usage,
  internal: exitStatus.usage,
  'blocked-by-guard': exitStatus.fellShort,
  disabled: exitStatus.refused,
  'rate-limited': exitStatus.refused,
  'budget-exceeded': exitStatus.refused,
  unauthorized: exitStatus.refused,
  'payment-required': exitStatus.refused,
  'model-not-found': exitStatus.refused,
  'context-too-long': exitStatus.refused,
  'content-refused': exitStatus.refused,
  'provider-rate-limited': exitStatus.refused,
  'provider-unavailable': exitStatus.refused,
  'provider-invalid-response': exitStatus.refused,
  timeout: exitStatus.refused,
  network: exitStatus.refused,
};

/** The exit status that goes with an error. */
export function statusOf(code: ErrorCode): number {
  return statuses[code];
}
