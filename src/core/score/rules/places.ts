import type { Reference, ReferenceType } from '../../prompt/document.ts';
import type { WorkspaceNames } from '../names.ts';
import type { Reading } from '../reading/reading.ts';
import { missingNames } from './grounding.ts';
import { absent, requestKinds, type Rule, saturating, type Signal } from '../rule.ts';

const files: ReadonlySet<ReferenceType> = new Set(['path', 'file', 'link']);
const symbols: ReadonlySet<ReferenceType> = new Set(['identifier', 'tool', 'mention']);
const web: ReadonlySet<ReferenceType> = new Set(['url']);

/** Distinct references of some types; one that the workspace is known not to hold counts for nothing. */
function named(
  reading: Reading,
  types: ReadonlySet<ReferenceType>,
  half: number,
  exists: (reference: Reference) => boolean,
): Signal {
  const seen = new Map<string, Reference>();
  for (const reference of reading.document.references) {
    if (types.has(reference.type) && !seen.has(reference.target) && exists(reference)) {
      seen.set(reference.target, reference);
    }
  }
  const spans = [...seen.values()].slice(0, 10).map((reference) => reference.span);
  return { strength: saturating(seen.size, half), spans };
}

/** What the workspace does not hold although something like it is there; empty without a workspace. */
function missingTargets(reading: Reading, names: WorkspaceNames | null): ReadonlySet<string> {
  return new Set(names === null ? [] : missingNames(reading, names).map(({ reference }) => reference.target));
}

/** Names a file or folder: the surest way to say where. */
export const namesFile: Rule = {
  id: 'names-file',
  component: 'context',
  kinds: requestKinds,
  effect: 'earns',
  lexical: false,
  label: 'names a file or folder',
  remedy: { text: 'Name the file, folder or page to change', followed: { 'names-file': 0.5 } },
  measure: (reading: Reading, names: WorkspaceNames | null) => {
    const missing = missingTargets(reading, names);
    return named(reading, files, 1, (reference) => !missing.has(reference.target));
  },
};

/** Names a function, class, flag, command or anything else as it stands in the code. */
export const namesSymbol: Rule = {
  id: 'names-symbol',
  component: 'specificity',
  kinds: requestKinds,
  effect: 'earns',
  lexical: false,
  label: 'names something from the code',
  remedy: {
    text: 'Name the function, class, option or command as it is written in the code',
    followed: { 'names-symbol': 0.37 },
  },
  measure: (reading: Reading, names: WorkspaceNames | null) => {
    const missing = missingTargets(reading, names);
    return named(reading, symbols, 1.5, (reference) => !missing.has(reference.target));
  },
};

/** Gives the line. */
export const namesLine: Rule = {
  id: 'names-line',
  component: 'specificity',
  kinds: requestKinds,
  effect: 'earns',
  lexical: false,
  label: 'gives the line',
  remedy: null,
  measure: (reading) => {
    const found = reading.document.references.find((reference) => reference.line !== null);
    return found === undefined ? absent : { strength: 1, spans: [found.span] };
  },
};

/** Sends the agent to a page on the web, which it may not reach and which may have changed. */
export const webPage: Rule = {
  id: 'web-page',
  component: 'context',
  kinds: requestKinds,
  effect: 'costs',
  lexical: false,
  label: 'sends the agent to a web page',
  remedy: { text: 'Say what the page holds that matters here', followed: { 'web-page': 0 } },
  measure: (reading: Reading) => named(reading, web, 1, () => true),
};
