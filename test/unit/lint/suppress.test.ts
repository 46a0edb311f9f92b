import assert from 'node:assert/strict';
import { applyFixes } from '../../../src/core/lint/applyFixes.ts';
import { lintText, type LintResult } from '../../../src/core/lint/lintText.ts';
import { suppressionEdits, suppressionScopes } from '../../../src/core/lint/suppress.ts';
import { promptFixtures } from '../../harness/lintFixtures.ts';

const rulesOf = ({ findings }: LintResult): string[] => findings.map(({ rule }) => rule);

describe('suppression comments', () => {
  const lint = (text: string): LintResult => lintText(text, { path: 'explain.prompt.md' });

  it('hold for a line, the next line, a block and the file, for named rules or all', () => {
    const bad = 'Explain ${slection} now.';
    assert.ok(rulesOf(lint(bad)).includes('unknown-variable'));
    for (const text of [
      `${bad} <!-- whetstone-disable-line unknown-variable -->`,
      `<!-- whetstone-disable-next-line unknown-variable, secret -- the name is the example -->\n${bad}`,
      `<!-- whetstone-disable -->\n\n${bad}\n\n<!-- whetstone-enable -->\n`,
      `# Title\n\n${bad}\n\n<!-- whetstone-disable-file unknown-variable -->`,
    ])
      assert.ok(!rulesOf(lint(text)).includes('unknown-variable'), text);
    for (const text of [
      `${bad} <!-- whetstone-disable-line secret -->`,
      `<!-- whetstone-disable-next-line -->\n\n${bad}`,
      `<!-- whetstone-disable -->\n<!-- whetstone-enable -->\n${bad}`,
      `\`<!-- whetstone-disable-file -->\` ${bad}`,
      `\`\`\`\n<!-- whetstone-disable-file -->\n\`\`\`\n${bad}`,
    ])
      assert.ok(rulesOf(lint(text)).includes('unknown-variable'), text);
  });

  it('name the nearest rule when there is no such one, and offer it', () => {
    const text = 'Explain ${slection}. <!-- whetstone-disable-line unknown-varable -->';
    const found = lint(text).findings.find(({ rule }) => rule === 'unknown-rule');
    assert.match(found?.message ?? '', /Did you mean "unknown-variable"/);
  });

  it('hold in front matter after a #', () => {
    const text =
      '---\nmode: agent # whetstone-disable-line unknown-key\n---\nExplain ${file} and check it.\n';
    assert.ok(!rulesOf(lint(text)).includes('unknown-key'));
  });

  it('can be made for every finding, and hide it', () => {
    let tried = 0;
    for (const [path, text] of promptFixtures()) {
      const result = lintText(text, { path });
      for (const finding of result.findings.filter(({ severity }) => severity !== 'hint')) {
        for (const scope of suppressionScopes) {
          const edits = suppressionEdits(text, result.kind, finding, scope);
          const changed = applyFixes(text, [{ fix: { title: '', edits } }]).text;
          const count = (rules: readonly string[]): number =>
            rules.filter((rule) => rule === finding.rule).length;
          const after = rulesOf(lintText(changed, { path }));
          assert.ok(
            count(after) < count(rulesOf(result)),
            `${path}: ${finding.rule} in ${scope}\n${changed}`,
          );
          tried += 1;
        }
      }
    }
    assert.ok(tried > 300, `${tried} suppressions`);
  });
});
