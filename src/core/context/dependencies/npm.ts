import { type Dependency, versionIn } from './dependency.ts';
import { readJson, stringRecord } from './readJson.ts';

/** Dependencies of a package.json. */
export function npmDependencies(manifest: string, text: string): readonly Dependency[] {
  const data = readJson(text);
  if (data === null) return [];
  const read = (key: string, development: boolean): readonly Dependency[] =>
    Object.entries(stringRecord(data[key])).map(([name, range]) => ({
      ecosystem: 'npm',
      name: name.toLowerCase(),
      version: versionIn(range),
      development,
      manifest,
    }));
  return [
    ...read('dependencies', false),
    ...read('peerDependencies', false),
    ...read('optionalDependencies', false),
    ...read('devDependencies', true),
  ];
}

/** Dependencies of a deno.json or deno.jsonc: its import map, `npm:` and `jsr:` specifiers and URLs. */
export function denoDependencies(manifest: string, text: string): readonly Dependency[] {
  const imports = stringRecord(readJson(text)?.['imports']);
  return Object.entries(imports).map(([alias, target]) => {
    const specifier = /^(npm|jsr):\/?(@?[^@]+)(?:@(.+))?$/.exec(target);
    return {
      ecosystem: specifier?.[1] === 'npm' ? ('npm' as const) : ('deno' as const),
      name: (specifier?.[2] ?? alias.replace(/\/$/, '')).replace(/\/$/, '').toLowerCase(),
      version: versionIn(specifier === null ? (/@v?([\d.]+)/.exec(target)?.[1] ?? null) : specifier[3]),
      development: false,
      manifest,
    };
  });
}
