import type { PromptDocument } from '../prompt/document.ts';
import type { Span } from '../span.ts';
import type { Lines } from './lines.ts';

/** What a comment turns off: nothing named = every rule. */
interface Suppression {
  readonly rules: ReadonlySet<string> | null;
  /** Lines from 0, `to` inclusive. */
  readonly from: number;
  readonly to: number;
}

/** The comments of a file that turn rules off. */
export interface Suppressions {
  readonly hides: (rule: string, line: number) => boolean;
  /** Every rule id that is named, with its place. */
  readonly named: readonly { readonly rule: string; readonly span: Span }[];
}

/**
 * `<!-- whetstone-disable-line RULE … -->`, `-disable-next-line`, `-disable-file`, and `-disable` to `-enable` for a block. In front matter
 * the same words after `#`. Rules are parted by blanks or commas; text after `--` is a reason.
 */
const comment =
  /(?:<!--|(?<=^|[ \t])#)[ \t]*whetstone-(disable-next-line|disable-line|disable-file|disable|enable)(?![\w-])([^\n]{0,500})/gm;

const anyComment = /whetstone-(?:disable|enable)/;

/** Reads the suppressions of a document. Comments inside code blocks are examples and count for nothing. */
export function readSuppressions(document: PromptDocument, lines: Lines): Suppressions {
  const { text, blocks, inlineCode } = document;
  if (!anyComment.test(text)) return { hides: () => false, named: [] };
  const code = [
    ...blocks.filter(({ type }) => type === 'fence' || type === 'indentedCode').map(({ span }) => span),
    ...inlineCode,
  ];
  const found: Suppression[] = [];
  const named: { rule: string; span: Span }[] = [];
  const open = new Map<string, number>();
  const close = (rule: string, line: number): void => {
    const from = open.get(rule);
    if (from === undefined) return;
    open.delete(rule);
    found.push({ rules: rule === '' ? null : new Set([rule]), from, to: line });
  };
  for (const match of text.matchAll(comment)) {
    if (code.some(({ start, end }) => match.index >= start && match.index < end)) continue;
    if (match[0].startsWith('#') && match.index >= document.body.start) continue;
    const line = lines.lineOf(match.index);
    const rest = match[2] ?? '';
    const end = /--|$/.exec(rest)?.index ?? rest.length;
    const rules: string[] = [];
    for (const word of rest.slice(0, end).matchAll(/[^\s,]+/g)) {
      const start = match.index + match[0].length - rest.length + word.index;
      named.push({ rule: word[0], span: { start, end: start + word[0].length } });
      rules.push(word[0]);
    }
    const some = rules.length === 0 ? null : new Set(rules);
    switch (match[1]) {
      case 'disable-line':
        found.push({ rules: some, from: line, to: line });
        break;
      case 'disable-next-line':
        found.push({ rules: some, from: line + 1, to: line + 1 });
        break;
      case 'disable-file':
        found.push({ rules: some, from: 0, to: Infinity });
        break;
      case 'disable':
        for (const rule of rules.length === 0 ? [''] : rules) if (!open.has(rule)) open.set(rule, line);
        break;
      default:
        for (const rule of rules.length === 0 ? [...open.keys()] : rules) close(rule, line);
    }
  }
  for (const rule of open.keys()) close(rule, Infinity);
  return {
    hides: (rule, line) =>
      found.some(({ rules, from, to }) => line >= from && line <= to && (rules === null || rules.has(rule))),
    named,
  };
}
