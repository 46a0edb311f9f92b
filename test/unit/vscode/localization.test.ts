import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { coreMessagesOf } from '../../../scripts/localization/coreMessages.ts';
import { bundleOf, everyMessage, messagesOf } from '../../../scripts/localization/messages.ts';
import { translator } from '../../../src/core/text/translator.ts';

const root = new URL('../../..', import.meta.url).pathname;

describe('localization', () => {
  it('keeps every text of the extension in the bundle for translators', async () => {
    const kept = await readFile(`${root}l10n/bundle.l10n.json`, 'utf8');
    const keys = new Set(Object.keys(JSON.parse(kept) as Record<string, string>));
    const advice = 'run: node scripts/localization.ts';
    assert.deepEqual(
      (await messagesOf(root)).filter((text) => !keys.has(text)),
      [],
      advice,
    );
    // A sentence of the core that is new or reworded shows in English until the bundle is written again; that need not be at once.
    const core = await coreMessagesOf(root);
    assert.ok(core.length > 150);
    assert.ok(core.filter((text) => !keys.has(text)).length < 40, advice);
    assert.equal(kept, bundleOf(Object.keys(JSON.parse(kept) as object)));
  });

  it('has a text for every key that the manifest uses, and uses every key', async () => {
    const manifest = await readFile(`${root}package.json`, 'utf8');
    const texts = JSON.parse(await readFile(`${root}package.nls.json`, 'utf8')) as Record<string, string>;
    const used = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key as string));
    assert.deepEqual([...used].toSorted(), Object.keys(texts).toSorted());
  });

  it('speaks calmly: no exclamation marks', async () => {
    const texts = JSON.parse(await readFile(`${root}package.nls.json`, 'utf8')) as Record<string, string>;
    const loud = [...(await everyMessage(root)), ...Object.values(texts)].filter((text) =>
      text.includes('!'),
    );
    assert.deepEqual(loud, []);
  });

  it('finds the sentences of the core with what they fill in', async () => {
    const messages = new Set(await coreMessagesOf(root));
    for (const text of [
      'Say what happens and what should happen',
      '`{0}` is not in the rewrite.',
      'Enhancement strongly recommended',
      'The disk refused to read or write the history.',
      'Close this, or try {0}.',
    ]) {
      assert.equal(messages.has(text), text !== 'Close this, or try {0}.', text);
    }
  });
});

describe('translating sentences of the core', () => {
  const translated = translator({
    'Say what "this" or "it" is': 'Sag, was «this» oder «it» ist',
    '{0} is not in the rewrite.': '{0} fehlt.',
    'The rewrite scores {0}, the original {1}.': 'Vorher {1}, nachher {0}.',
    '{0} {1}': 'falsch',
  });

  it('finds them whole, and with what they fill in', () => {
    assert.equal(translated('Say what "this" or "it" is'), 'Sag, was «this» oder «it» ist');
    assert.equal(translated('Say what "this" or "it" is.'), 'Sag, was «this» oder «it» ist.');
    assert.equal(translated('src/a.ts is not in the rewrite.'), 'src/a.ts fehlt.');
    assert.equal(translated('The rewrite scores 3, the original 4.'), 'Vorher 4, nachher 3.');
  });

  it('leaves the rest as it is, however long', () => {
    assert.equal(translated('Something else entirely.'), 'Something else entirely.');
    const long = `${'x is not in '.repeat(50_000)}the end`;
    assert.equal(translated(long), long);
  });
});
