import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The version in package.json, which lies some folders above this file, in the source as in a bundle. */
export function productVersion(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const manifest = readManifest(join(folder, 'package.json'));
    if (manifest?.name === 'whetstone' && manifest.version !== undefined) return manifest.version;
    if (dirname(folder) === folder) return 'unknown';
  }
}

function readManifest(path: string): { readonly name?: string; readonly version?: string } | null {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as { name?: string; version?: string };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
