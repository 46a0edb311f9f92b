import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { splitWords, stem } from '../../../../src/core/context/relevance/words.ts';
import { processorTime } from '../../../harness/processorTime.ts';

describe('words of names', () => {
  for (const [name, words] of [
    ['parseHTMLFile_v2.ts', 'parse html file v2 ts'],
    ['user-profile/ProfileCard.tsx', 'user profile profile card tsx'],
    ['SCREAMING_SNAKE', 'screaming snake'],
    ['getÜbersicht', 'get übersicht'],
    ['', ''],
  ] as const) {
    it(`splits ${name || 'nothing'}`, () => {
      assert.deepEqual(splitWords(name).join(' ').split(' '), words.split(' '));
    });
  }

  for (const family of [
    ['export', 'exports', 'exporter', 'exported', 'exporting'],
    ['validate', 'validation', 'validator', 'validating'],
    ['render', 'renderer', 'rendering', 'renders'],
    ['category', 'categories'],
    ['cache', 'caching', 'cached', 'caches'],
    ['token', 'tokens', 'tokenize', 'tokenizer'],
  ]) {
    it(`sees one word in ${family.join(', ')}`, () => {
      assert.equal(new Set(family.map(stem)).size, 1, family.map(stem).join(' '));
    });
  }

  it('keeps different words apart', () => {
    for (const [one, other] of [
      ['user', 'use'],
      ['server', 'service'],
      ['order', 'border'],
      ['process', 'processor2'],
    ] as const) {
      assert.notEqual(stem(one), stem(other), `${one} ${other}`);
    }
  });

  it('ends, for any text, and in time that grows with it', () => {
    fc.assert(fc.property(fc.string(), (text) => splitWords(text).every((word) => stem(word).length > 0)));
    const started = processorTime();
    splitWords('aB_'.repeat(350_000));
    splitWords('A'.repeat(1_000_000));
    assert.ok(processorTime() - started < 3000);
  });
});
