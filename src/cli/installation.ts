import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where this copy of Whetstone lies, and its version. */
export interface Installation {
  /** Absolute path of the folder that holds package.json and `templates/`. */
  readonly folder: string;
  readonly version: string;
}

/** Finds the package.json that lies some folders above this file, in the source as in a bundle; null when there is none. */
export function installation(): Installation | null {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const manifest = readManifest(join(folder, 'package.json'));
    if (manifest?.name === 'whetstone' && manifest.version !== undefined)
      return { folder, version: manifest.version };
    if (dirname(folder) === folder) return null;
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
