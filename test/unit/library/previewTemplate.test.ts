import assert from 'node:assert/strict';
import { parseTemplate } from '../../../src/core/library/parseTemplate.ts';
import { previewTemplate, type PreviewFor } from '../../../src/core/library/previewTemplate.ts';
import { playgroundViewSchema, toPlayground } from '../../../src/core/library/playgroundView.ts';

const source = `---
name: Greeting
config:
  maxOutputTokens: 100
input:
  schema:
    who: string, Whom to greet
    tone(enum, How): [warm, cold]
    mood(enum, Which): [glad, sad]
    times?: integer, How often
    files?(array, Which): string
  default:
    times: 2
    tone: warm
metadata:
  sample:
    who: Ada
    files: [a.ts, b.ts]
---
{{role "system"}}
Be {{tone}} and {{mood}}.
{{role "user"}}
Greet {{who}} {{times}} times.{{#each files}} {{this}}{{/each}}
`;

const target: PreviewFor = {
  model: 'test-model',
  free: false,
  ready: null,
  prices: { 'test-model': { input: 1, output: 10 } },
  countTokens: async (text, model = '') => ({ tokens: text.split(' ').length, model, exact: true }),
};

describe('previewing a template in the playground', () => {
  it('fills in messages by role, counts and prices them', async () => {
    const template = await parseTemplate(source, { id: 'greeting', scope: 'user' });
    const made = await previewTemplate(template, { who: 'Ada', files: 'a\nb' }, target);
    assert.deepEqual(made.preview.problems, []);
    assert.deepEqual(made.preview.messages, [
      { role: 'system', content: 'Be warm and glad.' },
      { role: 'user', content: 'Greet Ada 2 times. a b' },
    ]);
    // 4 + 6 words, 3 around each message and 3 for the answer.
    assert.equal(made.preview.tokens, 19);
    assert.equal(made.preview.exact, true);
    assert.equal(made.preview.askUsd, 19e-6);
    assert.equal(made.preview.mostUsd, 0.001019);
    assert.deepEqual(made.sample, { who: 'Ada', files: 'a.ts\nb.ts' });
    assert.deepEqual(
      made.fields.map(({ initial, name, options, required, type }) => [
        name,
        type,
        required,
        [...options],
        initial,
      ]),
      [
        ['who', 'string', true, [], ''],
        ['tone', 'any', false, ['warm', 'cold'], 'warm'],
        ['mood', 'any', true, ['glad', 'sad'], ''],
        ['times', 'integer', false, [], '2'],
        ['files', 'array', false, [], ''],
      ],
    );
  });

  it('shows the name of what is still missing', async () => {
    const template = await parseTemplate(source, { id: 'greeting', scope: 'user' });
    const { preview } = await previewTemplate(template, { who: ' ' }, target);
    assert.equal(preview.messages[1]?.content, 'Greet ‹who› 2 times.');
  });

  it('knows no price without a model, and none is due on this machine', async () => {
    const template = await parseTemplate(source, { id: 'greeting', scope: 'user' });
    const unknown = await previewTemplate(template, {}, { ...target, model: null });
    assert.deepEqual(
      [unknown.preview.askUsd, unknown.preview.mostUsd, unknown.preview.exact],
      [null, null, false],
    );
    const free = await previewTemplate(template, {}, { ...target, free: true });
    assert.deepEqual([free.preview.askUsd, free.preview.mostUsd], [0, 0]);
  });

  it('counts and prices for the model that the template names, where its provider is set up', async () => {
    const named = source.replace('name: Greeting', 'name: Greeting\nmodel: ollama/llama3');
    const template = await parseTemplate(named, { id: 'greeting', scope: 'user' });
    const made = async (ready: readonly string[] | null): Promise<readonly unknown[]> => {
      const { preview } = await previewTemplate(template, {}, { ...target, ready });
      return [preview.model, preview.mostUsd === 0];
    };
    assert.deepEqual(await made(['ollama', 'openai']), ['llama3', true]);
    assert.deepEqual(await made(['openai']), ['test-model', false]);
    assert.deepEqual(await made(null), ['test-model', false]);
  });

  it('says line and column of what is wrong with the template, and what is wrong with a value', async () => {
    const broken = await parseTemplate(source.replace('{{who}}', '{{#if who}'), {
      id: 'greeting',
      scope: 'user',
    });
    const [problem] = (await previewTemplate(broken, {}, target)).preview.problems;
    assert.ok((problem?.line ?? 0) > 18, JSON.stringify(problem));
    assert.ok((problem?.column ?? 0) > 0);
    const template = await parseTemplate(source, { id: 'greeting', scope: 'user' });
    const wrong = await previewTemplate(template, { who: 'Ada', times: 'many' }, target);
    assert.match(wrong.preview.problems[0]?.message ?? '', /"times".*number/);
    assert.equal(wrong.preview.problems[0]?.line, null);
  });

  it('gives what the page takes as a message', async () => {
    const template = await parseTemplate(source, { id: 'greeting', scope: 'user' });
    const { fields, preview } = await previewTemplate(template, { who: 'Ada' }, target);
    assert.deepEqual(toPlayground.parse({ type: 'preview', index: 0, preview }), {
      type: 'preview',
      index: 0,
      preview,
    });
    const about = { id: 'greeting', name: 'Greeting', description: '', versions: [], samples: [] };
    const view = {
      templates: [],
      models: [],
      template: { ...about, figures: null, variables: fields },
    };
    assert.deepEqual(playgroundViewSchema.parse(view), view);
  });
});
