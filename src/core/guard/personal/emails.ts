import type { Detection } from '../finding.ts';
import { personalDetection } from './personalDetection.ts';

const local = /[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]/u;
const assets = /^\d+x\.(?:png|jpe?g|gif|webp|svg|avif)$/i;

/** E-mail addresses (RFC 5321 lengths, dot-atoms only), also with letters beyond ASCII. `git@host:path` and `logo@2x.png` are none. */
export function findEmails(text: string): Detection[] {
  const found: Detection[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < 66 && local.test(text.charAt(start - 1))) start--;
    start = trimLocal(text, start, at);
    const domain =
      /^(?:[\p{L}\p{N}-]{1,63}\.){1,8}[\p{L}\p{N}-]{2,63}/u.exec(text.slice(at + 1, at + 320))?.[0] ?? '';
    const end = at + 1 + domain.length;
    if (domain !== '' && isLocal(text.slice(start, at)) && isDomain(domain) && isFree(text, start, end)) {
      found.push(personalDetection('email', 'EMAIL', 'an e-mail address', start, end));
    }
  }
  return found;
}

/** Marks that RFC 5322 allows but that in prose belong to what stands around: quotes, backticks, `to=`, `mailto:`. */
function trimLocal(text: string, start: number, at: number): number {
  const run = text.slice(start, at);
  const cut = Math.max(
    run.lastIndexOf('='),
    run.lastIndexOf('`'),
    run.lastIndexOf("'"),
    run.lastIndexOf('|'),
    run.lastIndexOf('*'),
    run.lastIndexOf('{'),
    run.lastIndexOf('}'),
    run.lastIndexOf('/'),
  );
  return cut === -1 ? start : start + cut + 1;
}

function isLocal(text: string): boolean {
  return (
    text.length > 0 &&
    text.length <= 64 &&
    !text.startsWith('.') &&
    !text.endsWith('.') &&
    !text.includes('..')
  );
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  if (domain.length > 253 || assets.test(domain)) return false;
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) return false;
  return /^(?:\p{L}{2,63}|xn--[a-z0-9-]{2,59})$/iu.test(top);
}

function isFree(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 3), start);
  const after = text.slice(end, end + 2);
  if (before.endsWith('@') || before.endsWith('//')) return false;
  if (/^(?:@|[\p{L}\p{N}_-]|\.[\p{L}\p{N}.])/u.test(after)) return false;
  return !(/^:[^\s]/.test(after) && /^(?:git|hg)@/.test(text.slice(start, end)));
}
