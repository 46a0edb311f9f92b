import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { promptKinds, type PromptDocument } from '../../../src/core/prompt/document.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import type { Span } from '../../../src/core/span.ts';
import { processorTime } from '../../harness/processorTime.ts';

/** Pieces that meet in real and hostile prompts. */
const pieces = fc.constantFrom(
  'word ',
  'Fix ',
  'src/a.ts',
  ' `x` ',
  '``',
  '`',
  '```\n',
  '~~~\n',
  '> ',
  '- ',
  '1. ',
  '# ',
  '\n',
  '\n\n',
  '\r\n',
  '\r',
  '    ',
  '---\n',
  'a: b\n',
  '| a | b |\n|---|---|\n',
  '[x](y.md)',
  '[',
  '](',
  ')',
  '<b>',
  '<rules>\n',
  '</rules>\n',
  '<!--',
  '-->',
  '${input:a:b}',
  '{{x}}',
  '"q"',
  '“q”',
  "'",
  '*',
  '__',
  'https://a.b/c',
  '\uFEFF',
  '\uD800',
  '\uDC00',
  '\0',
  '中文',
  '😀',
  'é',
  '\t',
  '@me',
  '#12',
  'fooBar()',
  '\\',
  '&amp;',
  '    code\n',
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 60 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 300 }),
);

function check(text: string, document: PromptDocument): void {
  const inRange = (span: Span): void => {
    assert.ok(span.start >= 0 && span.start <= span.end && span.end <= text.length, JSON.stringify(span));
  };
  const sorted = (spans: readonly Span[]): void => {
    spans.forEach((span, index) => {
      inRange(span);
      assert.ok(index === 0 || (spans[index - 1]?.start ?? 0) <= span.start, 'not sorted');
    });
  };
  const apart = (spans: readonly Span[]): void => {
    sorted(spans);
    spans.forEach((span, index) =>
      assert.ok(index === 0 || (spans[index - 1]?.end ?? 0) <= span.start, 'overlap'),
    );
  };
  assert.equal(document.text, text);
  inRange(document.body);
  apart(document.prose);
  apart(document.inlineCode);
  apart(document.quotations.map((quotation) => quotation.span));
  apart(document.variables.map((variable) => variable.span));
  sorted(document.references.map((reference) => reference.span));
  sorted(document.blocks.map((block) => block.span));
  for (const block of document.blocks) {
    inRange(block.content);
    assert.ok(block.content.start >= block.span.start && block.content.end <= block.span.end, block.type);
  }
  const code = document.blocks
    .filter((block) => ['fence', 'indentedCode', 'comment', 'html', 'quote'].includes(block.type))
    .map((block) => block.span);
  for (const span of [...code, ...document.inlineCode]) {
    for (const prose of document.prose) {
      assert.ok(prose.end <= span.start || prose.start >= span.end, 'prose inside code');
    }
  }
  for (const span of document.prose) assert.ok(span.start >= document.body.start && span.end > span.start);
  assert.doesNotThrow(() => JSON.stringify(document));
}

describe('parsePrompt, any text', () => {
  it('gives spans in range, sorted, with prose apart from code', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...promptKinds), (text, kind) =>
        check(text, parsePrompt(text, { kind })),
      ),
      { numRuns: 600 },
    );
  });

  it('gives the same document for the same text', () => {
    fc.assert(
      fc.property(texts, (text) => assert.deepEqual(parsePrompt(text), parsePrompt(text))),
      { numRuns: 100 },
    );
  });
});

describe('parsePrompt, hostile text', () => {
  const sizes: readonly (readonly [number, readonly string[]])[] = [
    [1_000_000, ['a', '- ', '`', '> ', '- a\n']],
    [
      150_000,
      [
        '>',
        '[',
        '](',
        '<',
        '<!--',
        '"',
        '${',
        '*a _b ',
        '# a\n',
        '/',
        '\0',
        '\uD800',
        '中',
        '[a](b) ',
        'x`a` ]',
        '|a|b|\n|-|-|\n',
        '```\n',
      ],
    ],
  ];
  for (const [size, list] of sizes) {
    for (const piece of list) {
      it(`${size / 1000} kB of ${JSON.stringify(piece)}`, function () {
        this.timeout(20_000);
        const text = piece.repeat(Math.ceil(size / piece.length));
        const started = processorTime();
        assert.equal(parsePrompt(text, { kind: 'prompt' }).text.length, text.length);
        // Generous: a quadratic reading takes minutes, a linear one under a second on an idle machine.
        assert.ok(processorTime() - started < 15_000);
      });
    }
  }

  it('nested lists by indentation', function () {
    this.timeout(20_000);
    let text = '';
    for (let depth = 0; text.length < 200_000; depth++) text += `${' '.repeat(depth * 2)}- a\n`;
    assert.ok(parsePrompt(text).blocks.length > 0);
  });
});
