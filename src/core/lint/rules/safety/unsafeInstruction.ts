import { isInside } from '../../places.ts';
import { fileKinds, type LintRule } from '../../rule.ts';

/** Below this score of the guard it may as well be a rule against such orders. Chosen on the fixtures and the agent files (docs/decisions/0095). */
const surely = 0.55;

/** Orders to set safety aside or to carry data away, in a file that others will run. The guard finds them. */
export const unsafeInstruction: LintRule = {
  id: 'unsafe-instruction',
  group: 'safety',
  kinds: fileKinds,
  severity: 'warning',
  why: 'Whoever opens the repository runs this file with their own rights and data.',
  *check({ document, injections }) {
    const { text, blocks, inlineCode, quotations } = document;
    const quoted = blocks
      .filter(
        ({ type, depth }) => depth === 0 && (type === 'fence' || type === 'indentedCode' || type === 'quote'),
      )
      .map(({ span }) => span);
    for (const { rule, start, end, message, score = 1 } of injections()) {
      if (rule === 'hidden-text') continue;
      if (isInside(start, quoted) || isInside(start, inlineCode)) continue;
      if (quotations.some(({ span }) => span.start <= start && span.end >= end)) continue;
      const newline = text.indexOf('\n', start);
      yield {
        ...(score < surely && { severity: 'info' as const }),
        start,
        end: newline < 0 || newline > end ? end : newline,
        message: `${message} A shared file must not do that. Take it out, or say plainly what is allowed and to whom data may go.`,
      };
    }
  },
};
