import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { getEncoding, type Tiktoken } from 'js-tiktoken';
import { countTokens } from '../../../src/core/usage/tokens.ts';
import { vocabularyOf } from '../../../src/core/usage/vocabularies.ts';
import { processorTime } from '../../harness/processorTime.ts';

describe('countTokens', function () {
  this.timeout(60_000);
  let newer: Tiktoken;
  let older: Tiktoken;

  before(() => {
    newer = getEncoding('o200k_base');
    older = getEncoding('cl100k_base');
  });

  /** The reference: another implementation, special tokens read as text. */
  const expected = (text: string, encoding: Tiktoken): number => encoding.encode(text, [], []).length;

  it('counts as the reference does, on prose, code and any Unicode', async () => {
    const piece = fc.constantFrom(
      'Fix the login bug. ',
      'src/core/a.ts',
      '\n\n',
      '    ',
      "don't ",
      'ALLCAPS',
      'camelCase',
      '12345',
      '<|endoftext|>',
      '<|im_start|>',
      '中文字',
      'ñandú ',
      'Ünïcode',
      '😀👩‍👩‍👧',
      '\uD800',
      '\uDC00',
      '\0',
      '\r\n',
      '://',
      '-----',
      '\t',
      '\u00a0',
      'a'.repeat(20),
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
      fc.string({ unit: 'binary', maxLength: 80 }),
    );
    await fc.assert(
      fc.asyncProperty(text, async (sample) => {
        assert.equal((await countTokens(sample)).tokens, expected(sample, newer));
        assert.equal((await countTokens(sample, 'gpt-4')).tokens, expected(sample, older));
      }),
      { numRuns: 300 },
    );
  });

  it('counts as the reference does where a word is longer than any tokenizer expects', async () => {
    const noise = Array.from({ length: 700 }, (_, index) =>
      String.fromCharCode(97 + ((index * index * 7 + index) % 26)),
    );
    for (const text of [
      'a'.repeat(1500),
      noise.join(''),
      `See ${noise.join('')} and ${'ab1'.repeat(200)}\n\n${' '.repeat(600)}x`,
      '中文'.repeat(300),
      `${'é'.repeat(400)}\uD800${'='.repeat(500)}`,
      `${'\n'.repeat(400)}x`,
      'data:image/png;base64,'.concat('iVBORw0KGgo/AAA+'.repeat(60)),
    ]) {
      assert.deepEqual(await countTokens(text), {
        tokens: expected(text, newer),
        model: 'gpt-4o',
        exact: true,
      });
      assert.equal((await countTokens(text, 'gpt-3.5-turbo')).tokens, expected(text, older));
    }
  });

  it('is quick on a pasted blob', async () => {
    await countTokens('load');
    const started = processorTime();
    assert.equal((await countTokens('a'.repeat(20_000))).tokens, 2500);
    assert.equal((await countTokens('a'.repeat(400_000))).tokens, 50_000);
    // The library alone needs 0.5 s for the first and over a minute for the second on the machine this was written on.
    assert.ok(processorTime() - started < 20_000);
  });

  it('says when it estimates', async () => {
    const text = 'Fix the login bug in src/app.ts';
    const openai = await countTokens(text, 'openai/gpt-4.1-mini');
    const claude = await countTokens(text, 'claude-sonnet-4-5');
    assert.deepEqual(openai, { tokens: expected(text, newer), model: 'openai/gpt-4.1-mini', exact: true });
    assert.equal(claude.exact, false);
    assert.ok(claude.tokens > openai.tokens && claude.tokens < openai.tokens * 1.5);
    assert.equal((await countTokens(text, 'ollama:llama3')).exact, false);
    assert.equal((await countTokens('')).tokens, 0);
  });

  it('knows the vocabulary of each family', () => {
    for (const model of [
      'gpt-4o',
      'gpt-4o-mini-2024-07-18',
      'chatgpt-4o-latest',
      'gpt-4.1',
      'gpt-5-codex',
      'o1',
      'o3-mini',
      'o4-mini',
      'gpt-oss-20b',
      'openai:gpt-4o',
      'ft:gpt-4o-mini:acme::x',
      'OPENAI/GPT-5',
    ])
      assert.deepEqual(vocabularyOf(model), { name: 'o200k_base', exact: true, factor: 1 }, model);
    for (const model of [
      'gpt-4',
      'gpt-4-turbo',
      'gpt-4-0613',
      'gpt-3.5-turbo',
      'gpt-35-turbo',
      'text-embedding-3-small',
    ])
      assert.deepEqual(vocabularyOf(model), { name: 'cl100k_base', exact: true, factor: 1 }, model);
    for (const model of ['claude-3-opus', 'llama3', 'gemini-2.5-pro', 'text-davinci-003', 'orca', ''])
      assert.equal(vocabularyOf(model).exact, false, model);
  });
});
