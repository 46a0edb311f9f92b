import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { templateIndex } from '../../../../src/core/library/editing/templateIndex.ts';
import { processorTime } from '../../../harness/processorTime.ts';
import { mentionsIn } from '../../../../src/core/library/mentions.ts';

const root = path.resolve(import.meta.dirname, '../../../..');

/** Small valid templates with everything that changes what a name means. */
const { template: anyTemplate } = fc.letrec<{ template: string; node: string; value: string }>((tie) => ({
  value: fc.oneof(
    fc.constantFrom(
      'one',
      'two',
      'one.two',
      'this',
      'this.one',
      '../one',
      '../../two',
      '@index',
      '@root.one',
    ),
    fc.constantFrom('"one two"', "'{'", '12', 'true', '[one]', 'one.[0]'),
    fc.constantFrom('(eq one two)', '(upper (lower "x"))', '(join one sep=two)'),
  ),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      'text ',
      '\n',
      '\\{{one}} ',
      '{{! one }}',
      '{{!-- {{two}} --}}',
      '{{{one}}}',
      '{{~two~}}',
      ' }} ',
    ),
    fc.constantFrom('{{> part}}', '{{> part one}}', '{{> part key=two}}', '{{{{raw}}}}{{one}}{{{{/raw}}}}'),
    fc
      .constantFrom('one', 'two', 'this.one', '../one', '@root.two', '@key', '[one]')
      .map((name) => `{{${name}}}`),
    tie('value').map((value) => `{{upper ${value}}}`),
    fc
      .tuple(
        fc.constantFrom('if', 'each', 'with', 'unless'),
        tie('value'),
        fc.constantFrom('', ' as |one|', ' as |it two|'),
        tie('template'),
        fc.constantFrom('', '{{else}}', '{{^}}', '{{else if two}}', '{{else each one as |two|}}'),
        tie('template'),
      )
      .map(
        ([block, value, bound, inner, other, rest]) =>
          `{{#${block} ${value}${bound}}}${inner}${other}${rest}{{/${block}}}`,
      ),
    fc.tuple(tie('value'), tie('template')).map(([value, inner]) => `{{^if ${value}}}${inner}{{/if}}`),
  ),
  template: fc.array(tie('node'), { maxLength: 4 }).map((nodes) => nodes.join('')),
}));

interface Named {
  readonly name: string;
  readonly span: { readonly start: number };
}

const byPlace = (names: readonly Named[]): string[] =>
  names.toSorted((a, b) => a.span.start - b.span.start).map(({ name }) => name);

async function assertSameNames(body: string): Promise<void> {
  const mentions = await mentionsIn(body);
  assert.equal(mentions.error, null, body);
  const index = templateIndex(body);
  // Handlebars' own reading passes over `@root.name`.
  const uses = index.uses.filter(({ span }) => !body.slice(0, span.start).endsWith('@root.'));
  assert.deepEqual(byPlace(uses), byPlace(mentions.variables), body);
  assert.deepEqual(byPlace(index.helpers), byPlace(mentions.helpers), body);
  assert.deepEqual(
    index.partials.map(({ name, given, hasOwnContext }) => ({ name, given, hasOwnContext })),
    mentions.partials.map(({ name, given, hasOwnContext }) => ({ name, given, hasOwnContext })),
    body,
  );
  for (const { name, span } of [...index.uses, ...index.helpers, ...index.partials, ...index.locals])
    assert.equal(body.slice(span.start, span.end), name, body);
}

