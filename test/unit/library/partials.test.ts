import assert from 'node:assert/strict';
import { WhetstoneError } from '../../../src/core/errors.ts';
import { formatDate } from '../../../src/core/library/formatDate.ts';
import { loadTemplates } from '../../../src/core/library/library.ts';
import { longestRendering } from '../../../src/core/library/renderBounds.ts';
import { renderTemplate } from '../../../src/core/library/renderTemplate.ts';
import type { Template } from '../../../src/core/library/template.ts';

const never = new AbortController().signal;

async function library(files: Readonly<Record<string, string>>): Promise<Map<string, Template>> {
  const templates = await loadTemplates(
    {
      list: () =>
        Promise.resolve(Object.entries(files).map(([id, text]) => ({ id, text, scope: 'user' as const }))),
    },
    never,
  );
  return new Map(templates.map((template) => [template.id, template]));
}

const schema = (...names: string[]): string =>
  `---\ninput:\n  schema:\n${names.map((name) => `    ${name}: string\n`).join('')}---\n`;

describe('partials', () => {
  it('put in a part from the library, with the template’s variables and with values of their own', async () => {
    const templates = await library({
      letter: `${schema('who', 'sender')}Dear {{who}}\n{{> closing name=sender}}\n{{> _rules}}`.replace(
        '_rules',
        'rules',
      ),
      _closing: 'Yours, {{name}}{{> mark}}',
      _mark: '.',
      rules: 'Be kind to {{who}}',
    });
    assert.deepEqual([...templates.keys()].toSorted(), ['letter', 'rules']);
    const letter = templates.get('letter')!;
    assert.deepEqual(letter.problems, []);
    const { text } = await renderTemplate(letter, { who: 'Bo', sender: 'Al' });
    assert.equal(text, 'Dear Bo\nYours, Al.Be kind to Bo');
  });

  it('are told apart when missing, circular, broken, or in want of a variable', async () => {
    const templates = await library({
      typo: 'x {{> closng}}',
      self: '{{> self}}',
      ring: '{{> one}}',
      wants: `${schema('who')}\n\n  {{> closing}}`,
      broken: '{{> bad}}',
      computed: '{{> (lookup . "x")}}',
      inline: '{{#*inline "x"}}y{{/inline}}{{> x}}',
      _one: '{{> two}}',
      _two: '{{> one}}',
      _closing: 'Yours, {{name}}',
      _bad: '{{#if x}}',
    });
    const told = (id: string): string =>
      templates
        .get(id)!
        .problems.map(({ message }) => message)
        .join(' ');
    assert.match(told('typo'), /no partial "closng"\. Did you mean "closing"\?/u);
    assert.match(told('self'), /includes itself: self > self/u);
    assert.match(told('ring'), /includes itself: ring > one > two > one/u);
    assert.match(told('wants'), /"closing" wants "name", which is not a variable/u);
    assert.match(told('broken'), /"bad" cannot be read/u);
    assert.match(told('computed'), /Computed names/u);
    assert.match(told('inline'), /inline partials/u);
    const [problem] = templates.get('wants')!.problems;
    assert.deepEqual([problem?.line, problem?.column], [8, 3]);
    await assert.rejects(renderTemplate(templates.get('self')!, {}), WhetstoneError);
  });
});

describe('the bounds of a rendering', () => {
  async function refused(
    template: Template,
    values: Record<string, unknown>,
    words: RegExp,
  ): Promise<number> {
    const start = performance.now();
    await assert.rejects(renderTemplate(template, values), (error) => {
      assert.ok(error instanceof WhetstoneError);
      assert.equal(error.code, 'template-render');
      assert.match(error.message, words);
      return true;
    });
    return performance.now() - start;
  }

  it('end loops in loops, a gigabyte of text and partials that double, each soon', async () => {
    const list = Array.from({ length: 1000 }, (_, index) => `item ${index}`);
    const templates = await library({
      loops: `---\ninput:\n  schema:\n    list(array): string\n---\n{{#each list}}{{#each @root.list}}{{#each @root.list}}x{{/each}}{{/each}}{{/each}}`,
      long: `---\ninput:\n  schema:\n    list(array): string\n    text: string\n---\n{{#each list}}{{../text}}{{/each}}`,
      doubling: '{{> p0}}',
      ...Object.fromEntries(
        Array.from({ length: 40 }, (_, index) => [`_p${index}`, `{{> p${index + 1}}}{{> p${index + 1}}}`]),
      ),
      _p40: 'lol',
    });
    const times = [
      await refused(templates.get('loops')!, { list }, /repeats more than 100,000 times/u),
      await refused(templates.get('long')!, { list, text: 'y'.repeat(longestRendering) }, /characters/u),
      await refused(templates.get('doubling')!, {}, /repeats more than|characters/u),
    ];
    assert.ok(Math.max(...times) < 5000, times.join());
  });

  it('let ordinary loops be', async () => {
    const template = (
      await library({
        list: '---\ninput:\n  schema:\n    list(array): string\n---\n{{#each list}}{{@index}}{{this}}{{else}}none{{/each}}',
      })
    ).get('list')!;
    assert.equal((await renderTemplate(template, { list: ['a', 'b'] })).text, '0a1b');
    assert.equal((await renderTemplate(template, { list: [] })).text, 'none');
  });

  it('refuse a template nested too deep and a YAML bomb in words', async () => {
    const depth = 20_000;
    const bomb = `---\na: &a [x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 9 }, (_, index) => `b${index}: &b${index} [${Array.from({ length: 9 }, () => `*${index === 0 ? 'a' : `b${index - 1}`}`).join(', ')}]`).join('\n')}\n---\nHi`;
    const templates = await library({
      deep: `{{#if a}}${'{{#if a}}'.repeat(depth)}${'{{/if}}'.repeat(depth)}{{/if}}`,
      bomb,
    });
    assert.ok(templates.get('deep')!.problems.length > 0);
    assert.match(templates.get('bomb')!.problems[0]?.message ?? '', /front matter/u);
  });
});

describe('what a library says about its templates', () => {
  it('names unknown keys and the template that is hidden', async () => {
    const [template] = await loadTemplates(
      {
        list: () =>
          Promise.resolve([
            { id: 'bug-fix', scope: 'builtin' as const, text: 'a' },
            {
              id: 'bug-fix',
              scope: 'workspace' as const,
              text: '---\ncolour: red\nmodel: openai/gpt-5\n---\nb',
            },
            { id: 'bug-fix', scope: 'user' as const, text: 'c' },
          ]),
      },
      never,
    );
    assert.equal(template?.body.trim(), 'b');
    assert.equal(template?.model, 'openai/gpt-5');
    assert.deepEqual(template?.problems, []);
    assert.deepEqual(template?.remarks, [
      'The key "colour" of the front matter is not known; it is kept and has no effect.',
      'This workspace template is used instead of the user one with the same id.',
    ]);
  });
});

describe('dates in templates', () => {
  it('are written by a pattern in UTC', () => {
    assert.equal(formatDate('2026-11-21T07:30:05Z'), '2026-11-21');
    assert.equal(formatDate(0, 'DD.MM.YYYY HH:mm:ss'), '01.01.1970 00:00:00');
    assert.equal(formatDate('soon'), null);
    assert.equal(formatDate(undefined), null);
  });
});
