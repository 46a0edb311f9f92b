import { isBrand } from './brands.ts';
import { topLevelDomains } from './fileNames.ts';

const word = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
const snake = /^_{0,2}[A-Za-z][A-Za-z0-9]*(?:_+[A-Za-z0-9]+)+_{0,2}$|^__[a-z]+__$/;
const camel = /^[a-z]+[0-9]*(?:[A-Z][a-z0-9]*)+$/;
const pascal =
  /^(?:[A-Z][a-z0-9]+){2,}[A-Z]?$|^[A-Z]{2,}[a-z0-9]{2,}(?:[A-Z][a-z0-9]+)+$|^[A-Z][a-z0-9]+(?:[A-Z]+[a-z0-9]*)+$/;
const pluralOfCapitals = /^[A-Z]{2,}s$/;
const scottishName = /^Ma?c[A-Z][a-z]+$/;
const flag = /^--[A-Za-z][\w-]*$/;
const abbreviations = new Set([
  'e.g',
  'i.e',
  'a.m',
  'p.m',
  'u.s',
  'u.k',
  'ph.d',
  'b.sc',
  'm.sc',
  'd.c',
  'z.b',
  'd.h',
  'u.a',
  'n.b',
  'p.ej',
  'p.ex',
  'q.e.d',
  'a.k.a',
  'w.r.t',
  'i.i.d',
]);

/**
 * True when `token` (surrounding punctuation cut off) is spelt like a name from code: `camelCase`, `snake_case`, `PascalCase` with an
 * inner capital, `CONSTANT_CASE`, `Type.method`, `ns::name`, `a.config.key`, `--flag`. Product names are not.
 */
export function isIdentifier(token: string): boolean {
  if (token.length < 2 || token.length > 200) return false;
  if (token.startsWith('--')) return flag.test(token);
  if (token.includes('::')) return /^[A-Za-z_]\w*(?:::[A-Za-z_~]\w*)+$/.test(token);
  if (token.includes('.')) return isDotted(token);
  if (token.includes('_')) return snake.test(token);
  return isHumped(token);
}

/** camelCase or PascalCase with an inner capital, and no product's name. */
function isHumped(token: string): boolean {
  if (!camel.test(token) && !pascal.test(token)) return false;
  if (pluralOfCapitals.test(token) || scottishName.test(token) || isBrand(token)) return false;
  // One small letter before capitals (eSIM, mRNA) or capitals with one small letter (PhDs) are words, not names from code.
  return !/^[a-z][A-Z]+s?$/.test(token) && !/^[A-Z]+[a-z]?[A-Z]+s?$/.test(token);
}

function isDotted(token: string): boolean {
  const parts = token.split('.');
  if (parts.length > 12 || !parts.every((part) => word.test(part))) return false;
  if (abbreviations.has(token.toLowerCase())) return false;
  if (parts.every((part) => part.length === 1)) return false;
  const first = parts[0] ?? '';
  const last = parts.at(-1) ?? '';
  if (topLevelDomains.has(last) && first === first.toLowerCase()) return first === 'this' || first === 'self';
  // "done.Then we": a blank is missing, unless the parts look like code themselves.
  if (parts.length === 2 && /^[a-z]+$/.test(first) && /^[A-Z][a-z]*$/.test(last)) return false;
  if (/^[A-Z]{2,}$/.test(first) && parts.length === 2 && /^(?:js|net|NET|JS)$/.test(last)) return false;
  if (parts.length === 2 && /^(?:js|JS|NET|net)$/.test(last)) return false;
  return (
    parts.every((part) => part.length > 1 || parts.length > 1) && first.length > 0 && /[A-Za-z]/.test(last)
  );
}

/** True for what may stand before `()` in a call: a name, perhaps with dots or colons. */
export function isCallable(token: string): boolean {
  return token.length <= 200 && /^[A-Za-z_$][\w$]*(?:(?:\.|::|->|#)[A-Za-z_$][\w$]*)*$/.test(token);
}
