import { isEnglish } from '../../english.ts';
import { fileKinds, type LintRule } from '../../rule.ts';

const ban =
  /^(?:don['’]?t|do not|avoid|never)\s+(?:ever\s+)?(?:use|using|write|writing|do|doing|be|being|make|making|have|having)\b/i;
/** The sentence says what to do besides, or why, or names exactly what is banned. */
const more =
  /\b(?:instead|rather|use|prefer|but|unless|except|only|because|since|so that|if|when|without|always|must)\b|[;:—–`(]/i;

/** Most places that are pointed at in one file. */
const most = 5;

/** "Don't write long functions": what to do instead is left open. */
export const negativeOnly: LintRule = {
  id: 'negative-only',
  group: 'wording',
  kinds: fileKinds,
  severity: 'hint',
  component: 'specificity',
  why: 'A ban closes one way and leaves all the others open; an order names the one that is wanted.',
  *check(target) {
    if (!isEnglish(target)) return;
    const { statements } = target;
    let places = 0;
    for (const [index, { text, start, end, heading, paragraph }] of statements.entries()) {
      const match = heading ? null : ban.exec(text);
      if (match === null || more.test(text.slice(match[0].length))) continue;
      const next = statements[index + 1];
      if (next !== undefined && next.paragraph === paragraph) continue;
      yield {
        start,
        end,
        message: 'This says only what not to do. Say what to do instead.',
      };
      if (++places === most) return;
    }
  },
};
