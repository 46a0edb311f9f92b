import assert from 'node:assert/strict';
import type { FrontMatter } from '../../../src/core/prompt/document.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';

function read(text: string): FrontMatter {
  const { frontMatter } = parsePrompt(text, { kind: 'skill' });
  assert.ok(frontMatter !== null);
  return frontMatter;
}

describe('front matter', () => {
  it('gives data, and the span of every key and value', () => {
    const text = '\uFEFF---\r\nname: "a b"\r\ntools: [x, y]\r\nnone:\r\n---\r\nBody';
    const matter = read(text);
    assert.deepEqual(matter.data, { name: 'a b', tools: ['x', 'y'], none: null });
    assert.deepEqual(
      matter.entries.map(({ key, keySpan, valueSpan }) => [
        key,
        text.slice(keySpan.start, keySpan.end),
        text.slice(valueSpan.start, valueSpan.end).trim(),
      ]),
      [
        ['name', 'name', '"a b"'],
        ['tools', 'tools', '[x, y]'],
        ['none', 'none', ''],
      ],
    );
    assert.equal(text.slice(matter.span.start, matter.span.end), text.slice(1, -4));
    assert.equal(text.slice(parsePrompt(text, { kind: 'skill' }).body.start), 'Body');
    assert.equal(matter.closed, true);
    assert.equal(matter.error, null);
  });

  it('says what is wrong with broken YAML and keeps the keys that were read', () => {
    const matter = read('---\nname: x\ntools: [a\n---\nBody');
    assert.equal(matter.data, null);
    assert.ok(matter.error !== null && matter.error.message.length > 0);
    assert.equal(matter.entries[0]?.key, 'name');
    assert.ok(read('---\na: 1\na: 2\n---\n').error !== null);
    assert.ok(read('---\njust words\n---\n').error !== null);
  });

  it('ends unclosed front matter with the text', () => {
    const text = '---\nname: x\n\nBody';
    const matter = read(text);
    assert.equal(matter.closed, false);
    assert.deepEqual(matter.span, { start: 0, end: text.length });
  });

  it('takes empty front matter for an empty mapping', () => {
    assert.deepEqual(read('---\n---\nBody').data, {});
    assert.deepEqual(read('---\n# only a comment\n---\n').data, {});
    assert.equal(read('---').closed, false);
  });

  it('survives cycles, alias bombs, deep nesting and huge values', () => {
    const bomb = `a: &a [${'x,'.repeat(9)}x]\n${'bcdefghi'
      .split('')
      .map((key, index) => `${key}: &${key} [${`*${'abcdefgh'[index]},`.repeat(9)}x]`)
      .join('\n')}`;
    for (const yaml of [
      'a: &a\n  b: *a',
      bomb,
      `a: ${'['.repeat(30_000)}`,
      `a: ${'{a: '.repeat(5000)}`,
      '- '.repeat(10_000),
      `a: ${'x'.repeat(200_000)}`,
      Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'),
      'a: *nowhere',
      '%YAML 9\n%%%',
      '? [a, b]\n: c',
    ]) {
      const { data, error } = read(`---\n${yaml}\n---\nBody`);
      assert.ok(data !== null || error !== null, yaml.slice(0, 40));
      assert.ok(JSON.stringify(data).length < 400_000);
    }
  });

  it('keeps a key named __proto__ a plain key', () => {
    const { data } = read('---\n__proto__: {polluted: 1}\n---\n');
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    assert.ok(data === null || Object.getPrototypeOf(data) === Object.prototype);
  });

  it('takes a rule above typed text for a rule', () => {
    assert.equal(parsePrompt('---\nfix the bug\n---\nmore').frontMatter, null);
    assert.equal(parsePrompt('---\nfix: the bug').frontMatter, null);
    assert.notEqual(parsePrompt('---\nname: x\n---\nmore').frontMatter, null);
    assert.equal(parsePrompt('text\n---\nname: x\n---\n', { kind: 'skill' }).frontMatter, null);
  });
});
