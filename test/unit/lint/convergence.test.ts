import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lintText } from '../../../src/core/lint/lintText.ts';
import { lintRules } from '../../../src/core/lint/rules/index.ts';
import { promptKinds } from '../../../src/core/prompt/document.ts';
import { fixRounds } from '../../harness/fixRounds.ts';
import { lintFixtures, promptFixtures } from '../../harness/lintFixtures.ts';
import { memoryWorkspace } from '../../harness/ruleExamples.ts';

describe('fixing what the linter finds', () => {
  const workspace = memoryWorkspace(lintFixtures());
  const fixtures = promptFixtures();

  it('has files of all kinds to try it on, good and bad', () => {
    assert.ok(fixtures.length >= 60, `${fixtures.length} files`);
    const results = fixtures.map(([path, text]) => lintText(text, { path, workspace }));
    const kinds = new Set(results.map(({ kind }) => kind));
    assert.deepEqual([...kinds].toSorted(), ['agent', 'command', 'instructions', 'prompt', 'rules', 'skill']);
    const fired = new Set(results.flatMap(({ findings }) => findings.map(({ rule }) => rule)));
    const quiet = lintRules.filter(({ id }) => !fired.has(id)).map(({ id }) => id);
    // These need large files, which would be heavy fixtures; docs/rules.md holds their examples.
    assert.deepEqual(quiet.toSorted(), ['over-token-limit', 'oversized-skill']);
  });

  it('ends, never lowers a score, and never lengthens a file by more than a tenth', () => {
    let fixes = 0;
    for (const [path, text] of fixtures) {
      try {
        fixes += fixRounds(text, { path, workspace }).fixes;
      } catch (error) {
        throw new Error(path, { cause: error });
      }
    }
    assert.ok(fixes >= 20, `${fixes} fixes were applied`);
  });

  it('does so on pieces of these files put together at random', () => {
    const lines = fixtures.flatMap(([, text]) => text.split(/(?<=\n)/));
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...lines), { maxLength: 25 }),
        fc.constantFrom(...promptKinds),
        (pieces, kind) => {
          fixRounds(pieces.join(''), { kind, path: '.github/skills/sample/SKILL.md', workspace });
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });

  it('leaves every place outside the edits as it was, and points into the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom(...promptKinds),
        (text, kind) => {
          for (const { start, end, line, column, fix } of lintText(text, { kind, workspace }).findings) {
            assert.ok(start >= 0 && start <= end && end <= text.length);
            assert.ok(line >= 1 && column >= 1);
            for (const edit of fix?.edits ?? []) assert.ok(edit.start <= edit.end && edit.end <= text.length);
          }
        },
      ),
      { numRuns: 300, seed: 7 },
    );
  });
});
