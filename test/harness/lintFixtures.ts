import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { kindOfPath } from '../../src/core/prompt/kind.ts';

const folder = new URL('../fixtures/lint', import.meta.url).pathname;

/** A small repository of prompt files, good and bad, written for the tests: texts by path. */
export function lintFixtures(): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
    const path = join(folder, name);
    if (statSync(path).isFile()) files[name.replaceAll('\\', '/')] = readFileSync(path, 'utf8');
  }
  return files;
}

/** The prompt files among them. */
export function promptFixtures(): readonly (readonly [path: string, text: string])[] {
  return Object.entries(lintFixtures()).filter(([path]) => kindOfPath(path) !== null);
}
