import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod/mini';
import type { LearnedParameters } from '../core/model/learnedParameters.ts';
import { sha256 } from './sha256.ts';

/** Beside the database; holds no key, no prompt and, for addresses, only hashes. */
export const learnedFileName = 'learned-parameters.json';

/** Models and servers change: after so long a model is asked with everything again. Milliseconds. */
const lifetime = 30 * 24 * 3_600_000;

/** More models than anybody uses; the oldest go first. */
const mostEntries = 500;

const content = z.array(
  z.object({
    server: z.string(),
    model: z.string(),
    parameters: z.array(z.string()),
    at: z.number(),
  }),
);

type Entries = z.infer<typeof content>;

/**
 * What models refuse, kept in a file of the user's data folder. A file that cannot be read or written costs a refused attempt, so nobody is told. Two
 * processes that write at once may lose what one of them learned; it learns it again.
 * @param clock milliseconds since 1970
 */
export function learnedFile(folder: string, clock: () => number): LearnedParameters {
  const file = path.join(folder, learnedFileName);
  let last: Promise<void> = Promise.resolve();
  const write = async (server: string, model: string, parameters: readonly string[]): Promise<void> => {
    const others = (await fresh(file, clock())).filter(
      (entry) => entry.server !== server || entry.model !== model,
    );
    const all = [...others, { server, model, parameters, at: clock() }].slice(-mostEntries);
    const temporary = `${file}.${process.pid}.tmp`;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(temporary, `${JSON.stringify(all)}\n`, { mode: 0o600 });
    await chmod(temporary, 0o600);
    await rename(temporary, file);
  };
  return {
    known: async (address) => {
      const server = sha256(address);
      const entries = (await fresh(file, clock())).filter((entry) => entry.server === server);
      return new Map(entries.map(({ model, parameters }) => [model, parameters]));
    },
    note: (address, model, parameters) => {
      last = last.then(() => write(sha256(address), model, parameters)).catch(() => {}); // learned again at the next start
      return last;
    },
  };
}

/** What the file holds and is not too old; nothing when it is missing, broken or of another form. */
async function fresh(file: string, now: number): Promise<Entries> {
  try {
    const parsed = z.safeParse(content, JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data.filter(({ at }) => at <= now && now - at < lifetime) : [];
  } catch {
    return [];
  }
}
