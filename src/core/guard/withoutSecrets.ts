import { defaultGuardPolicy, type GuardPolicy } from './policy.ts';
import { findMaskable } from './detect.ts';
import { mapStrings } from './mapStrings.ts';
import { redactFully } from './scanText.ts';

/** Secrets only: what a person wrote about people and topics stays as he wrote it. */
const secretsOnly: GuardPolicy = {
  ...defaultGuardPolicy,
  personal: { email: 'allow', phone: 'allow', card: 'allow', iban: 'allow', ssn: 'allow', ip: 'allow' },
};

/** A copy of a plain value in whose texts every secret is masked; for what is stored. The same text gives the same result. */
export function withoutSecrets<Value>(value: Value): Value {
  return mapStrings(value, (text) => {
    if (text.length < 8) return text;
    const findings = findMaskable(text, secretsOnly);
    return findings.length === 0 ? text : redactFully(text, findings, 'typed', secretsOnly).text;
  });
}
