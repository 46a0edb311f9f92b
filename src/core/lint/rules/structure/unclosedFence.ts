import type { Block, PromptDocument } from '../../../prompt/document.ts';
import { fileKinds, type LintRule, type Problem } from '../../rule.ts';

/** A code block that the file never closes: everything after it is read as code. */
export const unclosedFence: LintRule = {
  id: 'unclosed-fence',
  group: 'structure',
  kinds: fileKinds,
  severity: 'warning',
  why: 'What stands below an open code block is read as code and not as instructions.',
  *check({ document }) {
    const { blocks } = document;
    for (const block of blocks) {
      if (block.type !== 'fence' || block.closed || block.depth > 0) continue;
      yield nested(document, block) ?? open(document, block);
    }
  },
};

function open({ text }: PromptDocument, { span: { start, end } }: Block): Problem {
  const marks = marksAt(text, start);
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const tail = text.slice(end).trim() === '' ? text.length : end;
  const lead = text[tail - 1] === '\n' ? '' : newline;
  return {
    start,
    end: endOfLine(text, start),
    message: `This code block is never closed, so the rest of the file counts as code. Add a line ${marks} where the code ends.`,
    fix: {
      title: 'Close the code block at the end',
      edits: [{ start: tail, end: tail, text: `${lead}${marks}${newline}` }],
    },
  };
}

/** The last mark of a block that an inner block has already ended: the outer one needs longer marks. */
function nested({ text, blocks }: PromptDocument, { span: { start }, info }: Block): Problem | null {
  const marks = marksAt(text, start);
  if (info !== '' || text.slice(endOfLine(text, start)).trim() !== '') return null;
  const outer = blocks.findLast(
    (block) => block.type === 'fence' && block.closed && block.depth === 0 && block.span.end <= start,
  );
  if (outer === undefined || marksAt(text, outer.span.start) !== marks) return null;
  const inner = new RegExp(`^[ \\t]*${marks}[ \\t]*\\w`, 'm');
  if (!inner.test(text.slice(outer.content.start, outer.content.end))) return null;
  const longer = marks + marks[0];
  return {
    start,
    end: endOfLine(text, start),
    message: `The code block inside of this one has already ended it, so this line opens a new one. Write ${longer} at both ends of the outer block.`,
    fix: {
      title: `Write ${longer} around the outer block`,
      edits: [outer.span.start, start].map((at) => ({ start: at, end: at, text: marks[0] ?? '' })),
    },
  };
}

function marksAt(text: string, start: number): string {
  return /^[`~]+/.exec(text.slice(start, start + 200))?.[0] ?? '```';
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' ? newline - 1 : newline;
}
