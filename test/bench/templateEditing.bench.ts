// What an editor does with every key in a template: read, complete, check, fill in. A usual one and one of 20 kB.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/prepare/cacheFolder.ts';
import { checkDraft } from '../../src/core/library/editing/checkDraft.ts';
import { completionPlace } from '../../src/core/library/editing/completionPlace.ts';
import { previewDraft } from '../../src/core/library/editing/previewDraft.ts';
import { templateIndex } from '../../src/core/library/editing/templateIndex.ts';
import { templateOutline } from '../../src/core/library/editing/templateOutline.ts';
import { countTokens } from '../../src/core/usage/tokens.ts';

import { measure } from './measure.ts';

const usual = readFileSync(join(projectRoot, 'templates/code-review.prompt'), 'utf8');
const { body } = templateIndex(usual);
const repeated = usual.slice(body.start).repeat(Math.ceil((20_000 - body.start) / (body.end - body.start)));
const large = (usual.slice(0, body.start) + repeated).slice(0, 20_000).replace(/\{\{[^}]*$/, '');
/** Closes what the cut left open. */
const open = templateIndex(large).blocks.filter(({ closing }) => closing === null);
const whole =
  large +
  open
    .toReversed()
    .map(({ name }) => `{{/${name}}}`)
    .join('');

for (const [size, text] of [
  [`${(usual.length / 1000).toFixed(1)} kB`, usual],
  ['20 kB', whole],
] as const) {
  const draft = { id: 'code-review', text, parts: {}, partNames: [] };
  const offset = text.lastIndexOf('{{file_path') + 5;
  await measure(`${size}: where every name stands`, () => templateIndex(text), { aim: { atMost: 10 } });
  await measure(
    `${size}: what may be written here, from the text on`,
    () => completionPlace(text, templateIndex(text), offset),
    { aim: { atMost: 15 } },
  );
  await measure(`${size}: outline`, () => templateOutline(text, templateIndex(text)), {
    aim: { atMost: 20 },
  });
  await measure(`${size}: all there is to say about it`, () => checkDraft(draft), { aim: { atMost: 100 } });
  await measure(`${size}: filled in, counted and scored`, () => previewDraft(draft, {}, countTokens), {
    aim: { atMost: 200 },
  });
}
