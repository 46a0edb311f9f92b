import type { Span } from '../span.ts';
import type { Reference } from './document.ts';
import { extensionlessNames, topLevelDomains } from './fileNames.ts';
import { isCallable, isIdentifier } from './identifiers.ts';
import type { Inline } from './inline.ts';
import { readPath } from './paths.ts';

/** A web address, or anything between blanks, brackets, quotation marks and East Asian letters (which are written without blanks). */
const tokens =
  /(?:https?|ftp|wss?|file|git|ssh|vscode|data|postgres|postgresql|mysql|mongodb|redis):\/\/[^\s<>"'`“”‘’«»\u3000-\u303f\uff00-\uffef\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+|(?:[^\s"'“”„«»‘’<>()[\]{},;!?|`^=…\u3000-\u303f\uff00-\uffef\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|(?<=\/)\{[\w$-]{1,60}\}|(?<=\/)\[[\w.-]{1,60}\]|(?<=\/)\([\w-]{1,60}\)(?=\/))+/gi;

/** Longer tokens are blobs, not names. */
const maximumToken = 2000;

const plainWord = /^[\p{L}\p{M}]?[\p{Ll}\p{Lo}\p{M}]*[-–—:.]*$/u;
const issueKey = /^[A-Z][A-Z0-9]{1,9}-\d{1,7}$/;
/** Standards and products that have the form of an issue's key. */
const notAnIssue =
  /^(?:UTF|SHA|ISO|RFC|AES|RSA|MD|ES|PEP|GPT|COVID|HTTP|TLS|SSL|IPV|IEEE|USB|CVE|CWE|UCS|CP|WIN|DIN|EN|JDK|JSR|PHP|F|H|T|A|B|Q[1-4]?|P[0-4]|W3C|ECMA|BASE|SQL|PSR|WCAG|A11Y|SPF|CC|MIT|GPL|BSD|AK|R)-\d+$/;

/** A reference inside one leaf. `visible` is the leaf's text with code and holes blanked, `offset` where it begins in the document. */
export function readReferences(visible: string, offset: number, inline: Inline, text: string): Reference[] {
  const found: Reference[] = [];
  for (const link of inline.links) {
    const reference = referenceOfLink(link.target, link.span);
    if (reference !== null) found.push(reference);
  }
  for (const code of inline.codes) {
    readCode(text.slice(code.content.start, code.content.end), code.span, code.content, found);
  }
  readTokens(visible, offset, found);
  return found.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

function referenceOfLink(target: string, span: Span): Reference | null {
  if (target === '' || /^(?:mailto|tel|data|javascript):/i.test(target)) return null;
  const base = { span, line: null, inBackticks: false };
  if (/^(?:[a-z][a-z0-9+.-]*:)?\/\//i.test(target) || /^[a-z][a-z0-9+.-]{1,20}:(?!\d)/i.test(target))
    return { ...base, type: 'url', target };
  const line = /#L(\d{1,7})(?:-L?\d{1,7})?$/.exec(target);
  if (line === null) return { ...base, type: 'link', target };
  return { ...base, type: 'link', target: target.slice(0, line.index), line: Number(line[1]) };
}

/** What stands between backticks: one path, address, issue or commit, or else a name; of several words also each path among them. */
function readCode(content: string, span: Span, inner: Span, found: Reference[]): void {
  const trimmed = content.trim();
  if (trimmed === '' || trimmed.length > maximumToken) return;
  if (!/\s/.test(trimmed)) {
    const reference = classify(trimmed, true);
    if (reference !== null) {
      found.push({ ...reference, span, inBackticks: true });
      return;
    }
  }
  const variable = /^(?:\$\{[^{}]*\}|\{\{[^{}]*\}\}|\$ARGUMENTS)$/.test(trimmed);
  if (variable || !/[\p{L}\p{N}]/u.test(trimmed)) return;
  const target = /^[\w$.:>#-]+\(\)$/.test(trimmed) ? trimmed.slice(0, -2) : trimmed;
  found.push({ type: 'identifier', span, target, line: null, inBackticks: true });
  if (!/\s/.test(trimmed)) return;
  tokens.lastIndex = 0;
  for (const match of content.matchAll(tokens)) {
    const cut = cutPunctuation(match[0]);
    const reference = cut.text === '' ? null : classify(cut.text, false);
    if (
      reference === null ||
      (reference.type !== 'path' && reference.type !== 'url' && reference.type !== 'file')
    )
      continue;
    const start = inner.start + match.index + cut.before;
    found.push({ ...reference, span: { start, end: start + cut.text.length }, inBackticks: true });
  }
}

function readTokens(visible: string, offset: number, found: Reference[]): void {
  for (const match of visible.matchAll(tokens)) {
    const token = match[0];
    const after = visible[match.index + token.length];
    if (after !== '(' && plainWord.test(token) && !extensionlessNames.has(token.replace(/\W+$/, '')))
      continue;
    if (token.length > maximumToken) continue;
    const isUrl = /^[a-z]{2,10}:\/\//i.test(token);
    const cut = isUrl ? { before: 0, text: cutUrl(token) } : cutPunctuation(token);
    if (cut.text === '') continue;
    const start = offset + match.index + cut.before;
    const called = after === '(' && cut.before + cut.text.length === token.length;
    const call = called ? callEnd(visible, match.index + token.length, cut.text) : -1;
    if (call > 0) {
      const span = { start, end: offset + call };
      found.push({ type: 'identifier', span, target: cut.text, line: null, inBackticks: false });
      continue;
    }
    const reference = classify(cut.text, false);
    if (reference !== null)
      found.push({ ...reference, span: { start, end: start + cut.text.length }, inBackticks: false });
  }
}

/** Where the brackets of a call end: `save()` always counts, `save(a, b)` where the name itself is spelt like code. -1 otherwise. */
function callEnd(visible: string, bracket: number, name: string): number {
  if (!isCallable(name)) return -1;
  if (visible[bracket + 1] === ')') return bracket + 2;
  return isIdentifier(name) ? bracket : -1;
}

type Reading = Pick<Reference, 'type' | 'target' | 'line'>;

function classify(token: string, sure: boolean): Reading | null {
  const reading = (type: Reference['type'], target: string): Reading => ({ type, target, line: null });
  if (/^[a-z][a-z0-9+.-]{1,20}:\/\//i.test(token))
    return token.endsWith('://') ? null : reading('url', token);
  if (token.startsWith('#')) {
    if (token.startsWith('#file:')) return withLine('file', token.slice('#file:'.length));
    if (token.startsWith('#tool:'))
      return token.length > 6 ? reading('tool', token.slice('#tool:'.length)) : null;
    return /^#\d{1,7}$/.test(token) ? reading('issue', token) : null;
  }
  if (/\d$/.test(token) && (issueKey.test(token) || /^[\w.-]+\/[\w.-]+#\d{1,7}$/.test(token)))
    return notAnIssue.test(token) ? null : reading('issue', token);
  if (/^[\d.,:%/+-]+$/.test(token)) return null;
  if (token.startsWith('www.') && isHost(token)) return reading('url', token);
  const path = readPath(token, sure);
  if (path !== null) return path;
  if (token.startsWith('@')) {
    return !sure && /^@[A-Za-z0-9][\w-]*(?:\/[\w.-]+)?$/.test(token)
      ? reading('mention', token.slice(1))
      : null;
  }
  if (/^[0-9a-f]{7,40}$/.test(token)) {
    return /[a-f]/.test(token) && /\d/.test(token) ? reading('commit', token) : null;
  }
  if (isHost(token)) return reading('url', token);
  return !sure && isIdentifier(token) ? reading('identifier', token) : null;
}

function withLine(type: 'file', raw: string): Reading | null {
  if (raw === '') return null;
  const match = /(?::(\d{1,7})(?:-\d{1,7})?|#L(\d{1,7}))$/.exec(raw);
  if (match === null) return { type, target: raw, line: null };
  return { type, target: raw.slice(0, match.index), line: Number(match[1] ?? match[2]) };
}

/** `example.com/docs`, `localhost:3000`, `www.x.org`. */
function isHost(token: string): boolean {
  if (token.includes('@') || token.length > 500) return false;
  const host = token.split(/[/:]/, 1)[0] ?? '';
  if (host === 'localhost') return token.length > host.length;
  const labels = host.split('.');
  if (labels.length < 2 || !labels.every((label) => /^[a-z0-9][a-z0-9-]*$/.test(label))) return false;
  if (labels[0] === 'this' || labels[0] === 'self') return false;
  const ending = labels.at(-1) ?? '';
  if (!topLevelDomains.has(ending)) return false;
  const certain =
    /^(?:com|org|net|io|dev|ai|co|edu|gov)$/.test(ending) || labels[0] === 'www' || labels.length > 2;
  return certain || token.length > host.length;
}

/** Cuts what belongs to the sentence, not to the name: full stops, colons, emphasis marks. */
function cutPunctuation(token: string): { before: number; text: string } {
  let start = 0;
  let end = token.length;
  while (start < end && /[*~&+\\:–—-]/.test(token[start] ?? '') && !keepsLead(token, start, end)) start++;
  while (end > start && /[.:*~&+\\–—-]/.test(token[end - 1] ?? '') && !keepsTail(token, start, end)) end--;
  // _word_ and __word__ are emphasis, __init__ and _private are names.
  const emphasis = /^(_{1,2})([^_].*[^_])\1$/.exec(token.slice(start, end));
  if (emphasis?.[1] !== undefined && emphasis[2] !== undefined && !/^__[a-z]+__$/.test(emphasis[0])) {
    start += emphasis[1].length;
    end -= emphasis[1].length;
  }
  return { before: start, text: token.slice(start, end) };
}

function keepsLead(token: string, start: number, end: number): boolean {
  const next = token[start + 1] ?? '';
  if (token[start] === '-') return next === '-' && /[A-Za-z]/.test(token[start + 2] ?? '');
  if (token[start] === '~') return next === '/' || next === '\\';
  if (token[start] === '*') return isGlobStart(token, start, end);
  return false;
}

function isGlobStart(token: string, start: number, end: number): boolean {
  return /^\*{1,2}[./]/.test(token.slice(start, end)) && !token.slice(start + 2, end).endsWith('**');
}

function keepsTail(token: string, start: number, end: number): boolean {
  const last = token[end - 1];
  if (last === '*') return /\/\*{1,2}$/.test(token.slice(start, end));
  if (last === '\\') return end - start > 2 && !token.slice(start, end - 1).includes('*');
  return false;
}

/** Cuts closing punctuation off a web address, brackets only when they were not opened inside it. */
function cutUrl(token: string): string {
  let end = token.length;
  for (;;) {
    const last = token[end - 1] ?? '';
    if (/[.,;:!?*_~|\\]/.test(last)) end--;
    else if (last === ')' || last === ']' || last === '}') {
      const open = last === ')' ? '(' : last === ']' ? '[' : '{';
      if (count(token, open, end) >= count(token, last, end)) return token.slice(0, end);
      end--;
    } else return token.slice(0, end);
  }
}

function count(text: string, character: string, end: number): number {
  let total = 0;
  for (let index = 0; index < end; index++) if (text[index] === character) total++;
  return total;
}
