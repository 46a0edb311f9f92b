import assert from 'node:assert/strict';
import { editFrontMatter, withCategory } from '../../../src/core/library/editFrontMatter.ts';
import { parseTemplate } from '../../../src/core/library/parseTemplate.ts';

describe('changing the front matter of a template', () => {
  const cases: readonly (readonly [what: string, before: string, after: string])[] = [
    [
      'a value with its comment',
      '---\n# ours\nname:   X   # the name\nmetadata:\n    tags: [a,  b]\n    category: Old  # why\n\n---\nbody\n',
      '---\n# ours\nname:   X   # the name\nmetadata:\n    tags: [a,  b]\n    category: New  # why\n\n---\nbody\n',
    ],
    ['double quotes', '---\nmetadata:\n  category: "Old"\n---\n', '---\nmetadata:\n  category: "New"\n---\n'],
    ['single quotes', "---\nmetadata:\n  category: 'Old'\n---\n", "---\nmetadata:\n  category: 'New'\n---\n"],
    ['the top', '---\ncategory: Old\n---\nx', '---\ncategory: New\n---\nx'],
    [
      'an empty value',
      '---\nmetadata:\n  category:\n  a: b\n---\nx',
      '---\nmetadata:\n  category: New\n  a: b\n---\nx',
    ],
    [
      'a mapping without it',
      '---\nmetadata:\n    # tags\n    tags: [a]\n---\nx',
      '---\nmetadata:\n    # tags\n    category: New\n    tags: [a]\n---\nx',
    ],
    [
      'a mapping on one line',
      '---\nmetadata: { tags: [a] }\n---\nx',
      '---\nmetadata: { category: "New", tags: [a] }\n---\nx',
    ],
    ['no such mapping', '---\nname: X\n---\nx', '---\nname: X\nmetadata:\n  category: New\n---\nx'],
    [
      'Windows lines',
      '---\r\nname: X\r\n---\r\nx',
      '---\r\nname: X\r\nmetadata:\r\n  category: New\r\n---\r\nx',
    ],
    ['no front matter', 'x', '---\nmetadata:\n  category: New\n---\nx'],
    ['empty front matter', '---\n---\nx', '---\nmetadata:\n  category: New\n---\nx'],
  ];
  for (const [what, before, after] of cases)
    it(`keeps everything else: ${what}`, async () => {
      assert.equal(withCategory(before, 'New'), after);
      assert.equal((await parseTemplate(after, { id: 'x', scope: 'user' })).category, 'New');
    });

  it('writes any text so that it is read the same', async () => {
    for (const name of ['a: b', '# x', "it's", '"', 'true', '[x]', '日本', 'two\nlines', '- x', '', '  ']) {
      for (const text of [
        '---\nname: X\n---\n',
        '---\nname: "X"\n---\n',
        "---\nname: 'X'\n---\n",
        '---\nname: >\n  X\n---\n',
        '---\na: 1\n---\n',
      ]) {
        const { name: read } = await parseTemplate(editFrontMatter(text, ['name'], name), {
          id: 'x',
          scope: 'user',
        });
        assert.equal(read, name.trim() || 'x', JSON.stringify([text, name]));
      }
    }
  });

  it('refuses front matter that is broken or holds something else there', () => {
    for (const text of [
      '---\na: [\n---\n',
      '---\nmetadata: 3\n---\n',
      '---\nname: X\n',
      '---\nmetadata:\n  category: [a]\n---\n',
    ])
      assert.throws(() => withCategory(text, 'New'), { code: 'template-schema' }, text);
  });
});
