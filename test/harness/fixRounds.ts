import assert from 'node:assert/strict';
import { applyFixes } from '../../src/core/lint/applyFixes.ts';
import { lintText } from '../../src/core/lint/lintText.ts';
import type { LintOptions } from '../../src/core/lint/options.ts';

/**
 * Applies every offered fix round by round and asserts what is promised of it: it ends within as many rounds as there were findings, leaves
 * nothing that can be fixed, never lowers the score, and never makes the text more than a tenth longer.
 */
export function fixRounds(
  text: string,
  options: LintOptions,
): { text: string; rounds: number; fixes: number } {
  const first = lintText(text, options);
  assert.deepEqual(lintText(text, options), first, 'the same text gives the same findings');
  let result = first;
  let now = text;
  let rounds = 0;
  let fixes = 0;
  for (;;) {
    const { text: next, applied } = applyFixes(now, result.findings);
    if (applied === 0) break;
    rounds += 1;
    fixes += applied;
    assert.ok(rounds <= first.findings.length, `round ${rounds} of ${first.findings.length} findings`);
    assert.notEqual(next, now, 'a fix changes the text');
    const after = lintText(next, options);
    assert.ok(
      after.score.total >= result.score.total,
      `the score falls from ${result.score.total} to ${after.score.total}`,
    );
    assert.ok(next.length <= text.length * 1.1, `${text.length} characters become ${next.length}`);
    result = after;
    now = next;
  }
  assert.equal(result.findings.filter(({ fix }) => fix !== undefined).length, 0);
  return { text: now, rounds, fixes };
}
