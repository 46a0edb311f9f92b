import assert from 'node:assert/strict';
import { checkDraft } from '../../../../src/core/library/editing/checkDraft.ts';
import { greeting } from '../../../harness/templateSamples.ts';

const parts = { alone: 'Nobody but {{who}}.' };

/** Findings as `code severity "the text that is marked" near`. */
async function findings(
  text: string,
  more: { id?: string; parts?: Record<string, string> } = {},
): Promise<string[]> {
  const given = more.parts ?? parts;
  const draft = { id: more.id ?? 'greeting', text, parts: given, partNames: Object.keys(parts) };
  return (await checkDraft(draft)).map(({ code, near, severity, span }) =>
    `${code} ${severity} ${JSON.stringify(text.slice(span.start, span.end))} ${near ?? ''}`.trim(),
  );
}

const schema = '---\ninput:\n  schema:\n    guest: string\n---\n';

const examples: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
  ['nothing', greeting, []],
  ['nothing without a schema', '{{anything}} {{#each list}}{{this}}{{/each}}', []],
  ['a variable', `${schema}{{upper gest.name}}{{guest}}`, ['template-variable error "gest" guest']],
  [
    'a variable in a loop',
    `${schema}{{#each guest}}{{../gest}}{{/each}}`,
    ['template-variable error "gest" guest'],
  ],
  ['a helper', `${schema}{{uper guest}}`, ['template-helper error "uper" upper']],
  ['a block that is no helper', `${schema}{{#guest}}{{/guest}}{{guest}}`, ['template-helper error "guest"']],
  ['a variable that nothing uses', `${schema}Hello`, ['template-unused hint "guest"']],
  ['none where all data is taken', `${schema}{{json this}}`, []],
  [
    'none where a partial uses it',
    `${schema}{{> alone}}`,
    ['template-unused hint "guest"', 'template-partial error "alone"'],
  ],
  ['a partial', `${schema}{{guest}}{{> alon}}`, ['template-partial error "alon" alone']],
  ['a tag that is not closed', `${schema}{{guest}} and {{guest\nmore`, ['template-syntax error "{{guest"']],
  ['a block that is not closed', `${schema}{{#if guest}} more`, ['template-syntax error "{{#if guest}}"']],
  ['an end of nothing', `${schema}{{guest}}{{/if}}`, ['template-syntax error "{{/if}}"']],
  [
    'a block ended by another',
    `${schema}{{#if guest}}{{/each}}{{/if}}`,
    ['template-syntax error "{{/each}}"'],
  ],
  ['what the parser alone knows', `${schema}{{guest}}{{upper "}}`, ['template-syntax error "{{upper \\"}}"']],
  ['a key', '---\nnam: A\n---\nHello', ['template-key info "nam" name']],
  [
    'a value of no variable',
    `${schema.replace('---\n', '---\nmetadata: { sample: { gest: A } }\n')}{{guest}}`,
    ['template-sample warning "gest" guest'],
  ],
  ['YAML', '---\nname: [\n---\nHello', ['template-front-matter error ""']],
  ['front matter without an end', '---\nname: A\nHello', ['template-front-matter error "---"']],
  ['a schema', '---\ninput:\n  schema:\n    guest: strin\n---\n{{guest}}', ['template-schema error "input"']],
  ['an output', '---\noutput:\n  format: xml\n---\nHello', ['template-schema error "output"']],
];

describe('what there is to say about a template that is being written', () => {
  for (const [what, text, expected] of examples)
    it(`finds ${what}`, async () => assert.deepEqual(await findings(text), expected));

  it('asks no partial to declare what it uses', async () => {
    assert.deepEqual(await findings('{{who}}', { id: '_alone' }), []);
    assert.deepEqual(await findings(`${schema}Hello`, { id: '_alone' }), []);
  });

  it('follows partials in partials, and says where a partial is used that includes itself', async () => {
    const deep = { alone: '{{> inner}}', inner: '{{guest}}' };
    assert.deepEqual(await findings(`${schema}{{> alone}}`, { parts: deep }), []);
    const endless = { alone: '{{> alone}}' };
    assert.match(
      (await findings(`${schema}{{guest}}{{> alone}}`, { parts: endless })).join('\n'),
      /^template-partial error "alone"$/,
    );
  });

  it('stops after 200', async () => {
    assert.equal((await findings(`${schema}${'{{other}}'.repeat(500)}`)).length, 200);
  });
});
