import { fileKinds, type LintRule } from '../../rule.ts';

/** A code block that the file never closes: everything after it is read as code. */
export const unclosedFence: LintRule = {
  id: 'unclosed-fence',
  group: 'structure',
  kinds: fileKinds,
  severity: 'warning',
  why: 'What stands below an open code block is read as code and not as instructions.',
  *check({ document: { blocks, text } }) {
    for (const block of blocks) {
      if (block.type !== 'fence' || block.closed || block.depth > 0) continue;
      const { start, end } = block.span;
      const newline = text.indexOf('\n', start);
      const lineEnd = newline < 0 ? text.length : newline;
      const marks = /^[`~]+/.exec(text.slice(start, lineEnd))?.[0] ?? '```';
      const crlf = text.includes('\r\n') ? '\r\n' : '\n';
      const tail = text.slice(end).trim() === '' ? text.length : end;
      const lead = text[tail - 1] === '\n' ? '' : crlf;
      yield {
        start,
        end: lineEnd,
        message: `This code block is never closed, so the rest of the file counts as code. Add a line ${marks} where the code ends.`,
        fix: {
          title: 'Close the code block at the end',
          edits: [{ start: tail, end: tail, text: `${lead}${marks}${crlf}` }],
        },
      };
    }
  },
};
