import assert from 'node:assert/strict';
import { promptToSkill, skillNameOf } from '../../../src/core/library/exchange/promptToSkill.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';

const same = (target: string): string => target;

describe('a prompt file as a skill', () => {
  it('has a valid name, says when to use it, and asks for what the user would have been asked', () => {
    const text = [
      '---',
      'description: Writes release notes',
      'agent: agent',
      'tools: [search]',
      '---',
      '# Write release notes',
      '',
      'For ${input:version:Which version} see [the style](../docs/style.md) and [the web](https://example.com).',
      'Again ${input:version}. ${selection}',
      '',
    ].join('\n');
    const skill = promptToSkill(
      '.github/prompts/Release Notes!.prompt.md',
      text,
      (target) => `../../${target}`,
    );
    assert.equal(skill.name, 'release-notes');
    const { frontMatter } = parsePrompt(skill.text, { kind: 'skill' });
    assert.deepEqual(frontMatter?.data, {
      name: 'release-notes',
      description: 'Writes release notes. Use when asked to write release notes.',
    });
    assert.match(
      skill.text,
      /For <version> see \[the style\]\(\.\.\/\.\.\/\.\.\/docs\/style\.md\) and \[the web\]\(https/,
    );
    assert.match(skill.text, /## What to find out first\n\n- `version`: Which version\n- `selection`/);
    assert.deepEqual(skill.files, ['../docs/style.md']);
    assert.deepEqual(skill.lost, [
      '"agent" of the front matter has no place in a skill.',
      '"tools" of the front matter has no place in a skill.',
      'Nobody asks for the inputs; the skill says what to find out.',
    ]);
  });

  it('leaves a description that says when as it is, and bounds a long one', () => {
    const described = (description: string): unknown =>
      parsePrompt(promptToSkill('a.prompt.md', `---\ndescription: ${description}\n---\nx`, same).text, {
        kind: 'skill',
      }).frontMatter?.data?.['description'];
    assert.equal(described('Finds leaks. Use when memory grows.'), 'Finds leaks. Use when memory grows.');
    assert.equal(described('Finds leaks'), 'Finds leaks. Use when asked to a.');
    assert.ok(String(described('word '.repeat(1000))).length <= 1024);
  });

  it('makes names that are valid everywhere', () => {
    for (const name of [
      'Über Größe',
      '  --x--  ',
      '日本',
      'con',
      'a'.repeat(300),
      `${'a'.repeat(63)}-b`,
      '🎉',
      'a/../b',
    ])
      assert.match(skillNameOf(name), /^(?=.{1,64}$)[a-z0-9]+(?:-[a-z0-9]+)*$/, name);
  });

  it('takes a text without front matter', () => {
    const skill = promptToSkill('fix it.prompt.md', 'Fix it.\n', same);
    assert.match(
      skill.text,
      /^---\nname: fix-it\ndescription: fix it\. Use when asked to fix it\.\n---\n\nFix it\.\n$/,
    );
  });
});
