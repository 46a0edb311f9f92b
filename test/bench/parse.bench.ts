import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePrompt } from '../../src/core/prompt/parsePrompt.ts';
import { benchData, measure } from './measure.ts';

/** Real agent files one after another, `length` UTF-16 units of them. */
async function agentFiles(length: number): Promise<string> {
  const folder = join(benchData(), 'agent-files');
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.md')).sort();
  let text = '';
  for (const name of names) {
    if (text.length >= length) break;
    text += `${await readFile(join(folder, name), 'utf8')}\n\n`;
  }
  return text.slice(0, length);
}

const sizes: readonly (readonly [string, number, number | null])[] = [
  ['1 kB', 1000, 0.5],
  ['20 kB', 20_000, 3],
  ['1 MB', 1_000_000, null],
];
for (const [name, length, aim] of sizes) {
  let text: string | undefined;
  await measure(
    `parse ${name} of agent files`,
    async () => parsePrompt((text ??= await agentFiles(length)), { kind: 'prompt' }),
    { runs: length > 100_000 ? 7 : 101, ...(aim === null ? {} : { aim: { atMost: aim } }) },
  );
}

for (const piece of ['a', '- ', '`', '> ', '# a\n', '- a\n', '[a](b) ']) {
  const text = piece.repeat(1_000_000 / piece.length);
  await measure(`parse 1 MB of ${JSON.stringify(piece)}`, () => parsePrompt(text, { kind: 'prompt' }), {
    runs: 3,
    aim: { atMost: 1000 },
  });
}
