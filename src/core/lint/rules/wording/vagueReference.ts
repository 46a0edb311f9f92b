import { isEnglish } from '../../english.ts';
import { fileKinds, type LintRule, taskKinds } from '../../rule.ts';

const earlierTalk =
  /\b(?:as (?:we |I )?(?:discussed|agreed|talked about|said|mentioned) (?:earlier|before|previously|last time|yesterday)|as we (?:discussed|agreed)|(?:from|in) our (?:last|previous|earlier) (?:conversation|chat|discussion|session|meeting)|like (?:we did )?last time|the (?:one|thing) (?:I|we) (?:mentioned|discussed|talked about)|you know which)\b/i;
const pointer =
  /^(?:please\s+)?(?:fix|improve|refactor|review|update|change|clean(?: up)?|optimi[sz]e|rewrite|explain|test|check|document|make|simplify|finish|continue)\s+(it|this|that|these|those|them)\b(?=\s*(?:[.,;:!?]|$|\n)|\s+(?:better|work|faster|nicer|up|again|properly|now|please|so|and|to|for)\b)/i;

/** Words that point at something nobody can see: "fix it" with nothing named, "as discussed". */
export const vagueReference: LintRule = {
  id: 'vague-reference',
  group: 'wording',
  kinds: fileKinds,
  severity: 'warning',
  component: 'clarity',
  covers: ['dangling-pointer', 'points-first', 'needs-earlier'],
  why: 'The agent has read neither your mind nor an earlier chat; it will pick something.',
  *check(target) {
    if (!isEnglish(target)) return;
    const { statements, document } = target;
    const bare =
      document.references.length === 0 &&
      document.quotations.length === 0 &&
      document.variables.length === 0 &&
      !document.blocks.some(({ type }) => type === 'fence' || type === 'heading') &&
      document.frontMatter?.data?.['argument-hint'] === undefined;
    let first = true;
    for (const { prose, start, heading } of statements) {
      const talk = earlierTalk.exec(prose);
      if (talk !== null)
        yield {
          start: start + talk.index,
          end: start + talk.index + talk[0].length,
          message: `"${talk[0]}" points at a talk that the agent has not seen. Write here what was agreed.`,
        };
      if (heading || !first) continue;
      first = false;
      const match = taskKinds.includes(document.kind) && bare ? pointer.exec(prose) : null;
      if (match === null) continue;
      yield {
        start,
        end: start + match[0].length,
        message: `Nothing here says what "${match[1]}" is. Name the file, the function or the text, or use \${selection} or \${file}.`,
      };
    }
  },
};
