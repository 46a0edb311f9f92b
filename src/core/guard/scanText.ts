import { detect, findMaskable, type LabelledFinding } from './detect.ts';
import { stronger, type GuardAction, type GuardFinding, type TextOrigin } from './finding.ts';
import { findInjections } from './injection/findInjections.ts';
import { Placeholders, type MaskMap } from './placeholders.ts';
import { defaultGuardPolicy, type GuardPolicy } from './policy.ts';
import { mask, maskUntilClean, mergeOverlaps } from './redact.ts';

/** The JSON of `whetstone scan --json`. */
export interface ScanResult {
  readonly verdict: GuardAction;
  /** Sorted by place. None repeats what it found. */
  readonly findings: readonly GuardFinding[];
  /** The text with all secrets, personal data and policy words masked, whatever their action, and without injected orders. */
  readonly redacted: string;
}

/** Scans one text under a policy; the defaults unless given. Pure; linear in the length of the text. */
export function scanText(
  text: string,
  options: { readonly as?: TextOrigin; readonly policy?: GuardPolicy } = {},
): ScanResult {
  const { as: origin = 'typed', policy = defaultGuardPolicy } = options;
  const findings = detect(text, origin, policy);
  return {
    verdict: verdictOf(findings),
    findings: findings.map(({ label: _label, ...finding }) => finding),
    redacted: findings.length === 0 ? text : redactFully(text, findings, origin, policy).text,
  };
}

/** The strongest action among findings; `allow` when there are none. */
export function verdictOf(findings: readonly GuardFinding[]): GuardAction {
  return findings.reduce<GuardAction>((verdict, finding) => stronger(verdict, finding.action), 'allow');
}

/**
 * Masks every finding, then looks again until nothing is left, so that the result scans clean. Orders in text from elsewhere
 * are taken out; when the rest still reads like an order, all of it is.
 */
export function redactFully(
  text: string,
  findings: readonly LabelledFinding[],
  origin: TextOrigin,
  policy: GuardPolicy,
  placeholders: Placeholders = new Placeholders([text]),
): { text: string; map: MaskMap } {
  const spans = mergeOverlaps(
    findings.filter((finding) => finding.kind !== 'injection' || origin === 'context'),
    (one, other) => one.kind === 'injection' && other.kind !== 'injection',
  );
  let result = maskUntilClean(text, spans, placeholders, (part) => findMaskable(part, policy));
  if (origin === 'context' && spans.length > 0 && policy.injection.context !== 'allow')
    result = withoutOrders(result, placeholders);
  return { text: result, map: placeholders.map() };
}

/** Takes orders out until none is left; masking and taking out can bring words together. At last all of it goes. */
function withoutOrders(text: string, placeholders: Placeholders): string {
  let result = text;
  for (let round = 0; round < 3; round++) {
    const orders = findInjections(result, 'context');
    if (orders.length === 0) return result;
    result = mask(
      result,
      mergeOverlaps(orders, () => false),
      placeholders,
    ).text;
  }
  return findInjections(result, 'context').length === 0
    ? result
    : placeholders.nameOf('REMOVED_INSTRUCTION', result, false);
}
