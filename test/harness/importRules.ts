import { builtinModules } from 'node:module';
import path from 'node:path';

/** TypeScript files by their path from the repository's root, with forward slashes. */
export type SourceFiles = ReadonlyMap<string, string>;

interface Import {
  readonly from: string;
  /** A path like the keys of {@link SourceFiles}, or the name of a package. */
  readonly to: string;
  /** Only types: nothing of it is left when the program runs. */
  readonly erased: boolean;
}

/** Packages that talk to the outside and so have no place in the core. */
const impurePackages = new Set(['vscode', 'simple-git', 'commander', ...builtinModules]);

/** Every static, dynamic and type import of a file, relative ones resolved. */
function importsOf(file: string, source: string): Import[] {
  const statements = source.matchAll(
    /^(?:import|export)\b(?:[^;'"]*?\bfrom\s*)?\s*'([^']+)'|\bimport\(\s*'([^']+)'/gm,
  );
  return [...statements].map(([statement, fixed, dynamic]) => {
    const name = fixed ?? dynamic ?? '';
    return {
      from: file,
      to: name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : name,
      erased: /^(?:import|export) type\b/.test(statement),
    };
  });
}

/** `src/vscode/score/x.ts` -> `src/vscode/score`; undefined for files directly in `src/vscode`. */
function partOf(file: string, house: string): string | undefined {
  const rest = file.startsWith(`${house}/`) ? file.slice(house.length + 1).split('/') : [];
  return rest.length > 1 ? `${house}/${rest[0]}` : undefined;
}

/** ARCHITECTURE.md, "Which way the arrows point": what is wrong with an import, or undefined. */
function wrongArrow({ from, to }: Import): string | undefined {
  const inside = (...folders: string[]): boolean => folders.some((folder) => to.startsWith(`${folder}/`));
  const relative = to.startsWith('src/') || to.startsWith('test/') || to.startsWith('scripts/');
  if (relative && !to.startsWith('src/')) return 'the product may not import tests or scripts';
  if (from.startsWith('src/core/')) {
    if (relative) return inside('src/core') ? undefined : 'src/core may import only src/core';
    return to.startsWith('node:') || impurePackages.has(to) ? 'src/core is pure' : undefined;
  }
  if (to === 'vscode' && !from.startsWith('src/vscode/') && from !== 'src/extension.ts') {
    return 'only src/vscode and src/extension.ts know VS Code';
  }
  if (!relative) return undefined;
  if (from.startsWith('src/node/')) {
    return inside('src/core', 'src/node') ? undefined : 'src/node may import only src/core';
  }
  if (from.startsWith('src/providers/')) {
    const own = partOf(from, 'src/providers') ?? 'src/providers';
    const shared = inside('src/providers') && partOf(to, 'src/providers') === undefined;
    const allowed = inside('src/core/model', own) || to === 'src/core/errors.ts' || shared;
    return allowed ? undefined : 'a provider may import only src/core/model, and no other provider';
  }
  if (from.startsWith('src/webview/')) {
    return inside('src/core', 'src/webview')
      ? undefined
      : 'src/webview may import only message types and view models of the core';
  }
  if (from.startsWith('src/vscode/')) {
    if (!inside('src/core', 'src/node', 'src/providers', 'src/vscode')) {
      return 'src/vscode may import only src/core, src/node and src/providers';
    }
    const feature = partOf(to, 'src/vscode');
    return feature === undefined || feature === partOf(from, 'src/vscode')
      ? undefined
      : 'a feature of src/vscode may not be imported by another feature or by what features share';
  }
  if (from.startsWith('src/cli/')) {
    return inside('src/vscode', 'src/webview') ? 'the terminal knows no VS Code' : undefined;
  }
  return undefined;
}

/** Circles among the imports that are left at run time, each once, as the files along it. */
function circles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file);
    if (start !== -1) found.push([...trail.slice(start), file].join(' -> '));
    if (start !== -1 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...trail, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

/** Everything that breaks the rules on imports and exports, one line each; empty when all is well. */
export function architectureViolations(files: SourceFiles): string[] {
  const violations: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [file, source] of files) {
    const imports = importsOf(file, source);
    graph.set(
      file,
      imports.filter((item) => !item.erased && files.has(item.to)).map((item) => item.to),
    );
    for (const item of imports) {
      const wrong = wrongArrow(item);
      if (wrong) violations.push(`${file} imports ${item.to}: ${wrong}`);
    }
    if (/^export default\b|^export \{[^}]*\bas default\b/m.test(source))
      violations.push(`${file} has a default export`);
    if (/^export (?:type )?(?:\*|\{[^}]*\}) from\b/m.test(source)) {
      violations.push(`${file} passes on what another file exports`);
    }
    const name = path.posix.basename(file, '.ts');
    if (/^(?:utils?|helpers?|managers?)$|(?:Utils?|Helpers?|Manager)$/.test(name)) {
      violations.push(`${file} has a name that says nothing`);
    }
  }
  return [...violations, ...circles(graph).map((circle) => `circle: ${circle}`)];
}
