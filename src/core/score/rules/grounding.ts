import type { Reference } from '../../prompt/document.ts';
import type { WorkspaceNames } from '../names.ts';
import type { Reading } from '../reading/reading.ts';
import { absent, requestKinds, type Rule, saturating } from '../rule.ts';

const script = /^(?:npm run|pnpm(?: run)?|yarn(?: run)?|bun run|make|just|task)\s+([\w:.-]+)/u;
const installs = new Set([
  'install',
  'add',
  'i',
  'exec',
  'dlx',
  'remove',
  'ci',
  'test',
  'start',
  'publish',
  'run',
]);

/** What a reference claims to exist and does not: the name and the known name most like it. */
export interface Missing {
  readonly reference: Reference;
  readonly nearest: string;
}

/**
 * Names in the prompt that the workspace does not hold, while something almost like them is there: misspelled, moved or renamed. A name that is like
 * nothing here is not held against the prompt: it may belong to a library, to another repository, or be new. What the prompt asks to create is never missing.
 */
export function missingNames(reading: Reading, names: WorkspaceNames): Missing[] {
  const missing: Missing[] = [];
  const seen = new Set<string>();
  for (const reference of reading.document.references) {
    const { type, target } = reference;
    if (seen.has(target) || isCreated(reading, reference)) continue;
    seen.add(target);
    if (type === 'path' || type === 'file' || type === 'link') {
      if (isGlob(target) || names.hasPath(target)) continue;
      const nearest = names.nearest(target);
      if (nearest !== null) missing.push({ reference, nearest });
    } else if (type === 'identifier') {
      const command = script.exec(target)?.[1];
      if (command !== undefined) {
        if (installs.has(command) || names.hasScript(command)) continue;
        const nearest = names.nearest(command);
        if (nearest !== null) missing.push({ reference, nearest });
      } else if (!names.hasSymbol(bareName(target)) && !names.hasPath(target)) {
        const nearest = names.nearest(bareName(target));
        if (nearest !== null) missing.push({ reference, nearest });
      }
    }
  }
  return missing;
}

function isGlob(path: string): boolean {
  return /[*?{<$]/u.test(path) || /^(?:\/|~|[A-Za-z]:)/u.test(path);
}

function bareName(name: string): string {
  return name.replace(/\(.*$/u, '');
}

/** Whether the sentence of a reference asks to create it: "create src/new.ts", "a new file `x`", "rename a to b". */
export function isCreated(reading: Reading, reference: Reference): boolean {
  const before = reading.document.text.slice(Math.max(0, reference.span.start - 60), reference.span.start);
  const clause = before.slice(Math.max(before.lastIndexOf('\n'), before.lastIndexOf('. ')) + 1);
  return /\b(?:create|new|generate|scaffold|write (?:a|an|the|it)|add (?:a|an|the)?\s*(?:\w+\s+)?(?:file|test|component|function|class|route|page|module)|called|named|into|save (?:it|them)? ?(?:as|to|in))\b[^,;]*$|\brenam(?:e|ed|ing)\b[^,;]*\bto\s+[`"']?$/iu.test(
    clause,
  );
}

/** Names something that the workspace does not hold. Only with a workspace at hand; nothing is assumed without. */
export const unknownName: Rule = {
  id: 'unknown-name',
  component: 'context',
  kinds: requestKinds,
  effect: 'costs',
  lexical: false,
  label: 'names something that is not in the workspace',
  remedy: {
    text: 'Correct the name: the workspace does not hold it',
    followed: { 'unknown-name': 0, 'names-file': 0.5 },
  },
  measure: (reading, names) => {
    if (names === null) return absent;
    const missing = missingNames(reading, names);
    const first = missing[0];
    if (first === undefined) return absent;
    const written = first.reference.target;
    const note = `The workspace holds no "${written}"; "${first.nearest}" is the nearest name`;
    return {
      strength: saturating(missing.length, 1),
      spans: missing.slice(0, 10).map((one) => one.reference.span),
      note,
    };
  },
};
