import { detect, findMaskable, type LabelledFinding } from './detect.ts';
import { stronger, type GuardAction, type GuardFinding, type TextOrigin } from './finding.ts';
import { findInjections } from './injection/findInjections.ts';
import { Placeholders, type MaskMap } from './placeholders.ts';
import { defaultGuardPolicy, type GuardPolicy } from './policy.ts';
import { mask, mergeOverlaps } from './redact.ts';

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

/** Rounds of masking: what stands beside a masked stretch can look different afterwards. */
const mostRounds = 4;

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
  const orders = origin === 'context' ? findings.filter((finding) => finding.kind === 'injection') : [];
  let spans = mergeOverlaps(
    findings.filter((finding) => finding.kind !== 'injection' || origin === 'context'),
    (one, other) => one.kind === 'injection' && other.kind !== 'injection',
  );
  let result = text;
  for (let round = 0; round < mostRounds && spans.length > 0; round++) {
    result = mask(result, spans, placeholders);
    spans = findMaskable(result, policy);
  }
  if (orders.length > 0 && findInjections(result, origin).length > 0) {
    result = placeholders.nameOf('REMOVED_INSTRUCTION', result, false);
  }
  return { text: result, map: placeholders.map() };
}
