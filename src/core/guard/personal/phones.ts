import type { Detection } from '../finding.ts';
import { personalDetection } from './personalDetection.ts';

/** Country codes with the lengths of their national numbers, from the ITU's E.164 numbering plans (7-12 where not listed). */
const lengths: Readonly<Record<string, readonly [number, number]>> = {
  '1': [10, 10],
  '7': [10, 10],
  '20': [8, 10],
  '27': [9, 9],
  '30': [10, 10],
  '31': [9, 9],
  '32': [8, 9],
  '33': [9, 9],
  '34': [9, 9],
  '36': [8, 9],
  '39': [6, 11],
  '40': [9, 9],
  '41': [9, 9],
  '43': [7, 13],
  '44': [9, 10],
  '45': [8, 8],
  '46': [7, 9],
  '47': [8, 8],
  '48': [9, 9],
  '49': [6, 12],
  '51': [8, 9],
  '52': [10, 11],
  '53': [6, 8],
  '54': [10, 11],
  '55': [10, 11],
  '56': [8, 9],
  '57': [8, 10],
  '58': [10, 10],
  '60': [8, 10],
  '61': [9, 9],
  '62': [8, 12],
  '63': [8, 10],
  '64': [8, 10],
  '65': [8, 8],
  '66': [8, 9],
  '81': [9, 10],
  '82': [8, 11],
  '84': [9, 10],
  '86': [10, 11],
  '90': [10, 10],
  '91': [10, 10],
  '92': [9, 10],
  '93': [9, 9],
  '94': [9, 9],
  '95': [7, 10],
  '98': [10, 10],
};
const threeDigitCodes =
  /^(?:21[1-8]|22\d|23\d|24\d|25[0-8]|26\d|29[0178]|35\d|37[0-8]|38[0-35-79]|42[0-13]|50\d|59\d|67[02-9]|68[0-35-9]|69[0-2]|800|808|85[02356]|87[08]|88[0-26-8]|96[0-8]|97[0-79]|99[2-68])/;
const run = /(?<![\w+.,/=@#-])(?:\+|00|\(|\d)[\d ()./\u00a0-]{6,24}\d(?![\w@]|[.,:/-]\d)/g;

/**
 * Phone numbers in international notation (`+49 30 …`, `0049 …`) and in the national notations that stand out by their form.
 * Country codes and lengths are checked, North American area and exchange codes too.
 */
export function findPhones(text: string): Detection[] {
  const found: Detection[] = [];
  for (const match of text.matchAll(run)) {
    const cut = match[0].startsWith('(') && !balanced(match[0]) ? 1 : 0;
    const value = match[0].slice(cut);
    const start = match.index + cut;
    if (
      /[ ()./\u00a0-]{4}|--|\.\./.test(value) ||
      !isPhone(value, text.slice(Math.max(0, start - 24), start))
    )
      continue;
    found.push(personalDetection('phone', 'PHONE', 'a phone number', start, start + value.length));
  }
  return found;
}

function isPhone(value: string, before: string): boolean {
  if (!balanced(value)) return false;
  const digits = value.replace(/\D/g, '');
  if (value.startsWith('+')) return isInternational(value.replace('(0)', '').replace(/\D/g, ''));
  if (/^00[1-9]/.test(value) && /^00\d{1,3}[ ()./-]?\d/.test(value))
    return isInternational(digits.slice(2)) && (/\D/.test(value) || isAnnounced(before));
  if (/^(?:1[-. ])?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}$/.test(value))
    return (
      isNorthAmerican(digits.slice(-10)) &&
      (!/^\d+(?:\.\d+)+$/.test(value) || isAnnounced(before) || /^\d{3}\.\d{3}\.\d{4}$/.test(value))
    );
  if (/^0[1-9](?:[ .-]\d{2}){4}$/.test(value)) return true;
  if (/^\(0\d{2,4}\) ?\d[\d -]{4,9}\d$/.test(value)) return digits.length >= 9 && digits.length <= 12;
  if (/[A-Z\d] $/.test(before) || /^\d{3}-\d\d-/.test(value)) return isAnnounced(before);
  if (/^0\d{2,4}[ /-]\d[\d -]{4,10}$/.test(value))
    return digits.length >= 10 && digits.length <= 12 && !/^\d{4}-\d\d-\d\d/.test(value);
  return isAnnounced(before) && digits.length >= 8 && digits.length <= 12 && !/[./]/.test(value);
}

function isInternational(digits: string): boolean {
  if (digits.startsWith('1')) return digits.length === 11 && isNorthAmerican(digits.slice(1));
  for (const size of [1, 2]) {
    const range = lengths[digits.slice(0, size)];
    const national = digits.length - size;
    if (range !== undefined)
      return (
        (national >= range[0] && national <= range[1] && digits[size] !== '0') ||
        (digits.startsWith('39') && national >= 6 && national <= 11)
      );
  }
  return threeDigitCodes.test(digits) && digits.length - 3 >= 5 && digits.length <= 15;
}

function isNorthAmerican(digits: string): boolean {
  return /^[2-9]\d{2}[2-9]\d{6}$/.test(digits) && !/^(\d)\1{9}$/.test(digits);
}

function isAnnounced(before: string): boolean {
  return /(?:tel|phone|mobile|cell|call|fax|whatsapp|telefon|handy|téléphone|teléfono|mobil)[\w.]{0,8}[ :=("'-]{1,6}(?:(?:is|at|me|us|number)[ :]{1,3}){0,2}$/i.test(
    before,
  );
}

function balanced(value: string): boolean {
  const open = value.indexOf('(');
  const close = value.indexOf(')');
  return (
    (open === -1) === (close === -1) &&
    open <= close &&
    value.lastIndexOf('(') === open &&
    value.lastIndexOf(')') === close
  );
}
