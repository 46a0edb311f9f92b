import type { Detection } from '../finding.ts';
import { personalDetection } from './personalDetection.ts';

/** IPv4 and IPv6 addresses. Versions (`lib==1.2.3.4`, `v1.2.3.4`), times, MAC addresses, loopback and masks are none. */
export function findAddresses(text: string): Detection[] {
  return [...findVersion4(text), ...findVersion6(text)];
}

const octet = /^(?:0|[1-9]\d{0,2})$/;

function* findVersion4(text: string): Generator<Detection> {
  for (const match of text.matchAll(
    /(?<![\w.:-]|[\w)\]]-)\d{1,3}(?:\.\d{1,3}){3}(?![\w-]|\.\d|:[0-9a-f]{1,4}:)/g,
  )) {
    const parts = match[0].split('.');
    if (!parts.every((part) => octet.test(part) && Number(part) < 256)) continue;
    if (/^(?:127\.0\.0\.1|0\.0\.0\.0|255\.255\.)/.test(match[0])) continue;
    const before = text.slice(Math.max(0, match.index - 40), match.index);
    if (
      isVersion(before) ||
      (parts.every((part) => Number(part) <= 30) &&
        !/\b(?:ip|host|server|address|addr|gateway|dns|ping|ssh)\W{0,6}(?:\w{0,12}\W{1,3})?$/i.test(before))
    )
      continue;
    yield personalDetection('ip', 'IP_ADDRESS', 'an IP address', match.index, match.index + match[0].length);
  }
}

function isVersion(before: string): boolean {
  return (
    /(?:[=~^<>]=?\s?|\bversions?\b\W{0,6}|\bv\s?\.?|\brelease\W{0,4}|\bver\W{0,3}|\bupgrad\w{0,4}\W{0,4}(?:to\W)?|\bbuild\W{0,4}|"[\w@/.-]{2,30}":\s?"[~^]?|@|_)$/i.test(
      before,
    ) && !/\b(?:ip|host|addr|address|server)\w{0,8}["']?\s?[=:]\s?["']?$/i.test(before)
  );
}

function* findVersion6(text: string): Generator<Detection> {
  for (const match of text.matchAll(/(?<![\w:.])[0-9a-fA-F:]{2,45}(?:\.\d{1,3}){0,3}(?![\w:]|\.\d)/g)) {
    const value = match[0].replace(/(?<!:):$/, '');
    if (!value.includes(':') || !isVersion6(value)) continue;
    yield personalDetection('ip', 'IP_ADDRESS', 'an IP address', match.index, match.index + value.length);
  }
}

function isVersion6(value: string): boolean {
  const [address, tail] = splitVersion4(value);
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  const size = groups.length + (tail === undefined ? 0 : 2);
  const digits = groups.join('');
  if (digits.length < 3 && tail === undefined) return false;
  return (halves.length === 2 ? size <= 7 : size === 8) && (/\d/.test(digits) || tail !== undefined);
}

function splitVersion4(value: string): [string, string?] {
  const tail = /:(\d{1,3}(?:\.\d{1,3}){3})$/.exec(value)?.[1];
  if (tail === undefined) return value.includes('.') ? ['::::'] : [value];
  if (!tail.split('.').every((part) => octet.test(part) && Number(part) < 256)) return ['::::'];
  const rest = value.slice(0, -tail.length);
  return [rest.endsWith('::') ? rest : rest.slice(0, -1), tail];
}
