import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder of files that lives as long as one test. */
export interface TemporaryWorkspace {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** Writes the files (path from the folder's root -> content) into a new temporary folder. */
export async function makeWorkspace(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<TemporaryWorkspace> {
  // The real path: on macOS the temporary folder is a link, and VS Code would report other paths than the test wrote.
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'whetstone-workspace-')));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
