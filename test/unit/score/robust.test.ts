import { ok, strictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { readPrompt } from '../../../src/core/score/reading/reading.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';
import { goodPrompts, plainPrompts } from './samplePrompts.ts';
import { processorTime } from '../../harness/processorTime.ts';

function total(text: string): number {
  return scorePrompt(parsePrompt(text)).total;
}

function wrap(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => {
      if (line.length <= width || /^\s*(?:[-*\d#`|>])/u.test(line)) return line;
      let column = 0;
      return line.split(' ').reduce((sum, word) => {
        const fits = column + word.length < width;
        column = fits ? column + word.length + 1 : word.length;
        return sum === '' ? word : `${sum}${fits ? ' ' : '\n'}${word}`;
      }, '');
    })
    .join('\n');
}

const all = [...goodPrompts, ...plainPrompts];

const harmless: Readonly<Record<string, (text: string) => string>> = {
  'blank lines': (text) => `\n\n${text.replaceAll('\n\n', '\n\n\n')}\n\n`,
  'lines wrapped at 60 columns': (text) => wrap(text, 60),
  'other list marks': (text) => text.replace(/^- /gmu, '* ').replace(/^\d+\. /gmu, '1. '),
  'a please': (text) => `Please ${text.charAt(0).toLowerCase()}${text.slice(1)}`,
  'a greeting': (text) => `Hi, ${text}`,
  thanks: (text) => `${text}\n\nThank you very much in advance.`,
  'a small letter first': (text) => text.charAt(0).toLowerCase() + text.slice(1),
  'a capital first': (text) => text.charAt(0).toUpperCase() + text.slice(1),
  'Windows line ends': (text) => text.replaceAll('\n', '\r\n'),
};

const worthless: Readonly<Record<string, string>> = {
  'empty headings': '\n\n## Goal\n\n## Requirements\n\n## Constraints\n',
  'success criteria with nothing under them': '\n\nSuccess criteria:\n',
  'a heap of keywords':
    '\n\nfile function error should must test verify src module class API endpoint JSON expected when only without',
  'stock sentences':
    '\n\n## Success criteria\n\n- Run the tests.\n- Follow best practices.\n- The code is clean and maintainable.\n- All existing tests pass.\n',
  'a persona': '\n\nYou are an expert senior engineer with many years of experience.',
};

describe('score under changes that mean nothing', () => {
  for (const [name, change] of Object.entries(harmless)) {
    it(`stays within 5 points under ${name}`, () => {
      for (const text of all) {
        const [before, after] = [total(text), total(change(text))];
        ok(Math.abs(after - before) <= 5, `${before} -> ${after}: ${text.slice(0, 60)}`);
      }
    });
  }

  for (const [name, addition] of Object.entries(worthless)) {
    it(`gains at most 2 points from ${name}`, () => {
      for (const text of all) {
        const [before, after] = [total(text), total(text + addition)];
        ok(after - before <= 2, `${before} -> ${after}: ${text.slice(0, 60)}`);
      }
    });
  }

  it('neither gains nor loses when everything is said again, on lines of its own or not', () => {
    for (const text of all)
      for (const again of [`${text}\n\n${text}`, `${text} ${text} ${text}`])
        strictEqual(total(again), total(text), text.slice(0, 60));
  });
});

describe('score of a good prompt that loses something', () => {
  const losses: Readonly<Record<string, (text: string) => string>> = {
    'its file names': (text) => {
      const { references } = parsePrompt(text);
      return without(
        text,
        references.filter((one) => one.type === 'path').map((one) => one.span),
      );
    },
    'the expected behaviour': (text) => {
      const { sentences, hits } = readPrompt(parsePrompt(text));
      const expected = sentences.filter((one) =>
        hits.outcome.some((index) => index >= one.from && index < one.to),
      );
      return without(text, expected);
    },
    'the error text': (text) => text.replace(/"(?:[A-Z]\w*Error|Invalid|Cannot|fatal)[^"\n]*"/gu, ''),
  };
  for (const [name, lose] of Object.entries(losses)) {
    it(`is lower without ${name}`, () => {
      let changed = 0;
      for (const text of goodPrompts) {
        const less = lose(text);
        if (less === text) continue;
        changed += 1;
        ok(total(less) < total(text), `${total(text)} -> ${total(less)}: ${text.slice(0, 80)}`);
      }
      ok(changed >= 3, `only ${changed} prompts had it`);
    });
  }
});

function without(text: string, spans: readonly { readonly start: number; readonly end: number }[]): string {
  let rest = text;
  for (const { start, end } of [...spans].sort((a, b) => b.start - a.start))
    rest = rest.slice(0, start) + rest.slice(end);
  return rest.replace(/ {2,}/gu, ' ');
}

describe('score of anything', () => {
  it('is a number from 0 to 100 for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const value = total(text);
        ok(value >= 0 && value <= 100);
      }),
      { numRuns: 300 },
    );
  });

  it('survives text that is only code, only a log, a URL, emoji, right-to-left or control characters', () => {
    const odd = [
      '```ts\nconst a = 1;\n```',
      '2025-01-01 10:00:00 ERROR failed\n    at main (app.js:1:2)',
      'https://example.com/a?b=c',
      '🎉🎉🎉',
      'أصلح الخطأ في صفحة الدخول',
      '\u0000\u0001\u001B[31m',
      '\uD800',
      '---\na: b\n---\n',
      'x',
    ];
    for (const text of odd) ok(total(text) <= 60, `${total(text)}: ${text}`);
  });

  it('is linear: a megabyte of anything takes no seconds', () => {
    for (const unit of ['a', '- ', '`', '> ', 'this ', 'Fix `a.ts`. ', '\n', '"', '(']) {
      const text = unit.repeat(Math.ceil(1_000_000 / unit.length));
      const start = processorTime();
      total(text);
      ok(processorTime() - start < 5000, `${JSON.stringify(unit)}: ${processorTime() - start} ms`);
    }
  }).timeout(60_000);
});
