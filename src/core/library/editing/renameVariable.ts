import { WhetstoneError } from '../../errors.ts';
import type { Span } from '../../span.ts';
import { helperNames } from '../expressions.ts';
import { nameAt, placesOfVariable, type NameAt } from './nameAt.ts';
import type { TemplateIndex } from './templateIndex.ts';
import type { TextEdit } from './textEdit.ts';

/** Words that mean something else in a template. */
const reserved: ReadonlySet<string> = new Set([
  ...helperNames,
  'this',
  'else',
  'as',
  'true',
  'false',
  'null',
  'undefined',
]);

/** A name that Handlebars, YAML and Picoschema all read as it stands. */
const plainName = /^[\p{L}_][\p{L}\p{N}_-]{0,79}$/u;

/** Why a text cannot be a variable's name, as a sentence; null when it can. */
export function nameFault(name: string): string | null {
  if (!plainName.test(name))
    return 'A name starts with a letter or "_" and goes on with letters, digits, "_" and "-".';
  return reserved.has(name) ? `"${name}" means something else in templates.` : null;
}

/** What can be renamed at an offset: a variable, or a name that a block gives. Null for everything else. */
export function renamable(
  index: TemplateIndex,
  offset: number,
): Extract<NameAt, { type: 'variable' | 'local' | 'helper' | 'partial' | 'role' }> | null {
  const found = nameAt(index, offset);
  return found?.type === 'variable' || found?.type === 'local' ? found : null;
}

/**
 * Gives the variable at an offset another name, in schema, defaults, samples and every use. A partial that takes the variable by its old name is
 * given it under that name: `{{> part old=new}}`.
 *
 * @param wanted what partials take from the template, by their names (wantedNames.ts)
 * @returns the edits; none when the name stays as it is
 * @throws WhetstoneError `usage` where nothing can be renamed, for a name that cannot be one, and for one that is taken
 */
export function renameVariable(
  index: TemplateIndex,
  offset: number,
  name: string,
  wanted: ReadonlyMap<string, ReadonlySet<string>> = new Map(),
): readonly TextEdit[] {
  const found = renamable(index, offset);
  if (found === null)
    throw new WhetstoneError('usage', 'Only variables can be renamed.', 'Put the cursor on a variable.');
  if (name === found.name) return [];
  const fault = nameFault(name);
  if (fault !== null) throw new WhetstoneError('usage', fault, 'Choose another name.');
  const taken = [...index.declarations, ...index.uses, ...index.locals].some((one) => one.name === name);
  if (taken)
    throw new WhetstoneError(
      'usage',
      `There already is a "${name}" in this template.`,
      'Choose another name.',
    );
  const edits = (spans: readonly Span[]): TextEdit[] => spans.map((span) => ({ span, text: name }));
  if (found.type === 'local') return edits([found.local.span, ...found.local.uses]);
  const handedOn = index.partials.flatMap((use): TextEdit[] => {
    const isTaken = !use.hasOwnContext && wanted.get(use.name)?.has(found.name) === true;
    if (!isTaken || use.given.includes(found.name)) return [];
    return [{ span: { start: use.span.end, end: use.span.end }, text: ` ${found.name}=${name}` }];
  });
  return [...edits(placesOfVariable(index, found.name)), ...handedOn];
}
