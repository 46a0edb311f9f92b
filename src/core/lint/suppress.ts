import { parsePrompt } from '../prompt/parsePrompt.ts';
import type { PromptDocument, PromptKind } from '../prompt/document.ts';
import type { LintEdit, LintFinding } from './finding.ts';
import { indexLines, type Lines } from './lines.ts';

export const suppressionScopes = ['line', 'block', 'file'] as const;

export type SuppressionScope = (typeof suppressionScopes)[number];

/** The edits that keep a finding as it is: a comment for its line, its paragraph or section, or the whole file. */
export function suppressionEdits(
  text: string,
  kind: PromptKind,
  { rule, start, end }: Pick<LintFinding, 'rule' | 'start' | 'end'>,
  scope: SuppressionScope,
): readonly LintEdit[] {
  const document = parsePrompt(text, { kind });
  const lines = indexLines(text);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const insert = (at: number, words: string): LintEdit => ({ start: at, end: at, text: words });
  const bodyLine = lines.lineOf(document.body.start);
  const ownLine = document.body.start > lines.startOf(bodyLine) ? newline : '';
  const { frontMatter } = document;
  if (scope === 'file' && frontMatter?.closed !== false)
    return [insert(document.body.start, `${ownLine}<!-- whetstone-disable-file ${rule} -->${newline}`)];
  if (frontMatter !== null && start < frontMatter.span.end) {
    // The lines --- bear no comment, so one about the front matter as a whole stands below the first of them.
    return start < frontMatter.content.start || start >= frontMatter.content.end
      ? [insert(frontMatter.content.start, `# whetstone-disable-file ${rule}${newline}`)]
      : [insert(endOf(text, start), ` # whetstone-disable-line ${rule}`)];
  }
  const line = lines.lineOf(start);
  if (scope === 'line') return [lineEdit(document, lines, line, rule, newline)];
  const block = document.blocks.find(
    ({ depth, span, type }) => depth === 0 && type !== 'heading' && span.start <= start && span.end >= end,
  );
  const from = lines.startOf(lines.lineOf(block?.span.start ?? start));
  const last = endOf(text, Math.max(block?.span.end ?? end, from));
  // In a file without a body the whole file is the block.
  if (from >= last) return [insert(from, `${newline}<!-- whetstone-disable-file ${rule} -->${newline}`)];
  return [
    insert(from, `<!-- whetstone-disable ${rule} -->${newline}`),
    insert(last, `${newline}<!-- whetstone-enable ${rule} -->`),
  ];
}

/** Behind the line, or above it where the line begins a code block or is a lone tag, which would not bear a comment. */
function lineEdit(
  { text, blocks }: PromptDocument,
  lines: Lines,
  line: number,
  rule: string,
  newline: string,
): LintEdit {
  const from = lines.startOf(line);
  const to = endOf(text, from);
  const isCode = blocks.some(
    ({ type, span }) =>
      (type === 'fence' || type === 'indentedCode' || type === 'html') && span.start < to && span.end > from,
  );
  if (!isCode) return { start: to, end: to, text: ` <!-- whetstone-disable-line ${rule} -->` };
  const block = blocks.find(({ type, span }) => type === 'fence' && span.start < from && span.end > from);
  // Inside of a code block a comment is code: the block as a whole is left alone.
  if (block !== undefined)
    return {
      start: lines.startOf(lines.lineOf(block.span.start)),
      end: lines.startOf(lines.lineOf(block.span.start)),
      text: `<!-- whetstone-disable ${rule} -->${newline}`,
    };
  return { start: from, end: from, text: `<!-- whetstone-disable-next-line ${rule} -->${newline}` };
}

function endOf(text: string, from: number): number {
  const found = /[\r\n]/.exec(text.slice(from));
  return found === null ? text.length : from + found.index;
}
