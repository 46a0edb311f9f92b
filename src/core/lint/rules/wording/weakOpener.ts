import { isEnglish } from '../../english.ts';
import { fileKinds, type LintRule } from '../../rule.ts';

const opener =
  /^(?:(?:please|kindly)[ \t]+(?:try[ \t]+to[ \t]+)?|(?:can|could|would)[ \t]+you[ \t]+(?:please[ \t]+|kindly[ \t]+|maybe[ \t]+)?|i(?:['’]d|[ \t]+would)[ \t]+like[ \t]+you[ \t]+to[ \t]+|i[ \t]+(?:want|need)[ \t]+you[ \t]+to[ \t]+|(?:you[ \t]+should[ \t]+)?try[ \t]+to[ \t]+|maybe[ \t]+(?:you[ \t]+(?:can|could)[ \t]+)?)(?=[a-z]{2,})/i;

/** Most places that are pointed at in one file. */
const most = 10;

/** "Please", "Can you", "Try to" before an order. */
export const weakOpener: LintRule = {
  id: 'weak-opener',
  group: 'wording',
  kinds: fileKinds,
  severity: 'hint',
  component: 'clarity',
  why: 'A plain order is read as one; "try to" and "can you" leave a choice.',
  *check(target) {
    if (!isEnglish(target)) return;
    let places = 0;
    for (const { prose, text, start, end, heading } of target.statements) {
      const match = heading ? null : opener.exec(prose);
      if (match === null || text.slice(0, match[0].length) !== match[0]) continue;
      const next = text.charAt(match[0].length);
      const edits = [
        { start, end: start + match[0].length + 1, text: next.toUpperCase() },
        ...(/^(?:can|could|would)/i.test(match[0]) && text.endsWith('?')
          ? [{ start: end - 1, end, text: '.' }]
          : []),
      ];
      yield {
        start,
        end: start + match[0].trimEnd().length,
        message: `"${match[0].trim()}" weakens the order. Begin with the verb.`,
        fix: { title: 'Begin with the verb', edits },
      };
      if (++places === most) return;
    }
  },
};
