import assert from 'node:assert/strict';
import type { BlockType } from '../../../src/core/prompt/document.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';

function proseOf(text: string): string[] {
  return parsePrompt(text).prose.map((span) => text.slice(span.start, span.end));
}

function blocksOf(text: string): [BlockType, string, number][] {
  return parsePrompt(text).blocks.map((block) => [
    block.type,
    text.slice(block.content.start, block.content.end),
    block.depth,
  ]);
}

describe('parsePrompt', () => {
  it('knows the kind from the option, the path, or takes the text as typed', () => {
    assert.equal(parsePrompt('x').kind, 'typed');
    assert.equal(parsePrompt('x', { path: 'a\\SKILL.md' }).kind, 'skill');
    assert.equal(parsePrompt('x', { path: 'a\\SKILL.md' }).path, 'a/SKILL.md');
    assert.equal(parsePrompt('x', { path: 'SKILL.md', kind: 'issue' }).kind, 'issue');
    assert.equal(parsePrompt('x', { path: 'notes.txt' }).kind, 'typed');
  });

  it('reads blocks with their content, nesting and depth', () => {
    const text =
      '# Title #\n\nPara\nmore\n\n1. one\n   - [ ] two\n\n> quote\n\n---\n\n| a | b |\n|---|---|\n| c | d |\n';
    assert.deepEqual(blocksOf(text), [
      ['heading', 'Title', 0],
      ['paragraph', 'Para\nmore', 0],
      ['listItem', 'one\n   - [ ] two', 0],
      ['paragraph', 'one', 1],
      ['listItem', '[ ] two', 1],
      ['paragraph', 'two', 2],
      ['quote', 'quote', 0],
      ['paragraph', 'quote', 1],
      ['rule', '---', 0],
      ['table', '| a | b |\n|---|---|\n| c | d |', 0],
    ]);
    const items = parsePrompt(text).blocks.filter((block) => block.type === 'listItem');
    assert.deepEqual(
      items.map((item) => item.ordered),
      [true, false],
    );
  });

  it('tells closed fences from open ones', () => {
    const closed = parsePrompt('```ts twoslash\nlet a\n```\n').blocks[0];
    assert.equal(closed?.type, 'fence');
    assert.equal(closed?.info, 'ts');
    assert.equal(closed?.closed, true);
    const text = 'do it\n\n~~~\nlet a\nsrc/x.ts';
    const open = parsePrompt(text).blocks[1];
    assert.equal(open?.closed, false);
    assert.equal(text.slice(open?.content.start, open?.content.end), 'let a\nsrc/x.ts');
    assert.deepEqual(proseOf(text), ['do it']);
    const empty = parsePrompt('```').blocks[0];
    assert.equal(empty?.closed, false);
    assert.deepEqual(empty?.content, { start: 3, end: 3 });
  });

  it('keeps code, quotes, tags, link targets and addresses out of the prose', () => {
    const text =
      '# Head\n\nUse `code` and [text](a.md "t") at https://x.y now.\n\n> quoted words\n\n    indented\n\n<b>bold</b> ``a ` b`` end <!-- no\nno --> x\n\n- item\n\n| cell |\n|---|\n';
    assert.deepEqual(proseOf(text), [
      'Head',
      'Use',
      'and [text',
      'at',
      'now.',
      'bold',
      'end',
      'x',
      'item',
      'cell',
    ]);
  });

  it('reads what stands between tags that only structure a prompt', () => {
    const text = '<instructions>\nFix the bug in src/a.ts.\n- one\n</instructions>\n\n```\n<rules>\n```\n';
    const document = parsePrompt(text);
    assert.deepEqual(proseOf(text), ['Fix the bug in src/a.ts.', 'one']);
    assert.deepEqual(
      document.blocks.map((block) => block.type),
      ['html', 'paragraph', 'listItem', 'paragraph', 'html', 'fence'],
    );
    assert.deepEqual(
      document.references.map((reference) => reference.target),
      ['src/a.ts'],
    );
  });

  it('reads CRLF like LF, with offsets into the text as it came', () => {
    const text = '# A\r\n\r\nfix `x`\r\nnow\r\n\r\n```js\r\ncode\r\n```\r\n';
    const document = parsePrompt(text);
    assert.deepEqual(
      document.blocks.map((block) => [block.type, block.info, block.closed]),
      [
        ['heading', '', true],
        ['paragraph', '', true],
        ['fence', 'js', true],
      ],
    );
    assert.deepEqual(
      document.inlineCode.map((span) => text.slice(span.start, span.end)),
      ['`x`'],
    );
  });

  it("reads quotations in many languages' marks, apostrophes apart", () => {
    const text = `"Save" 'two words' don't it's “smart” „deutsch“ «fr» 「日本」 "not\nclosed`;
    assert.deepEqual(
      parsePrompt(text).quotations.map(({ content }) => text.slice(content.start, content.end)),
      ['Save', 'two words', 'smart', 'deutsch', 'fr', '日本'],
    );
  });

  it('reads variables of every syntax', () => {
    const text =
      '${file} ${input:name} ${input:a b:what: now} {{x}} {{{y}}} $ARGUMENTS $1 $5.00 ${{ secrets.X }} ${input:}';
    const read = (kind: 'prompt' | 'command'): string[] =>
      parsePrompt(text, { kind }).variables.map((v) => `${v.syntax}:${v.name}:${v.placeholder ?? ''}`);
    const common = [
      'dollar:file:',
      'dollar:name:',
      'dollar:a b:what: now',
      'mustache:x:',
      'mustache:y:',
      'argument:ARGUMENTS:',
    ];
    assert.deepEqual(read('prompt'), [...common, 'dollar::']);
    assert.deepEqual(read('command'), [...common, 'argument:1:', 'dollar::']);
  });

  it('takes ${…} inside a fence for code unless the editor fills it in', () => {
    const text = '```sh\necho ${HOME} {{x}} ${selection} ${input:who}\n```\n\n${HOME}';
    assert.deepEqual(
      parsePrompt(text).variables.map((v) => v.name),
      ['selection', 'who', 'HOME'],
    );
  });

  it('gives a clear outcome for a text that is only one thing', () => {
    assert.deepEqual(parsePrompt('').prose, []);
    assert.deepEqual(parsePrompt('\uFEFF').body, { start: 1, end: 1 });
    assert.deepEqual(proseOf('```\nonly code\n```'), []);
    const only = parsePrompt('---\nname: x\n---\n', { kind: 'skill' });
    assert.deepEqual(only.frontMatter?.data, { name: 'x' });
    assert.deepEqual(only.prose, []);
    assert.deepEqual(proseOf('https://example.com/x'), []);
  });
});
