import type { PersonalKind } from '../../../src/core/guard/personal/findPersonal.ts';
import { pick, seeded } from './random.ts';

type Random = () => number;

const digits = (random: Random, count: number): string =>
  Array.from({ length: count }, () => String(Math.floor(random() * 10))).join('');
const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));
const word = (random: Random, size: number): string =>
  Array.from({ length: size }, () => pick(random, 'abcdefghijklmnopqrstuvwxyz'.split(''))).join('');

const frames: readonly ((value: string) => string)[] = [
  (value) => value,
  (value) => `Please write to ${value} today.`,
  (value) => `contact: "${value}"`,
  (value) => `- ${value}\n- the next line`,
  (value) => `(${value})`,
  (value) => `Kunde ${value}, Vertrag läuft`,
];

function luhnDigit(body: string): string {
  let sum = 0;
  for (let index = 0; index < body.length; index++) {
    const digit = Number(body[body.length - 1 - index]) * (index % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

function card(random: Random, right: boolean): string {
  const [prefix, size] = pick(random, [
    ['4', 16],
    ['51', 16],
    ['55', 16],
    ['2221', 16],
    ['34', 15],
    ['37', 15],
    ['6011', 16],
    ['65', 16],
    ['3530', 16],
    ['36', 14],
    ['4', 13],
  ] as const);
  const body = prefix + digits(random, size - prefix.length - 1);
  const check = luhnDigit(body);
  const number = body + (right ? check : String((Number(check) + between(random, 1, 9)) % 10));
  if (size !== 16 || random() < 0.4) return number;
  return number.replace(/(\d{4})(?=\d)/g, pick(random, ['$1 ', '$1-']));
}

function mod97(text: string): number {
  let rest = 0;
  for (const character of text)
    for (const digit of String(Number.parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

function iban(random: Random, right: boolean): string {
  const [country, bban] = pick(random, [
    ['DE', digits(random, 18)],
    ['FR', digits(random, 23)],
    ['GB', word(random, 4).toUpperCase() + digits(random, 14)],
    ['NL', word(random, 4).toUpperCase() + digits(random, 10)],
    ['ES', digits(random, 20)],
    ['IT', word(random, 1).toUpperCase() + digits(random, 22)],
    ['AT', digits(random, 16)],
    ['CH', digits(random, 17)],
    ['BE', digits(random, 12)],
    ['PL', digits(random, 24)],
    ['NO', digits(random, 11)],
    ['SE', digits(random, 20)],
  ] as const);
  const check = 98 - mod97(`${bban}${country}00`);
  const shown = String(right ? check : ((check - 2 + between(random, 1, 95)) % 97) + 2).padStart(2, '0');
  const number = `${country}${shown}${bban}`;
  return random() < 0.5 ? number : number.replace(/(.{4})(?=.)/g, '$1 ');
}

function phone(random: Random, right: boolean): string {
  const area = String(between(random, 2, 9)) + digits(random, 2);
  const exchange = String(between(random, 2, 9)) + digits(random, 2);
  if (!right) {
    return pick(random, [
      () => `+1 (${between(random, 0, 1)}${digits(random, 2)}) ${exchange}-${digits(random, 4)}`,
      () => `+1 ${area} ${exchange} ${digits(random, 2)}`,
      () => `+49 ${digits(random, 3)}`,
      () => `+44 20 7946 ${digits(random, 9)}`,
      () => `+999 ${digits(random, 9)}`,
      () => `${area}-${exchange}-${digits(random, 3)}`,
      () => `${area}-${exchange}-${digits(random, 5)}`,
      () => `+33 ${digits(random, 5)}`,
      () => `+0${digits(random, 10)}`,
      () => `1.${between(random, 10, 99)}.${digits(random, 4)}`,
      () => `2024-0${between(random, 1, 9)}-1${between(random, 0, 9)}`,
    ])();
  }
  return pick(random, [
    () => `+1 (${area}) ${exchange}-${digits(random, 4)}`,
    () => `+1-${area}-${exchange}-${digits(random, 4)}`,
    () => `+1${area}${exchange}${digits(random, 4)}`,
    () => `(${area}) ${exchange}-${digits(random, 4)}`,
    () => `${area}-${exchange}-${digits(random, 4)}`,
    () => `+49 ${between(random, 15, 17)}${between(random, 1, 9)} ${digits(random, 7)}`,
    () => `+49 30 ${digits(random, 8)}`,
    () => `+49 (0)89 ${digits(random, 6)}`,
    () => `+44 20 ${digits(random, 4)} ${digits(random, 4)}`,
    () => `+447${digits(random, 9)}`,
    () =>
      `+33 ${between(random, 1, 9)} ${digits(random, 2)} ${digits(random, 2)} ${digits(random, 2)} ${digits(random, 2)}`,
    () => `+34 6${digits(random, 2)} ${digits(random, 3)} ${digits(random, 3)}`,
    () => `+39 3${digits(random, 2)} ${digits(random, 7)}`,
    () => `+81-90-${digits(random, 4)}-${digits(random, 4)}`,
    () => `+86 13${digits(random, 1)} ${digits(random, 4)} ${digits(random, 4)}`,
    () => `+91 9${digits(random, 4)} ${digits(random, 5)}`,
    () => `+55 11 9${digits(random, 4)}-${digits(random, 4)}`,
    () => `+61 4${digits(random, 2)} ${digits(random, 3)} ${digits(random, 3)}`,
    () => `+48 ${between(random, 5, 8)}${digits(random, 2)} ${digits(random, 3)} ${digits(random, 3)}`,
    () => `+353 1 ${digits(random, 3)} ${digits(random, 4)}`,
    () => `0049 30 ${digits(random, 7)}`,
    () => `+420 ${between(random, 6, 7)}${digits(random, 2)} ${digits(random, 3)} ${digits(random, 3)}`,
  ])();
}

function ssn(random: Random, right: boolean): string {
  const area = (): string =>
    String(pick(random, [between(random, 1, 665), between(random, 667, 899)])).padStart(3, '0');
  const group = String(between(random, 1, 99)).padStart(2, '0');
  const serial = String(between(random, 1, 9999)).padStart(4, '0');
  if (right) return `${area()}-${group}-${serial}`;
  return pick(random, [
    `000-${group}-${serial}`,
    `666-${group}-${serial}`,
    `9${digits(random, 2)}-${group}-${serial}`,
    `${area()}-00-${serial}`,
    `${area()}-${group}-0000`,
    `${area()}-${group}-${digits(random, 3)}`,
    `${area()}-${group}-${digits(random, 5)}`,
  ]);
}

function email(random: Random, right: boolean): string {
  const local = pick(random, [
    word(random, 6),
    `${word(random, 4)}.${word(random, 7)}`,
    `${word(random, 5)}+${word(random, 3)}`,
    `${word(random, 3)}_${digits(random, 2)}`,
    `jörg.${word(random, 4)}`,
  ]);
  const domain = `${word(random, between(random, 3, 10))}.${pick(random, ['com', 'org', 'de', 'co.uk', 'io', 'example.com', 'museum', 'xn--p1ai'])}`;
  if (right) return `${local}@${domain}`;
  return pick(random, [
    `${local}@${word(random, 7)}`,
    `${local}@@${domain}`,
    `.${local}@${domain}`,
    `${local}.@${domain}`,
    `${local}@-${domain}`,
    `${local}@${word(random, 4)}..com`,
    `${local}@${word(random, 5)}.c`,
    `${local}@${word(random, 5)}.123`,
    `${local} at ${domain}`,
    `@${word(random, 5)}/${word(random, 6)}@1.2.3`,
    `git@${word(random, 5)}.com:team/repo.git`,
    `icon@2x.png`,
  ]);
}

function ip(random: Random, right: boolean): string {
  const octet = (): number => between(random, 0, 255);
  const group = (): string => between(random, 0, 65_535).toString(16);
  const groups = (count: number): string => Array.from({ length: count }, group).join(':');
  if (right) {
    return pick(random, [
      () => `${between(random, 31, 223)}.${octet()}.${octet()}.${octet()}`,
      () => `192.168.${octet()}.${octet()}`,
      () => `10.${octet()}.${octet()}.${between(random, 31, 254)}`,
      () => `2001:db8:${groups(6)}`,
      () => `2001:db8::${group()}`,
      () => `fe80::${groups(4)}`,
    ])();
  }
  return pick(random, [
    () => `${between(random, 256, 999)}.${octet()}.${octet()}.${octet()}`,
    () => `${octet()}.${octet()}.${octet()}.${octet()}.${octet()}`,
    () => `${octet()}.${octet()}.${octet()}`,
    () => `${between(random, 1, 99)}.0${between(random, 1, 9)}.${octet()}.${octet()}`,
    () => `left-pad==${between(random, 1, 20)}.${octet()}.${octet()}.${octet()}`,
    () => `v${between(random, 1, 20)}.${octet()}.${octet()}.${octet()}`,
    () => `version ${between(random, 31, 200)}.${octet()}.${octet()}.${octet()}`,
    () => `2001:db8:${groups(7)}`,
    () => `2001::db8::${group()}`,
    () => `2001:db8:${groups(3)}:g${digits(random, 2)}:1:2`,
    () => `${between(random, 10, 23)}:${between(random, 10, 59)}:${between(random, 10, 59)}`,
    () => Array.from({ length: 6 }, () => between(random, 16, 255).toString(16)).join(':'),
  ])();
}

const makers: Readonly<Record<PersonalKind, (random: Random, right: boolean) => string>> = {
  email,
  phone,
  card,
  iban,
  ssn,
  ip,
};

/** `count` valid and `count` nearly valid values of a kind, each in a short text. */
export function personalVectors(kind: PersonalKind, count: number): { valid: string[]; nearly: string[] } {
  const random = seeded(11);
  const make = (right: boolean): string[] =>
    Array.from({ length: count }, () => pick(random, frames)(makers[kind](random, right)));
  return { valid: make(true), nearly: make(false) };
}
