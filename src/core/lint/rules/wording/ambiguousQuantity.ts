import { isEnglish } from '../../english.ts';
import { fileKinds, type LintRule } from '../../rule.ts';

const quantity =
  /\b(?:add|write|include|provide|give|list|generate|create|suggest|propose|ask|offer|show|produce|cover|pick|choose|name|use|limit (?:it|them|this|yourself) to|at most|up to|keep it to)\s+(?:me\s+|at least\s+|only\s+|just\s+)?(a few|several|some|a couple(?: of)?|a number of|a handful of|a bunch of|a reasonable (?:number|amount) of|a sufficient (?:number|amount) of|a lot of|plenty of|lots of)\s+(?:\w+[ -]){0,3}(?:tests?|test cases?|cases|examples?|suggestions?|questions?|ideas?|options?|alternatives?|steps?|items?|points?|bullets?|bullet points?|sentences?|paragraphs?|words|lines|names?|comments?|variants?|files?|scenarios?|approaches)\b/i;

/** "Write a few tests": how many is left to chance. */
export const ambiguousQuantity: LintRule = {
  id: 'ambiguous-quantity',
  group: 'wording',
  kinds: fileKinds,
  severity: 'info',
  component: 'specificity',
  why: 'Two runs of "a few" give two different numbers, and neither can be called wrong.',
  *check(target) {
    if (!isEnglish(target)) return;
    for (const { prose, start, heading } of target.statements) {
      const match = heading ? null : quantity.exec(prose);
      if (match === null) continue;
      const words = match[1] ?? '';
      const at = start + match.index + match[0].indexOf(words);
      yield {
        start: at,
        end: at + words.length,
        message: `"${words}" can be any number. Give the number, or a range such as "3 to 5".`,
      };
    }
  },
};
