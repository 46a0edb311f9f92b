import type { Detection } from '../finding.ts';
import { findCards, findIbans, findSocialSecurityNumbers } from './accountNumbers.ts';
import { findAddresses } from './internetAddresses.ts';
import { findEmails } from './emails.ts';
import { findPhones } from './phones.ts';

export const personalKinds = ['email', 'phone', 'card', 'iban', 'ssn', 'ip'] as const;

export type PersonalKind = (typeof personalKinds)[number];

const finders: Readonly<Record<PersonalKind, (text: string) => Detection[]>> = {
  email: findEmails,
  phone: findPhones,
  card: findCards,
  iban: findIbans,
  ssn: findSocialSecurityNumbers,
  ip: findAddresses,
};

/** Personal data of the kinds asked for. Linear in the length of the text. */
export function findPersonal(text: string, kinds: readonly PersonalKind[] = personalKinds): Detection[] {
  return kinds.flatMap((kind) => finders[kind](text));
}
