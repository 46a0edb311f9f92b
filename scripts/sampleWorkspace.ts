import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { layOutRepository } from '../test/harness/layOutRepository.ts';
import { projectRoot } from './prepare/cacheFolder.ts';

/** A vague prompt about the sample repository, as people write them. */
export const samplePrompt = 'the checkout is broken when the cart is empty, please fix';

/**
 * Lays out the sample repository (a small web shop with a git history) in the ignored folder `.cache/sample` and returns
 * where it is. Does nothing when it is there already, so that what a person tried in it stays. `files` (path -> content)
 * are added without being committed.
 */
export async function sampleWorkspace(
  purpose: 'demo' | 'vscode',
  files: Readonly<Record<string, string>> = {},
): Promise<string> {
  const folder = path.join(projectRoot, '.cache/sample', purpose, 'storefront');
  if (existsSync(folder)) return folder;
  const building = `${folder}.partial`;
  await rm(building, { recursive: true, force: true });
  await mkdir(path.dirname(folder), { recursive: true });
  layOutRepository('storefront', building);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(building, name)), { recursive: true });
    await writeFile(path.join(building, name), content);
  }
  await rename(building, folder);
  return folder;
}
