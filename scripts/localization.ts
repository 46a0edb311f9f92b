// `node scripts/localization.ts` writes l10n/bundle.l10n.json, the texts that translators start from.
import { writeFile } from 'node:fs/promises';
import { bundleOf, everyMessage } from './localization/messages.ts';

const root = new URL('..', import.meta.url).pathname;
await writeFile(`${root}l10n/bundle.l10n.json`, bundleOf(await everyMessage(root)));