describe('the index of a template', () => {
  it('finds the same names as Handlebars where Handlebars can read the template', async () => {
    await fc.assert(fc.asyncProperty(anyTemplate, assertSameNames), { numRuns: 400 });
  });

  it('finds the same names as Handlebars in the built-in templates, and declares all of them', async () => {
    const files = globSync('templates/*.prompt', { cwd: root });
    assert.ok(files.length > 10);
    for (const file of files) {
      const text = readFileSync(path.join(root, file), 'utf8');
      const { body, declarations, uses } = templateIndex(text);
      await assertSameNames(text.slice(body.start));
      const declared = new Set(
        declarations.filter(({ place }) => place === 'schema').map(({ name }) => name),
      );
      for (const { name, span } of declarations) assert.equal(text.slice(span.start, span.end), name, file);
      for (const { name } of uses) assert.ok(declared.has(name), `${file}: ${name}`);
    }
  });

  it('reads on where a template is half written', () => {
    const text =
      '---\nname: A\nmodel\ninput:\n  schema:\n    guest: string, Who\n---\n{{role "system"}}\nHi {{gue\nYes {{#if guest\n{{#each guest as |one|}}{{one}} {{upper one.';
    const { declarations, uses, helpers, roles, blocks, locals } = templateIndex(text);
    assert.deepEqual(
      declarations.map(({ name, type, description }) => [name, type, description]),
      [['guest', 'string', 'Who']],
    );
    assert.deepEqual(
      uses.map(({ name }) => name),
      ['gue', 'guest', 'guest'],
    );
    assert.deepEqual(
      helpers.map(({ name }) => name),
      ['role', 'if', 'each', 'upper'],
    );
    assert.deepEqual(
      roles.map(({ name }) => name),
      ['system'],
    );
    assert.deepEqual(
      blocks.map(({ name, closing }) => [name, closing]),
      [
        ['if', null],
        ['each', null],
      ],
    );
    assert.equal(locals[0]?.uses.length, 2);
  });

  it('reads the ways to declare a variable', () => {
    const text = `---
input:
  schema:
    plain: string, Said
    maybe?: integer
    list?(array, Several): string
    kind(enum, Which): [a, b]
    "quoted": boolean
    thing:
      part: string
    (*): any
  default: { maybe: 3, list: [x] }
metadata:
  sample:
    plain: Hello
  limits: { plain: 200 kB }
---
`;
    const read = templateIndex(text).declarations.map(
      ({ name, place, type, description, isOptional, value }) =>
        [name, place, type, description, isOptional, value].join('|'),
    );
    assert.deepEqual(read, [
      'plain|schema|string|Said|false|',
      'maybe|schema|integer||true|',
      'list|schema|array of string|Several|true|',
      'kind|schema|enum|Which|false|',
      'quoted|schema|boolean||false|',
      'thing|schema|object||false|',
      'maybe|default|||false|3',
      'list|default|||false|',
      'plain|sample|||false|Hello',
      'plain|limit|||false|',
    ]);
    const json = templateIndex(
      '---\ninput:\n  schema:\n    type: object\n    required: [a]\n    properties:\n      a: { type: number, description: Much }\n      b: { type: string }\n---\n',
    ).declarations.map(({ name, place, type, description, isOptional }) =>
      [name, place, type, description, isOptional].join('|'),
    );
    assert.deepEqual(json, ['a|required|||false', 'a|schema|number|Much|false', 'b|schema|string||true']);
  });

  it('survives every text', () => {
    const pieces = fc.constantFrom(
      '{{',
      '}}',
      '{{{',
      '{{{{',
      '---\n',
      '"',
      "'",
      '#each',
      '/each',
      ' as |',
      'x',
      '.',
      '[',
      ']',
      '(',
      ')',
      '!--',
      '~',
      '\n',
      'input:\n  schema:\n',
      '\\',
      '\uD800',
      '>',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 40 }).map((all) => all.join('')),
        (text) => {
          const index = templateIndex(text);
          for (const { span } of [...index.tags, ...index.uses, ...index.blocks, ...index.locals])
            assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('takes linear time for what never closes', () => {
    const size = 50_000;
    const hard = [
      '{{',
      '{{!',
      '{{!\n',
      '{{!--',
      '{{[',
      '{{"',
      '{{#a}}',
      '{{#each a as |b|}}',
      '{{a',
      '{{{{a}}}}',
      '{{a \'"',
      '{{#a}}{{/b}}',
      '(',
      '{{(a ',
      '{{as |',
      '{{../',
      '---\n',
    ];
    for (const piece of hard) {
      const text = piece.repeat(size / piece.length);
      const start = processorTime();
      templateIndex(text);
      templateIndex(`{{${text}`);
      const took = processorTime() - start;
      assert.ok(took < 1000, `${piece}: ${took.toFixed(0)} ms`);
    }
  });
});
