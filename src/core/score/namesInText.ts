/** Words in front of a name that a source declares, in the languages that most repositories are written in. */
const declared =
  /\b(?:function\*?|class|interface|type|enum|const|let|var|def|fn|func|fun|val|struct|trait|module|record|object|protocol|defmodule|defp?)[ \t]+(?:\([^()\n]{0,80}\)[ \t]*)?([\p{L}_$][\p{L}\p{N}_$]{1,80})/gu;
/** Methods: a name at the start of a line with brackets behind it and a body after them. */
const method =
  /^[ \t]+(?:(?:public|private|protected|static|async|readonly|override|final|abstract|get|set)[ \t]+){0,4}([\p{L}_$][\p{L}\p{N}_$]{1,80})[ \t]*\([^()\n]{0,200}\)[^;\n]{0,80}\{/gmu;
const noNames = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  'return',
  'function',
  'constructor',
  'with',
]);

/** Functions, classes, methods and constants that a source declares. Linear in the text. */
export function symbolsIn(text: string): Set<string> {
  const names = new Set<string>();
  for (const pattern of [declared, method])
    for (const [, name] of text.matchAll(pattern))
      if (name !== undefined && !noNames.has(name)) names.add(name);
  return names;
}

/** Scripts and tasks that a file of this name defines; empty for every other file and for one that cannot be read. Linear in the text. */
export function scriptsIn(name: string, text: string): string[] {
  if (name === 'package.json' || name === 'composer.json') return keysOf(text, 'scripts');
  if (name.startsWith('deno.json')) return keysOf(text, 'tasks');
  if (/^(?:GNUm|[Mm])akefile$/.test(name))
    return [...text.matchAll(/^([A-Za-z][\w.-]*)[ \t]*:(?![=:])/gm)].map(([, target]) => target ?? '');
  if (name === 'justfile')
    return [...text.matchAll(/^@?([A-Za-z][\w-]*)(?:[ \t][^:=\n]*)?:(?!=)/gm)].map(
      ([, recipe]) => recipe ?? '',
    );
  if (name.startsWith('Taskfile'))
    return [...text.matchAll(/^ {2}["']?([A-Za-z][\w:-]*?)["']?:[ \t]*$/gm)].map(([, task]) => task ?? '');
  if (name === 'pyproject.toml') {
    const tables = text.matchAll(
      /^\[(?:project\.scripts|tool\.poe\.tasks|tool\.pdm\.scripts|tool\.poetry\.scripts)\]\n((?:(?!\[).*\n?)*)/gm,
    );
    return [...tables].flatMap(([, lines]) =>
      [...(lines ?? '').matchAll(/^([\w-]+)[ \t]*=/gm)].map(([, key]) => key ?? ''),
    );
  }
  return [];
}

function keysOf(text: string, key: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return []; // broken, or JSON with comments
  }
  const found: unknown =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : null;
  return typeof found === 'object' && found !== null ? Object.keys(found) : [];
}
