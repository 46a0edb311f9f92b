import type { PromptDocument, Reference } from '../../../prompt/document.ts';
import type { Span } from '../../../span.ts';

/** A link's target as a path from the workspace's root and an anchor. */
export interface Target {
  /** Normalized, with forward slashes; '' = the file itself. Null when the link leads to the file system's root. */
  readonly path: string | null;
  /** Without `#`; null when there is none. */
  readonly anchor: string | null;
}

/** Where a link in `document` leads: relative to its folder. Null for what is no path. */
export function targetOf(document: PromptDocument, reference: Reference): Target | null {
  let written = reference.target;
  try {
    written = decodeURIComponent(written);
  } catch {
    // A stray % is part of the name.
  }
  const hash = written.indexOf('#');
  const anchor = hash < 0 ? null : written.slice(hash + 1);
  const path = (hash < 0 ? written : written.slice(0, hash)).replace(/\?.*$/, '').replaceAll('\\', '/');
  if (path === '') return anchor === null || anchor === '' ? null : { path: '', anchor };
  if (path.startsWith('/')) return { path: null, anchor };
  if (/[<>{}*|"$]|\.\.\./.test(path)) return null;
  return { path: normalize(`${folderOf(document.path ?? '')}${path}`), anchor };
}

/** The folder of a path with a trailing slash, '' at the root. */
export function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Takes `.` and `..` out of a path; what leads out of the root begins with `..`. */
export function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return parts.join('/');
}

/** The way from a file to another, both from the root. */
export function wayTo(from: string, to: string): string {
  const here = folderOf(from).split('/').filter(Boolean);
  const there = to.split('/');
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same++;
  return [...here.slice(same).map(() => '..'), ...there.slice(same)].join('/');
}

/** Where a reference's target itself stands in the text; null when it cannot be told. */
export function placeOfTarget(document: PromptDocument, { span, target }: Reference): Span | null {
  const written = document.text.slice(span.start, span.end);
  const at = written.lastIndexOf(target);
  return at < 0 ? null : { start: span.start + at, end: span.start + at + target.length };
}
