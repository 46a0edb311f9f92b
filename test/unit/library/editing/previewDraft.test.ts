import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { previewDraft } from '../../../../src/core/library/editing/previewDraft.ts';
import type { DraftPreview } from '../../../../src/core/library/editing/draftView.ts';
import { countTokens } from '../../../../src/core/usage/tokens.ts';
import { greeting } from '../../../harness/templateSamples.ts';

const root = path.resolve(import.meta.dirname, '../../../..');
const parts = { alone: 'Nobody but {{who}}.' };

const preview = (text: string, texts: Record<string, string> = {}, more = parts): Promise<DraftPreview> =>
  previewDraft({ id: 'greeting', text, parts: more, partNames: ['alone'] }, texts, countTokens);

describe('the preview of a template that is being written', () => {
  it('shows messages by role with samples and defaults, tokens and score', async () => {
    const { fields, messages, problems, score, tokens } = await preview(greeting);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      messages.map(({ role }) => role),
      ['system', 'user'],
    );
    assert.match(
      messages[1]?.content ?? '',
      /# Greet ADA\s+Also greet:\s+- Grace, friend of Ada\s+- Alan, friend of Ada$/,
    );
    assert.equal(messages[0]?.content, 'Sound warm.');
    assert.deepEqual(
      fields.map(({ name, initial, type }) => [name, initial, type]),
      [
        ['guest', 'Ada', 'string'],
        ['friends', 'Grace\nAlan', 'array'],
        ['tone', 'warm', 'string'],
      ],
    );
    assert.equal(
      tokens,
      messages.reduce((sum, one) => sum + one.tokens, 0),
    );
    assert.ok(tokens > 10 && score !== null && score.total > 0);
    assert.equal(
      score.parts.reduce((sum, { points }) => sum + points, 0),
      score.total,
    );
  });

  it('takes what is written into the fields', async () => {
    const { messages } = await preview(greeting, { guest: 'Linus', friends: '' });
    assert.match(messages[1]?.content ?? '', /# Greet LINUS\s+Nobody but Linus\./);
    const { problems } = await preview(greeting, { guest: '' });
    assert.match(problems[0]?.message ?? '', /needs a value for "guest"/);
  });

  it('makes up values by type where there are none', async () => {
    const schema = `---
input:
  schema:
    text: string
    much: number
    on?: boolean
    kind(enum): [small, large]
    list(array): string
    files(array):
      path: string
      lines: integer
    who:
      name: string
---
{{text}} {{much}} {{#if on}}on{{/if}} {{kind}} {{join list "+"}} {{#each files}}{{path}}:{{lines}} {{/each}}{{who.name}}`;
    const { messages, problems } = await preview(schema);
    assert.deepEqual(problems, []);
    assert.equal(messages[0]?.content, '‹text› 3 on small ‹list 1›+‹list 2› ‹path›:3 ‹path›:3 ‹name›');
    assert.equal(
      (await preview('{{#each all}}{{this}} {{/each}}{{one}}')).messages[0]?.content,
      '‹all 1› ‹all 2› ‹one›',
    );
  });

  it('can show every built-in template', async () => {
    for (const file of globSync('templates/*.prompt', { cwd: root })) {
      const { problems, score } = await preview(readFileSync(path.join(root, file), 'utf8'));
      assert.deepEqual(problems, [], file);
      assert.ok(score !== null && score.total > 75, `${file} ${score?.total}`);
    }
  });

  it('says what is wrong, with the place', async () => {
    const { problems } = await preview(greeting.replace('{{tone}}', '{{tune}}'));
    assert.deepEqual(
      problems.map(({ line, column }) => [line, column]),
      [[18, 9]],
    );
    const [strict] = (
      await preview(
        '---\ninput:\n  schema:\n    guest:\n      name: string\n---\nHello\n{{#with guest}}{{nam}}{{/with}}',
      )
    ).problems;
    assert.deepEqual([strict?.line, strict?.column], [8, 18]);
    assert.match(strict?.message ?? '', /"nam" not defined/);
  });

  it('ends what would go on for ever', async () => {
    const loop = '{{#each a}}'.repeat(6) + 'x' + '{{/each}}'.repeat(6);
    const list = Array.from({ length: 40 }, (_, place) => String(place)).join('\n');
    const nested = loop.replaceAll('{{#each a}}', '{{#each @root.a}}');
    const start = performance.now();
    const { problems } = await preview(`---\ninput:\n  schema:\n    a(array): string\n---\n{{a}}${nested}`, {
      a: list,
    });
    assert.match(problems[0]?.message ?? '', /repeats more than/);
    const own = await preview('{{> alone}}', {}, { alone: '{{> alone}}' });
    assert.match(own.problems[0]?.message ?? '', /includes itself/);
    assert.ok(performance.now() - start < 5000);
  });
});
