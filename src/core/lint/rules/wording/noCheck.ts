import { isEnglish } from '../../english.ts';
import { readAs } from '../../../score/readAs.ts';
import { firstLine } from '../../places.ts';
import { type LintRule, taskKinds } from '../../rule.ts';

const check =
  /\b(?:tests?|tested|testing|verify|verif\w+|check(?:s|ed|list)?|validat\w+|confirm|ensure|make sure|pass(?:es)?|expect(?:ed)?|acceptance|done when|success criteria|criteria|compare|lint|build|compiles?)\b/i;

/** A task without a word on how to tell that it is done. */
export const noCheck: LintRule = {
  id: 'no-check',
  group: 'wording',
  kinds: taskKinds,
  severity: 'info',
  component: 'actionability',
  covers: ['says-check'],
  why: 'An agent that can check its work mends its own mistakes; one that cannot stops at the first draft.',
  *check(target) {
    const { document, statements } = target;
    // What holds a single request is read as one by the score, which suggests the check itself.
    if (!isEnglish(target) || statements.length === 0 || readAs(document) === 'typed') return;
    if (check.test(document.text.slice(document.body.start, document.body.start + 100_000))) return;
    yield {
      ...firstLine(document),
      message:
        'Nothing here says how to tell that the work is done. Add a check: a command to run, or what must hold in the end.',
    };
  },
};
