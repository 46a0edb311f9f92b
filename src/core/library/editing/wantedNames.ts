import { templateIndex } from './templateIndex.ts';

/**
 * The variables that partials take from the template that puts them in, their own and those of partials in them.
 *
 * @param parts the files of the partials by the name in `{{> name}}`; one that includes itself is followed once
 */
export function wantedNames(
  parts: Readonly<Record<string, string>>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const indexes = new Map(Object.entries(parts).map(([name, text]) => [name, templateIndex(text)]));
  const wanted = new Map<string, Set<string>>();
  const visit = (name: string): ReadonlySet<string> => {
    const known = wanted.get(name);
    if (known !== undefined) return known;
    const names = new Set<string>();
    wanted.set(name, names);
    const index = indexes.get(name);
    for (const use of index?.uses ?? []) names.add(use.name);
    for (const use of index?.partials ?? []) {
      if (use.hasOwnContext) continue;
      for (const inner of visit(use.name)) if (!use.given.includes(inner)) names.add(inner);
    }
    return names;
  };
  for (const name of indexes.keys()) visit(name);
  return wanted;
}
