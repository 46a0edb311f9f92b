import { commonFolders, isFileName, sourceFolders } from './fileNames.ts';
import { isBrand } from './brands.ts';

/** What a token that looks like a path is: a `path`, a `glob` over paths, or a `route` (`/api/users`), and its line if it names one. */
export interface PathReading {
  readonly type: 'path' | 'glob' | 'route';
  /** Forward slashes, without `:line` and without a leading `@`. */
  readonly target: string;
  readonly line: number | null;
}

/** Media types and remote branches have the form of a path. */
const notAPath =
  /^(?:application|text|image|audio|video|font|multipart|message|model)\/[\w.+-]+$|^(?:origin|upstream)\/|^n\/a$|^w\/o?$|^[a-z]+:[a-z]/i;
const systemRoot =
  /^\/(?:usr|etc|tmp|var|home|opt|bin|sbin|dev|proc|mnt|root|srv|sys|Users|Applications|Library|Volumes|private)(?:\/|$)/;
/** A test inside a file, as pytest names it. */
const testSuffix = /(\.\w{1,8})::[\w:[\]-]{1,300}$/;
const lineSuffix = /(?::(\d{1,7})(?::\d{1,7})?(?:-\d{1,7})?|#L(\d{1,7})(?:-L?\d{1,7})?)$/;
const segmentForm = /^[\p{L}\p{N}_.@~+$%=*?[\]{}():-]+$/u;

/**
 * Reads `token` (no blanks, surrounding punctuation cut off) as a path, or returns null when it is none. Between backticks
 * (`sure`) less is asked, because there nobody writes "input/output" for "input or output".
 */
export function readPath(token: string, sure: boolean): PathReading | null {
  if (token.length > 400 || token.length < 2) return null;
  const named = token.includes('::') ? token.replace(testSuffix, '$1') : token;
  const suffix = lineSuffix.exec(named);
  const bare = suffix === null ? named : named.slice(0, suffix.index);
  const line = suffix === null ? null : Number(suffix[1] ?? suffix[2]);
  let target = bare.includes('\\') ? fromWindows(bare) : bare;
  if (target === null) return null;
  if (target.startsWith('@')) {
    const inner = target.slice(1);
    const first = inner.slice(0, inner.indexOf('/') + 1 || undefined).replace(/\/$/, '');
    if (
      !isFileName(lastSegment(inner)) &&
      !(inner.includes('/') && (sourceFolders.has(first) || commonFolders.has(first)))
    )
      return null;
    target = inner;
  }
  if (notAPath.test(target)) return null;
  if (!target.includes('/')) {
    if (target.includes('*')) return /^\*+\.[\w*.{},]+$/.test(target) ? { type: 'glob', target, line } : null;
    return isFileName(target) ? { type: 'path', target, line } : null;
  }
  if (/^\/+$|\/\/|\/[.]{3}|[|<>"]/.test(target)) return null;
  const glob = target.includes('*');
  if (glob) return isGlob(target) ? { type: 'glob', target, line } : null;
  if (!target.split('/').every((segment) => segment === '' || segmentForm.test(segment))) return null;
  if (target.startsWith('/')) return absolute(target, line);
  return isRelativePath(target, sure) ? { type: 'path', target, line } : null;
}

function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `src\a.ts`, `C:\x\y`, `.\run.bat`; null when the backslashes are something else (an escape, a regular expression). */
function fromWindows(token: string): string | null {
  if (token.includes('/')) return null;
  if (!/^(?:[A-Za-z]:\\|\.{1,2}\\|~\\)?[\p{L}\p{N}_.@ -]+(?:\\[\p{L}\p{N}_.@ -]+)*\\?$/u.test(token))
    return null;
  return token.replaceAll('\\', '/');
}

function isGlob(target: string): boolean {
  if (!/^[\w.@*?{},[\]!/-]+$/.test(target)) return false;
  return /\*\*|\*\.\w|\.\w+$|\/\*$/.test(target) && /[A-Za-z]/.test(target);
}

function absolute(target: string, line: number | null): PathReading | null {
  if (isFileName(lastSegment(target)) || systemRoot.test(target)) return { type: 'path', target, line };
  return /^(?:\/[\w.~%{}:$[\]@-]+)+\/?$/.test(target) && /[A-Za-z]/.test(target)
    ? { type: 'route', target, line }
    : null;
}

function isRelativePath(target: string, sure: boolean): boolean {
  const segments = target.split('/').filter((segment) => segment !== '');
  const first = segments[0] ?? '';
  const last = segments.at(-1) ?? '';
  if (/^(?:\.{1,2}|~)\//.test(target)) return segments.length > 1;
  if (/^[A-Za-z]:$/.test(first)) return segments.length > 1;
  if (
    segments.some((segment) => /^[\d.,%$]+$/.test(segment)) &&
    segments.every((segment) => segment.length < 5) &&
    !sure
  )
    return false;
  if (/^[\d./]+$/.test(target)) return false;
  if (!target.endsWith('/') && segments.length > 1 && isFileName(last)) return !segments.some(isProduct);
  if (target.endsWith('/'))
    return segments.every((segment) => /^[\w.@-]+$/.test(segment)) && !isAlternative(segments);
  if (segments.length < 2) return false;
  if (sure)
    return segments.every((segment) => /^[\p{L}\p{N}_.@~+$-]+$/u.test(segment)) && !isAlternative(segments);
  if (sourceFolders.has(first)) return true;
  if (segments.some((segment) => segment.startsWith('.') && segment.length > 2)) return true;
  if (commonFolders.has(first) && segments.length >= 3) return true;
  if (segments.some((segment) => /[\p{L}\p{N}]_[\p{L}\p{N}]/u.test(segment))) return true;
  if (
    segments.length >= 3 &&
    segments.some((segment) => sourceFolders.has(segment) || commonFolders.has(segment))
  )
    return true;
  return (
    segments.some((segment) => /[a-z][A-Z]/.test(segment) && !isBrand(segment)) && !segments.some(isBrand)
  );
}

function isProduct(segment: string): boolean {
  return (
    isBrand(segment) ||
    (segment.includes('.') && !segment.startsWith('.') && !isFileName(segment) && /\.js$/i.test(segment))
  );
}

const alternatives = new Set(
  'and or his her he she him they them yes no true false on off in out read write up down left right input output either neither both client server n a w o'.split(
    ' ',
  ),
);

/** Two everyday words with a stroke between them. */
function isAlternative(segments: readonly string[]): boolean {
  return segments.length === 2 && segments.every((segment) => alternatives.has(segment.toLowerCase()));
}
