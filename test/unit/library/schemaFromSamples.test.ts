import assert from 'node:assert/strict';
import { parseTemplate } from '../../../src/core/library/parseTemplate.ts';
import { renderTemplate } from '../../../src/core/library/renderTemplate.ts';
import { schemaFromSamples } from '../../../src/core/library/schemaFromSamples.ts';
import { templateText } from '../../../src/core/library/newTemplate.ts';
import { withSchema } from '../../../src/core/library/withSchema.ts';

describe('a schema from a template and sample values', () => {
  const body =
    '{{title}} {{count}} {{ratio}} {{urgent}} {{#each files}}{{this}}{{/each}}{{#if note}}{{note}}{{/if}} {{default tone "calm"}} {{owner.name}} {{! hidden }}';

  it('has the types of the samples, and what one of them leaves out is optional', async () => {
    const schema = await schemaFromSamples(
      body,
      [
        {
          title: 'a',
          count: 1,
          ratio: 1,
          urgent: true,
          files: ['x'],
          owner: { name: 'Ada', age: 3 },
          odd: 1,
        },
        { title: 'b', count: 2, ratio: 0.5, files: [], owner: { name: 'Bob' } },
      ],
      { title: 'What it (really) says', files: 'Paths (all)' },
    );
    assert.deepEqual(schema, {
      title: 'string, What it (really) says',
      count: 'integer',
      ratio: 'number',
      'urgent?': 'boolean',
      'files(array, Paths all)': 'string',
      'note?': 'string',
      'tone?': 'string',
      'owner(object)': { name: 'string', 'age?': 'integer' },
    });
  });

  it('has text, lists that are looped over and what may be missing where there are no samples', async () => {
    const schema = await schemaFromSamples('{{a}}{{#each b}}{{/each}}{{#unless c}}{{/unless}}', []);
    assert.deepEqual(schema, { a: 'string', 'b(array)': 'string', 'c?': 'string' });
  });

  it('is any where samples disagree, and an object whose names Picoschema cannot hold', async () => {
    const samples = [
      { a: 1, b: { 'x (y)': 1 }, c: [{ d: [1] }, { d: [2], e: null }] },
      { a: 'x', b: {}, c: [] },
    ];
    assert.deepEqual(await schemaFromSamples('{{a}}{{b}}{{json c}}', samples), {
      a: 'any',
      b: 'any',
      'c(array)': { 'd(array)': 'integer', 'e?': 'string' },
    });
  });

  it('makes a template that its own samples fit', async () => {
    const sample = {
      title: 'a',
      count: 1,
      ratio: 0.5,
      urgent: true,
      files: ['x', 'y'],
      owner: { name: 'Ada' },
    };
    const text = templateText({
      name: 'Made',
      description: '',
      category: 'Other',
      tags: [],
      body,
      schema: await schemaFromSamples(body, [sample]),
      sample,
    });
    const template = await parseTemplate(text, { id: 'made', scope: 'user' });
    assert.deepEqual(template.problems, []);
    assert.deepEqual(template.sample, sample);
    assert.equal((await renderTemplate(template, sample)).text, 'a 1 0.5 true xy calm Ada');
  });

  it('is put into a file that has none, the author’s words left as they are', async () => {
    const source = '---\r\n# mine\r\nname:   "Odd"   # said\r\ntags: [a,   b]\r\n---\r\nHi {{who}}\r\n';
    const made = withSchema(source, { who: 'string' }, { who: 'Ada' });
    assert.match(made ?? '', /# mine\r\nname: "Odd" # said\r\n/);
    assert.match(
      made ?? '',
      /input:\r\n {2}schema:\r\n {4}who: string\r\nmetadata:\r\n {2}sample:\r\n {4}who: Ada\r\n---\r\nHi \{\{who\}\}\r\n$/,
    );
    const template = await parseTemplate(made ?? '', { id: 'odd', scope: 'user' });
    assert.deepEqual([template.problems, template.variables.length, template.name], [[], 1, 'Odd']);
    assert.equal(withSchema(made ?? '', { other: 'string' }, {}), null);
    assert.equal(withSchema('---\nname: [\n---\nHi', { who: 'string' }, {}), null);
    assert.equal(
      withSchema('Hi {{who}}', { who: 'string' }, {}),
      '---\ninput:\n  schema:\n    who: string\n---\nHi {{who}}',
    );
  });
});
