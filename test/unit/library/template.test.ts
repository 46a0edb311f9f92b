import assert from 'node:assert/strict';
import { findTemplate, listTemplate, loadTemplates } from '../../../src/core/library/library.ts';
import { parseTemplate } from '../../../src/core/library/parseTemplate.ts';
import { renderTemplate } from '../../../src/core/library/renderTemplate.ts';
import type { Template } from '../../../src/core/library/template.ts';
import { templateFolders } from '../../../src/node/templateFiles.ts';

const never = new AbortController().signal;
const builtin = new URL('../../../templates', import.meta.url).pathname;

function template(source: string): Promise<Template> {
  return parseTemplate(source, { id: 'sample', scope: 'user' });
}

function failsWith(code: string, words: RegExp): (error: unknown) => boolean {
  return (error) => {
    const failure = error as { code?: string; message: string; hint?: string };
    assert.equal(failure.code, code);
    assert.match(`${failure.message} ${failure.hint}`, words);
    return true;
  };
}

const greeting = `---
name: Greeting
input:
  schema:
    first_name: string, Whom to greet
    items?(array, What to bring): string
    count?: integer
    tone?(enum, How): [warm, cool]
  default:
    count: 2
---
{{role "system"}}Be {{default tone "warm"}}.
{{role "user"}}Hello {{first_name}}{{#each items}}
- {{this}}{{/each}}, {{count}} times.`;

describe('templates', () => {
  it('reads variables with type, description, default and options', async () => {
    const { variables, problems, name } = await template(greeting);
    assert.deepEqual(problems, []);
    assert.equal(name, 'Greeting');
    assert.deepEqual(
      variables.map((variable) => [variable.name, variable.type, variable.required, variable.default]),
      [
        ['first_name', 'string', true, undefined],
        ['items', 'array', false, undefined],
        ['count', 'integer', false, 2],
        ['tone', 'any', false, undefined],
      ],
    );
    assert.equal(variables[0]?.description, 'Whom to greet');
    assert.deepEqual(variables[3]?.options.slice(0, 2), ['warm', 'cool']);
  });

  it('renders messages by role, without escaping, with values as text converted', async () => {
    const rendered = await renderTemplate(await template(greeting), {
      first_name: 'A & <B>',
      items: 'tea, cake',
      count: '3',
      tone: 'cool',
    });
    assert.deepEqual(rendered.messages, [
      { role: 'system', content: 'Be cool.' },
      { role: 'user', content: 'Hello A & <B>\n- tea\n- cake, 3 times.' },
    ]);
  });

  it('refuses undeclared, missing and ill-typed values, naming the nearest', async () => {
    const parsed = await template(greeting);
    await assert.rejects(
      renderTemplate(parsed, { first_name: 'A', fist_name: 'B' }),
      failsWith('template-schema', /Did you mean "first_name"/),
    );
    await assert.rejects(
      renderTemplate(parsed, {}),
      failsWith('template-schema', /needs a value for "first_name" \(Whom to greet\)/),
    );
    await assert.rejects(
      renderTemplate(parsed, { first_name: 'A', count: 'many' }),
      failsWith('template-schema', /a number/),
    );
    await assert.rejects(
      renderTemplate(parsed, { first_name: 'A', tone: 'hot' }),
      failsWith('template-schema', /one of warm, cool/),
    );
  });

  it('points at unknown variables and helpers', async () => {
    const source = greeting.replace('{{first_name}}', '{{firstname}} {{uper first_name}}');
    const { problems } = await template(source);
    assert.equal(problems.length, 2);
    assert.match(problems[0]?.message ?? '', /Did you mean "first_name"/);
    assert.equal(source.slice(problems[0]?.span.start, problems[0]?.span.end), 'firstname');
    assert.match(problems[1]?.message ?? '', /no helper "uper". Did you mean "upper"/);
    await assert.rejects(
      renderTemplate(await template(source), { first_name: 'A' }),
      failsWith('template-render', /line 13, column 24/),
    );
  });

  it('keeps a broken file as a template with problems', async () => {
    for (const source of ['---\nname: [\n---\nHi', 'Hi {{#if name}} there', '---\nname: x\nHi']) {
      const { problems } = await template(source);
      assert.ok(problems.length > 0, source);
      assert.ok((problems[0]?.line ?? 0) >= 1);
    }
  });

  it('takes a declared variable before a helper of the same name', async () => {
    const parsed = await template(
      '---\ninput: { schema: { log: string, date: string, lines(array): string } }\n---\n{{log}} of {{date}}: {{upper log}}{{#each lines}} {{this}} {{date}}{{/each}}',
    );
    assert.equal(
      (await renderTemplate(parsed, { log: 'a', date: 'Monday', lines: ['x'] })).text,
      'a of Monday: A x Monday',
    );
  });

  it('finds the variables of a template without a schema', async () => {
    const parsed = await template(
      '{{#each list}}{{name}}{{../owner}}{{/each}} {{title}} {{!-- {{comment}} --}}',
    );
    assert.deepEqual(parsed.variables.map((variable) => variable.name).toSorted(), [
      'list',
      'owner',
      'title',
    ]);
  });

  it('does not reach prototypes', async () => {
    const parsed = await template('{{constructor}} {{__proto__}}');
    const rendered = await renderTemplate(parsed, { constructor: 'a', ['__proto__']: 'b' }).catch(
      (error: unknown) => error,
    );
    assert.ok(!JSON.stringify(rendered).includes('native code'));
  });
});

describe('built-in templates', () => {
  it('have no problem, score over 75 and leave no fill-in behind', async () => {
    const templates = await loadTemplates(templateFolders([{ scope: 'builtin', path: builtin }]), never);
    assert.deepEqual(templates.map((entry) => entry.id).toSorted(), [
      'architecture-proposal',
      'bug-fix',
      'chat-assistant',
      'code-review',
      'commit-message',
      'debug-an-error',
      'documentation',
      'documentation-generator',
      'feature',
      'issue-from-feedback',
      'issue-from-repository-analysis',
      'pull-request-description',
      'readme-update',
      'refactoring',
      'sub-issues',
      'test-writing',
    ]);
    for (const entry of templates) {
      assert.deepEqual(entry.problems, [], entry.id);
      const { text } = await renderTemplate(entry, entry.sample);
      assert.doesNotMatch(text, /\{\{|\[[A-Z][a-z ]+\]|undefined|\n\n\n/, entry.id);
      const { score } = await listTemplate(entry);
      assert.ok(score !== null && score > 75, `${entry.id} scores ${score}`);
    }
  });

  it('render with nothing but the required values', async () => {
    for (const entry of await loadTemplates(templateFolders([{ scope: 'builtin', path: builtin }]), never)) {
      const required = entry.variables.filter((variable) => variable.required);
      const { text } = await renderTemplate(
        entry,
        Object.fromEntries(required.map(({ name }) => [name, 'D'])),
      );
      assert.doesNotMatch(text, /\n\n\n|\{\{/, entry.id);
    }
  });

  it('give way to a narrower scope with the same id', async () => {
    const templates = await loadTemplates(
      {
        list: async () => [
          { id: 'bug-fix', scope: 'workspace', text: 'ours' },
          { id: 'bug-fix', scope: 'builtin', text: 'theirs' },
        ],
      },
      never,
    );
    assert.deepEqual(
      templates.map((entry) => [entry.scope, entry.body]),
      [['workspace', 'ours']],
    );
    assert.throws(
      () => findTemplate(templates, 'bugfix'),
      failsWith('template-not-found', /Did you mean "bug-fix"/),
    );
  });
});
