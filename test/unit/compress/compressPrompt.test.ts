import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { compressPrompt } from '../../../src/core/compress/compressPrompt.ts';
import { lostAnchors } from '../../../src/core/enhance/verify/lost.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { countTokens } from '../../../src/core/usage/tokens.ts';
import { verboseFacts as facts } from './verboseFacts.ts';
import { processorTime } from '../../harness/processorTime.ts';

const folder = new URL('../../fixtures/verbose/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const short = (text: string): string => compressPrompt(text).text;

describe('compressPrompt', () => {
  for (const [name, expected] of Object.entries(facts)) {
    it(`takes a quarter off ${name} and loses none of its facts`, async () => {
      const text = read(name);
      const result = compressPrompt(text);
      for (const fact of expected) assert.match(result.text, fact);
      const before = (await countTokens(text)).tokens;
      const after = (await countTokens(result.text)).tokens;
      assert.ok(after <= before * 0.75, `${before} -> ${after}`);
      assert.doesNotMatch(result.text, /^ \S| {2,}\S.*[a-z] {2,}|,\.|\s,/m);
    });
  }

  it('looks at every fixture', () => {
    assert.deepEqual([...Object.keys(facts), 'terse.txt'].sort(), readdirSync(folder).sort());
  });

  it('leaves a terse prompt as it is', () => {
    assert.deepEqual(compressPrompt(read('terse.txt')), { text: read('terse.txt'), changed: false });
  });

  it('says a sentence in fewer words', () => {
    const pairs = [
      ['Could you please add a test?', 'Add a test.'],
      ['In order to build, run `make`.', 'To build, run `make`.'],
      ['You must not touch the schema.', 'Do not touch the schema.'],
      ['If it fails, you should retry.', 'If it fails, retry.'],
      ['This is a really easy change.', 'This is an easy change.'],
      ['A large number of the users left.', 'Many of the users left.'],
      ['Fix it!!! Thanks in advance!', 'Fix it!'],
    ] as const;
    for (const [long, expected] of pairs) assert.equal(short(long), expected);
  });

  it('leaves words alone that carry meaning', () => {
    const kept = [
      'It is not really faster.',
      'Take the very first row.',
      'You must be logged in to see the page.',
      'I believe that the cache is stale.',
      'Only change the header.',
      'Show the text "please wait" in order.',
      'Use `in order to` as the key.',
    ];
    for (const text of kept) assert.equal(short(text), text);
  });

  it('touches neither code, front matter nor quotation blocks', () => {
    const text =
      '---\ndescription:   in order to\n---\n\nRun it in order to see.\n\n```sh\necho   "in order to"\n\n\n\n# please\n```\n\n> please   quote me\n\n    indented   code\n';
    const result = short(text);
    for (const kept of [
      '---\ndescription:   in order to\n---\n',
      '```sh\necho   "in order to"\n\n\n\n# please\n```',
      '> please   quote me',
      '    indented   code',
    ])
      assert.ok(result.includes(kept), kept);
    assert.ok(result.includes('Run it to see.'));
  });

  it('drops a repeated sentence, but not where a heading turns its meaning', () => {
    const sentence = 'Write the tests before you write the code.';
    assert.equal(short(`${sentence} ${sentence}`), sentence);
    assert.equal(
      short(`- ${sentence}\n- Other things matter as well.\n- ${sentence}\n`).split(sentence).length,
      2,
    );
    const good = `# Do\n\n- ${sentence}\n\n# Do not\n\n- ${sentence}\n`;
    assert.equal(short(good), good);
  });

  it('keeps an item that others hang on', () => {
    const text =
      '- Keep the folder structure as it is.\n  - a\n- Keep the folder structure as it is.\n  - b\n';
    assert.equal(short(text), text);
  });

  it('changes no words of another language', () => {
    const text =
      'Bitte füge einen Test hinzu, der prüft, ob die Anmeldung wirklich funktioniert. Vielen Dank für die Hilfe!';
    assert.equal(short(text), text);
  });

  it('keeps everything that can be pointed at, whatever comes', () => {
    const piece = fc.constantFrom(
      'Please make sure that `a.b()` is called in order to load src/app.ts. ',
      'Thank you very much in advance! ',
      'You should use ${input:name} and {{x}} at all times. ',
      'See https://example.com/a?b=in%20order%20to and #123. ',
      '\n\n- item one is really long\n- item one is really long\n',
      '\n\n```\ncode   please\n```\n\n',
      '\n\n| a   |   b |\n|-----|:---|\n| `x | y`  | 10 ms |\n\n',
      '\n***\n',
      '\n# **Title** 🚀\n\n',
      '"please   wait" ',
      'Es ist sehr wichtig. ',
      '\u{1F600}\u200D ',
      '\uD800 ',
      '   ',
      '\r\n',
      '12 % of 1.2.3 ',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('');
        const result = compressPrompt(text);
        assert.ok(result.text.length <= text.length);
        const lost = lostAnchors(parsePrompt(text), parsePrompt(result.text));
        assert.deepEqual(
          lost.filter(({ code }) => code !== 'lost-number'),
          [],
        );
        // What is left may read as another language, whose words are then left alone or not.
        if (parsePrompt(text).language === parsePrompt(result.text).language)
          assert.ok(
            compressPrompt(result.text).text.length >= result.text.length * 0.8,
            'a second pass finds little',
          );
      }),
      { numRuns: 300 },
    );
  });

  it('takes time in proportion to the text', () => {
    for (const unit of [
      'please ',
      'in order to make sure that ',
      '**',
      'a  ',
      '| ',
      '- x\n',
      '!',
      'if you ',
      '\uE0F0',
    ]) {
      const started = processorTime();
      compressPrompt(unit.repeat(100_000 / unit.length));
      assert.ok(processorTime() - started < 4000, unit);
    }
  });

  it('copes with nothing', () => {
    for (const text of ['', ' ', '\n', '\uFEFF', '\uE0F00\uE0F1 please please'])
      assert.equal(compressPrompt(text).changed, false);
  });
});
