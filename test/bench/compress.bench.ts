import { readdirSync, readFileSync } from 'node:fs';
import { compressPrompt } from '../../src/core/compress/compressPrompt.ts';
import { countTokens } from '../../src/core/usage/tokens.ts';
import { figure, measure } from './measure.ts';

const folder = new URL('../fixtures/verbose/', import.meta.url);
const texts = readdirSync(folder)
  .filter((name) => name !== 'terse.txt')
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));

await figure(
  'tokens that the built-in compression saves on our verbose prompts',
  async () => {
    let before = 0;
    let after = 0;
    for (const text of texts) {
      before += (await countTokens(text)).tokens;
      after += (await countTokens(compressPrompt(text).text)).tokens;
    }
    return (1 - after / before) * 100;
  },
  { unit: '%' },
);
const long = texts.join('\n\n').repeat(3);
await measure(`compress ${Math.round(long.length / 1000)} kB`, () => compressPrompt(long), {
  runs: 15,
  aim: { atMost: 50 },
});
