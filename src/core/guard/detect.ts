import type { Detection, FindingSeverity, GuardAction, GuardFinding, TextOrigin } from './finding.ts';
import { stronger } from './finding.ts';
import { findInjections } from './injection/findInjections.ts';
import { findPersonal, personalKinds, type PersonalKind } from './personal/findPersonal.ts';
import type { GuardPolicy } from './policy.ts';
import { mergeOverlaps } from './redact.ts';
import { findSecrets } from './secrets/findSecrets.ts';
import { isPasswordLabel } from './secrets/secretDetection.ts';
import { findPolicyWords } from './wordPolicy.ts';

/** A finding together with the label for its placeholder. */
export type LabelledFinding = GuardFinding & { readonly label: string };

/**
 * Everything that a policy cares about in one text, sorted by place. What overlaps is one finding, under the strongest action.
 * Injection stands apart: it covers sentences, in which there may be secrets.
 */
export function detect(text: string, origin: TextOrigin, policy: GuardPolicy): LabelledFinding[] {
  return [...findMaskable(text, policy), ...findOrders(text, origin, policy)].sort(
    (one, other) => one.start - other.start || one.end - other.end,
  );
}

/** Secrets, personal data and policy words, sorted, none overlapping another. */
export function findMaskable(text: string, policy: GuardPolicy): LabelledFinding[] {
  const kinds = personalKinds.filter((kind) => policy.personal[kind] !== 'allow');
  const findings = [
    ...(policy.secrets.keys === 'allow' && policy.secrets.passwords === 'allow' ? [] : findSecrets(text)).map(
      (found) =>
        labelled(found, isPasswordLabel(found.label) ? policy.secrets.passwords : policy.secrets.keys),
    ),
    ...findPersonal(text, kinds).map((found) => labelled(found, policy.personal[found.rule as PersonalKind])),
    ...findPolicyWords(text, policy).map((found) => labelled(found, found.action)),
  ].filter((finding) => finding.action !== 'allow');
  return mergeOverlaps(findings, isBetter);
}

function findOrders(text: string, origin: TextOrigin, policy: GuardPolicy): LabelledFinding[] {
  const action = origin === 'typed' ? policy.injection.typed : actionOfHandling(policy.injection.context);
  return action === 'allow' ? [] : findInjections(text, origin).map((found) => labelled(found, action));
}

/** As an action on the text itself: dropping it and asking first keep it back, quoting it lets it pass as data. */
function actionOfHandling(handling: GuardPolicy['injection']['context']): GuardAction {
  if (handling === 'drop' || handling === 'ask') return 'block';
  return handling === 'quote' || handling === 'warn' ? 'warn' : 'allow';
}

function labelled(found: Detection, action: GuardAction): LabelledFinding {
  const { kind, rule, label, message, start, end, score } = found;
  return {
    kind,
    rule,
    action,
    severity: severityOf(action),
    message,
    ...(score === undefined ? {} : { score }),
    start,
    end,
    label,
  };
}

function severityOf(action: GuardAction): FindingSeverity {
  return action === 'block' ? 'error' : action === 'allow' ? 'info' : 'warning';
}

const kindOrder = ['injection', 'policy', 'pii', 'secret'];
const vague = new Set(['generic-secret', 'sk-key', 'password']);

function isBetter(one: LabelledFinding, other: LabelledFinding): boolean {
  if (one.action !== other.action) return stronger(one.action, other.action) === one.action;
  if (one.kind !== other.kind) return kindOrder.indexOf(one.kind) > kindOrder.indexOf(other.kind);
  if (vague.has(one.rule) !== vague.has(other.rule)) return vague.has(other.rule);
  return one.end - one.start > other.end - other.start;
}
