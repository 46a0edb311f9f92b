import { isTestFile } from './conventions.ts';
import { isManifest } from './dependencies/readDependencies.ts';
import { depthOf } from './facts.ts';
import { inTurns } from './inTurns.ts';
import { isSetting } from './settings.ts';
import { keyFileType } from './keyFiles.ts';
import type { Clock, ListedFile } from './ports.ts';
import { isRulesFile } from './rulesFiles.ts';

/** The few files of many that detection looks at; every list in the order of the listing. */
export interface Sieved {
  /** Manifests, rules, key files, settings. */
  readonly notable: readonly ListedFile[];
  /** Not deeper than what speaks for the whole repository. */
  readonly outer: readonly ListedFile[];
  readonly tests: readonly ListedFile[];
}

const deepest = 3;

/** Picks out in one pass what the later steps need, so that they need not go through all files again. */
export async function sieve(files: readonly ListedFile[], clock: Clock): Promise<Sieved> {
  const notable: ListedFile[] = [];
  const outer: ListedFile[] = [];
  const tests: ListedFile[] = [];
  await inTurns(files, clock, (file) => {
    const { path } = file;
    if (depthOf(path) <= deepest) outer.push(file);
    if (isManifest(path) || isSetting(path) || isRulesFile(path) || keyFileType(path) !== null)
      notable.push(file);
    if (isTestFile(path)) tests.push(file);
  });
  return { notable, outer, tests };
}
