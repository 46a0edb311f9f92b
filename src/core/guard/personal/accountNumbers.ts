import type { Detection } from '../finding.ts';
import { personalDetection } from './personalDetection.ts';

/** Payment cards: issuer ranges and lengths of ISO/IEC 7812, groups as printed, Luhn check. */
export function findCards(text: string): Detection[] {
  const found: Detection[] = [];
  for (const match of text.matchAll(/(?<![\w.+/-]|\d[ ,])\d(?:[ -]?\d){12,18}(?![\w/-]|[ .,]\d)/g)) {
    const value = match[0];
    const digits = value.replace(/\D/g, '');
    if (!isGrouped(value) || !isIssued(digits) || !passesLuhn(digits)) continue;
    found.push(personalDetection('card', 'CARD', 'a card number', match.index, match.index + value.length));
  }
  return found;
}

function isGrouped(value: string): boolean {
  return /^(?:\d+|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}(?:\1\d{1,3})?|\d{4}([ -])\d{6}\2\d{4,5}|\d{6}([ -])\d{6,13})$/.test(
    value,
  );
}

function isIssued(digits: string): boolean {
  const size = digits.length;
  const four = Number(digits.slice(0, 4));
  if (/^(\d)\1+$/.test(digits)) return false;
  if (digits.startsWith('4')) return size === 13 || size === 16 || size === 19;
  if (/^5[1-5]/.test(digits) || (four >= 2221 && four <= 2720)) return size === 16;
  if (/^3[47]/.test(digits)) return size === 15;
  if (/^3(?:0[0-5]|[689])/.test(digits)) return size >= 14 && size <= 19;
  if (four >= 3528 && four <= 3589) return size >= 16;
  if (/^(?:6011|64[4-9]|65|62|81)/.test(digits)) return size >= 16;
  if (/^220[0-4]/.test(digits)) return size >= 16;
  return /^(?:50|5[6-9]|6[0-9])/.test(digits) && size >= 13 && size <= 19;
}

/** The Luhn check of ISO/IEC 7812-1, annex B. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = digit * 2;
    sum += index % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** Lengths by country, from the IBAN registry of SWIFT (ISO 13616). */
const ibanLengths: Readonly<Record<string, number>> = Object.fromEntries(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 ' +
    'FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 ' +
    'LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 ' +
    'SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

/** IBANs, printed with or without spaces, with the country's length and the check digits of ISO 7064 (MOD 97-10). */
export function findIbans(text: string): Detection[] {
  const found: Detection[] = [];
  for (const match of text.matchAll(/(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}(?=[ -]?[A-Za-z0-9])/g)) {
    const length = ibanLengths[match[0].slice(0, 2).toUpperCase()];
    if (length === undefined) continue;
    const end = ibanEnd(text, match.index, length);
    if (end === null || !passesMod97(text.slice(match.index, end).replace(/[ -]/g, '').toUpperCase()))
      continue;
    found.push(personalDetection('iban', 'IBAN', 'a bank account number (IBAN)', match.index, end));
  }
  return found;
}

function ibanEnd(text: string, start: number, length: number): number | null {
  let seen = 0;
  let index = start;
  for (; index < text.length && seen < length; index++) {
    if (/[A-Za-z0-9]/.test(text.charAt(index))) seen++;
    else if (!/[ -]/.test(text.charAt(index)) || !/[A-Za-z0-9]/.test(text.charAt(index + 1))) return null;
  }
  return seen === length && !/[A-Za-z0-9]/.test(text.charAt(index)) ? index : null;
}

function passesMod97(iban: string): boolean {
  let rest = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** US social security numbers: areas, groups and serials that were ever issued (SSA); bare nine digits only when announced. */
export function findSocialSecurityNumbers(text: string): Detection[] {
  const found: Detection[] = [];
  for (const match of text.matchAll(/(?<![\w.+/-]|\d )(\d{3})([- ]?)(\d{2})\2(\d{4})(?![\w/-]|[. ]\d)/g)) {
    const [, area = '', separator = '', group = '', serial = ''] = match;
    if (/^(?:000|666|9\d\d)$/.test(area) || group === '00' || serial === '0000') continue;
    if (match[0] === '078-05-1120' || match[0] === '219-09-9999') continue;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    if (separator !== '-' && !/ssn|social.{0,3}security/i.test(before)) continue;
    found.push(
      personalDetection(
        'ssn',
        'SSN',
        'a US social security number',
        match.index,
        match.index + match[0].length,
      ),
    );
  }
  return found;
}
