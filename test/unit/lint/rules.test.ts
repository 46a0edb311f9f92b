import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lintText, type LintResult } from '../../../src/core/lint/lintText.ts';
import type { LintFinding } from '../../../src/core/lint/finding.ts';
import { inspect } from '../../../src/core/lint/inspect.ts';
import { lintRules } from '../../../src/core/lint/rules/index.ts';
import { defaultLintSettings } from '../../../src/core/lint/settings.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { judge } from '../../../src/core/score/judgement.ts';
import { rules as scoreRules } from '../../../src/core/score/rules/index.ts';
import { workspaceNames } from '../../../src/core/score/workspaceNames.ts';
import { exampleFiles, memoryWorkspace, ruleExamples, type RuleExample } from '../../harness/ruleExamples.ts';

const page = readFileSync(new URL('../../../docs/rules.md', import.meta.url), 'utf8');
const examples = ruleExamples(page);
const workspace = memoryWorkspace(exampleFiles);

function lint(text: string, { path, tokenLimits }: RuleExample): LintResult {
  return lintText(text, { path, workspace, settings: { ...defaultLintSettings, tokenLimits } });
}

/** With fixes that are not offered too, which in a text as short as an example may be because it would grow by more than a tenth. */
function proposed({ bad, path, tokenLimits }: RuleExample): readonly LintFinding[] {
  const settings = { ...defaultLintSettings, tokenLimits };
  return inspect(parsePrompt(bad, { path }), { path, workspace, settings }).findings;
}

describe('docs/rules.md', () => {
  it('has one section for every rule, in the order of the table, and for every suggestion of the score', () => {
    const own = examples.filter(({ group }) => group !== 'What the score suggests').map(({ rule }) => rule);
    assert.deepEqual(
      own,
      lintRules.map(({ id }) => id),
    );
    const replaced = new Set(lintRules.flatMap(({ id, replaces = [] }) => [id, ...replaces]));
    const suggested = examples.filter(({ group }) => group === 'What the score suggests');
    assert.deepEqual(
      suggested.map(({ rule }) => rule).toSorted(),
      scoreRules
        .filter(({ id, remedy }) => remedy !== null && !replaced.has(id))
        .map(({ id }) => id)
        .toSorted(),
    );
  });

  for (const rule of lintRules) {
    it(`shows ${rule.id}: the bad example fires, the good one does not`, () => {
      const example = examples.find((one) => one.rule === rule.id);
      assert.ok(example);
      const bad = lint(example.bad, example).findings.filter((finding) => finding.rule === rule.id);
      assert.ok(bad.length > 0, 'the bad example does not fire');
      const good = lint(example.good, example).findings.filter((finding) => finding.rule === rule.id);
      assert.deepEqual(good, []);
      assert.equal(example.group.toLowerCase(), rule.group);
      assert.ok(example.about.includes(`\`${rule.severity}\``), 'the severity is named');
      assert.equal(
        /; quick fix/.test(example.about),
        proposed(example).some(({ rule: id, fix }) => id === rule.id && fix !== undefined),
        'the page says whether there is a quick fix',
      );
      for (const { message } of bad) assert.match(message, /\. |\w+ .*\.$/);
    });
  }

  for (const { rule, bad, good, path } of examples.filter(
    ({ group }) => group === 'What the score suggests',
  )) {
    it(`shows ${rule}: the good example is the better one`, () => {
      const names = workspaceNames({ paths: Object.keys(exampleFiles) });
      const strength = (text: string): number => {
        const judgement = judge(parsePrompt(text, { path }), names);
        const index = judgement?.rules.findIndex(({ id }) => id === rule) ?? -1;
        assert.ok(judgement !== null && index >= 0, 'the rule reads the file');
        return judgement.signals[index]?.strength ?? 0;
      };
      const text = rule === 'overlong' ? `${bad}${'- one more rule\n'.repeat(600)}` : bad;
      const gained = strength(good) - strength(text);
      const costs = scoreRules.find(({ id }) => id === rule)?.effect === 'costs';
      assert.ok(costs ? gained < 0 : gained > 0, `from ${strength(text)} to ${strength(good)}`);
    });
  }
});
