import { countTokens } from '../../src/core/usage/tokens.ts';
import { figure, measure } from './measure.ts';

await figure(
  'load the vocabulary and count a word',
  async () => {
    const started = performance.now();
    await countTokens('word');
    return performance.now() - started;
  },
  { unit: 'ms' },
);

// Letters change from run to run: the library remembers the words that it has seen.
let letter = 0;
const blob = (length: number): string => String.fromCharCode(0x61 + (letter++ % 26)).repeat(length);
await measure('count 20,000 times one letter', () => countTokens(blob(20_000)), {
  runs: 15,
  aim: { atMost: 50 },
});
await measure('count 1 MB of one letter', () => countTokens(blob(1_000_000)), {
  runs: 3,
  aim: { atMost: 1000 },
});

const prose =
  'When the cart is empty, the checkout page of `src/checkout.ts` must say so in one line. '.repeat(230);
await measure('count 20 kB of prose', () => countTokens(prose), { runs: 31, aim: { atMost: 10 } });
