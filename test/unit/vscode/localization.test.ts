import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bundleOf, messagesOf } from '../../../scripts/localization/messages.ts';

const root = new URL('../../..', import.meta.url).pathname;

describe('localization', () => {
  it('keeps every text of the extension in the bundle for translators', async () => {
    const kept = await readFile(`${root}l10n/bundle.l10n.json`, 'utf8');
    assert.equal(kept, bundleOf(await messagesOf(root)), 'run: node scripts/localization.ts');
  });

  it('has a text for every key that the manifest uses, and uses every key', async () => {
    const manifest = await readFile(`${root}package.json`, 'utf8');
    const texts = JSON.parse(await readFile(`${root}package.nls.json`, 'utf8')) as Record<string, string>;
    const used = new Set([...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key as string));
    assert.deepEqual([...used].toSorted(), Object.keys(texts).toSorted());
  });

  it('speaks calmly: no exclamation marks', async () => {
    const texts = JSON.parse(await readFile(`${root}package.nls.json`, 'utf8')) as Record<string, string>;
    const loud = [...(await messagesOf(root)), ...Object.values(texts)].filter((text) => text.includes('!'));
    assert.deepEqual(loud, []);
  });
});
