import { realpath } from 'node:fs/promises';
import { isAbsolute, resolve } from 'node:path';
import { configFileName } from '../core/config.ts';
import { liesIn } from './liesIn.ts';

/** A team's template folders that may be read, absolute, and one sentence for each that may not. */
export interface TeamTemplates {
  readonly paths: readonly string[];
  readonly warnings: readonly string[];
}

/**
 * The folders that `templates` of a team's configuration names, from `root`, the repository's root. One that is missing or really lies
 * outside (an absolute path, `..`, a link) is left out: a cloned repository must not pass off other files as its templates.
 */
export async function teamTemplates(root: string, names: readonly string[]): Promise<TeamTemplates> {
  const paths: string[] = [];
  const warnings: string[] = [];
  for (const name of names) {
    const path = resolve(root, name);
    const real = isAbsolute(name) || name.includes('\0') ? null : await realpath(path).catch(() => null);
    if (real !== null && (await liesIn(real, root))) paths.push(path);
    else
      warnings.push(
        `The template folder "${name.slice(0, 80)}" of ${configFileName} is not a folder of this repository; it is ignored.`,
      );
  }
  return { paths, warnings };
}
