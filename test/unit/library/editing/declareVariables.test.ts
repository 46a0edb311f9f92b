import assert from 'node:assert/strict';
import { declareVariables } from '../../../../src/core/library/editing/declareVariables.ts';
import { templateIndex } from '../../../../src/core/library/editing/templateIndex.ts';
import { applyEdits } from '../../../../src/core/library/editing/textEdit.ts';
import { parseTemplate } from '../../../../src/core/library/parseTemplate.ts';

function declared(text: string, names: readonly string[] = ['added']): string | null {
  const edit = declareVariables(text, templateIndex(text), names);
  return edit === null ? null : applyEdits(text, [edit]);
}

const body = '{{added}}\n';
const places: readonly (readonly [what: string, front: string])[] = [
  ['nothing', ''],
  ['empty front matter', '---\n---\n'],
  ['front matter without input', '---\nname: A\n---\n'],
  ['input without a schema', '---\ninput:\n  default:\n    other: 1\nname: A\n---\n'],
  ['an empty schema', '---\ninput:\n  schema:\nname: A\n---\n'],
  ['a schema', '---\ninput:\n  schema:\n    other: string, Said\nname: A\n---\n'],
  [
    'a schema at the end',
    '---\nname: A\ninput:\n  schema:\n    other?(enum, Which):\n      - a\n      - b\n---\n',
  ],
  ['a schema that is indented by one', '---\ninput:\n schema:\n  "other": string\n---\n'],
  ['a schema in one line', '---\ninput:\n  schema: { other: string }\n---\n'],
  [
    'a schema with a long text',
    '---\ninput:\n  schema:\n    other: >-\n      string,\n      Said\n\nname: A\n---\n',
  ],
  [
    'JSON Schema',
    '---\ninput:\n  schema:\n    type: object\n    properties:\n      other: { type: string }\n---\n',
  ],
  [
    'JSON Schema in lines',
    '---\ninput:\n  schema:\n    type: object\n    properties:\n      other:\n        type: string\n---\n',
  ],
  ['Windows line ends', '---\r\ninput:\r\n  schema:\r\n    other: string\r\nname: A\r\n---\r\n'],
];

describe('declaring a variable', () => {
  for (const [what, front] of places) {
    it(`adds to ${what}`, async () => {
      const text = declared(front + body);
      assert.ok(text !== null);
      const { problems, variables } = await parseTemplate(text, { id: 'a', scope: 'user' });
      assert.deepEqual(problems, [], text);
      const names = new Set(variables.map(({ name }) => name));
      assert.ok(names.has('added'), text);
      assert.equal(names.has('other'), front.includes('schema') && front.includes('other'), text);
      assert.ok(!/[^\r]\n/.test(text.slice(0, -body.length)) || !front.includes('\r'), JSON.stringify(text));
    });
  }

  it('adds several at once', () => {
    assert.equal(
      declared('{{one}} {{two}}', ['one', 'two']),
      '---\ninput:\n  schema:\n    one: string\n    two: string\n---\n{{one}} {{two}}',
    );
  });

  it('keeps away from what it cannot add to', () => {
    for (const front of [
      '---\ninput: { default: {} }\n---\n',
      '---\ninput:\n  schema: string\n---\n',
      '---\nname: A\n',
    ])
      assert.equal(declared(front + body), null, front);
  });
});
