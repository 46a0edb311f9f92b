import { isEnglish } from '../../english.ts';
import { type LintRule, taskKinds } from '../../rule.ts';

const turn =
  /^(?:by the way|btw|on (?:another|a different|an unrelated) note|separately|while you(?:'|’)?(?:re| are) (?:at it|there)|oh,? and|(?:and )?another thing|unrelated(?:ly)?|one more thing|in addition to that, also)\b[,:]?\s+\p{L}/iu;

/** A second task that has nothing to do with the first. */
export const severalTasks: LintRule = {
  id: 'several-tasks',
  group: 'wording',
  kinds: taskKinds,
  severity: 'info',
  component: 'clarity',
  covers: ['many-requests'],
  why: 'Of two unrelated tasks in one prompt the second is done worse or not at all.',
  *check(target) {
    if (!isEnglish(target)) return;
    let sentences = 0;
    for (const { prose, start, end, heading } of target.statements) {
      if (heading) continue;
      sentences += 1;
      const match = sentences > 1 ? turn.exec(prose) : null;
      if (match === null) continue;
      yield {
        start,
        end,
        message:
          'This begins another task. Put it in a prompt file of its own, so that each can be checked by itself.',
      };
    }
  },
};
