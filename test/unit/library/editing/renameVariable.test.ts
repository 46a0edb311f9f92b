import assert from 'node:assert/strict';
import { renamable, renameVariable } from '../../../../src/core/library/editing/renameVariable.ts';
import { templateIndex } from '../../../../src/core/library/editing/templateIndex.ts';
import { previewDraft } from '../../../../src/core/library/editing/previewDraft.ts';
import { wantedNames } from '../../../../src/core/library/editing/wantedNames.ts';
import { applyEdits } from '../../../../src/core/library/editing/textEdit.ts';
import { parseTemplate } from '../../../../src/core/library/parseTemplate.ts';
import { renderTemplate } from '../../../../src/core/library/renderTemplate.ts';
import { linkPartials } from '../../../../src/core/library/partials.ts';
import { greeting } from '../../../harness/templateSamples.ts';

const index = templateIndex(greeting);
const offsetOf = (piece: string): number => greeting.indexOf(piece) + piece.length;
const rename = (piece: string, name: string): string =>
  applyEdits(greeting, renameVariable(index, offsetOf(piece), name));

async function rendered(text: string): Promise<string> {
  const identity = { id: 'greeting', scope: 'user' } as const;
  const part = await parseTemplate('Nobody but {{who}}.', { ...identity, id: '_alone' });
  const [template] = await linkPartials([await parseTemplate(text, identity)], [part]);
  assert.ok(template);
  return (await renderTemplate(template, template.sample)).text;
}

describe('renaming a variable', () => {
  it('changes schema, sample and every use, and nothing that is rendered', async () => {
    const text = rename('{{upper gue', 'visitor');
    assert.equal(text, greeting.replaceAll('guest', 'visitor'));
    assert.equal(await rendered(text), await rendered(greeting));
    assert.match(await rendered(text), /friend of Ada/);
  });

  it('is the same from the schema, the default, the sample and a use', () => {
    for (const piece of ['    tone', 'default:\n    to', 'Sound {{tone']) {
      assert.equal(rename(piece, 'sound'), greeting.replaceAll('tone', 'sound'), piece);
    }
    assert.equal(rename('    friends', 'others'), rename('{{#if fri', 'others'));
  });

  it('renames a name that a block gives only there', () => {
    const text = rename('as |friend', 'person');
    assert.match(text, /as \|person\|\}\}\n- \{\{person\}\}, friend of \{\{\.\.\/guest\}\}/);
    assert.match(text, /friends\?\(array/);
  });

  it('refuses what cannot be a name, and names that are taken', () => {
    for (const name of [
      '',
      'two words',
      '1st',
      'a.b',
      'a}}',
      'upper',
      'if',
      'this',
      'else',
      'true',
      'guest',
      'friend',
    ])
      assert.throws(() => renameVariable(index, offsetOf('{{#if fri'), name), { code: 'usage' }, name);
    assert.deepEqual(renameVariable(index, offsetOf('{{#if fri'), 'friends'), []);
    assert.doesNotThrow(() => renameVariable(index, offsetOf('{{#if fri'), 'größte_Freunde-2'));
  });

  it('hands the value on to a partial that takes it by its old name', async () => {
    const text =
      '---\ninput:\n  schema:\n    who: string\nmetadata:\n  sample:\n    who: Ada\n---\n{{> alone}} {{> outer}} {{> alone who="x"}} {{who}}';
    const parts = { alone: 'Nobody but {{who}}.', outer: 'Hm: {{> alone}}' };
    const edits = renameVariable(templateIndex(text), text.indexOf('who') + 1, 'guest', wantedNames(parts));
    const renamed = applyEdits(text, edits);
    assert.match(
      renamed,
      /\{\{> alone who=guest\}\} \{\{> outer who=guest\}\} \{\{> alone who="x"\}\} \{\{guest\}\}$/,
    );
    const shown = async (source: string): Promise<unknown> =>
      (
        await previewDraft({ id: 'a', text: source, parts, partNames: Object.keys(parts) }, {}, async () => ({
          tokens: 1,
        }))
      ).messages;
    assert.deepEqual(await shown(renamed), await shown(text));
    assert.notDeepEqual(await shown(renamed), []);
    assert.deepEqual([...(wantedNames({ a: '{{> a}}{{x}}', b: '{{> a x=y}}' }).get('b') ?? [])], ['y']);
  });

  it('leaves helpers, partials, keys and prose alone', () => {
    for (const piece of ['{{upp', '{{> alo', 'alone wh', 'descr', 'Also gr', '{{/ea'])
      assert.equal(renamable(index, offsetOf(piece)), null, piece);
  });
});
