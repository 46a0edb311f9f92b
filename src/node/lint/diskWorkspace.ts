import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearestBeside } from '../../core/lint/nearestBeside.ts';
import { kindOfPath } from '../../core/prompt/kind.ts';
import { anchorsOf } from '../../core/lint/anchors.ts';
import type { LintWorkspace } from '../../core/lint/workspace.ts';

/** Files of other programs that say nothing about a project: a folder of prompts has them too. */
const aside =
  /(?:^|\/)(?:\.git(?:ignore|attributes|modules)|\.editorconfig|\.markdownlint[^/]*|whetstone\.config\.json|licen[cs]e[^/]*|[^/]*\.(?:md|mdx|txt))$/i;

/** Longer Markdown files are not read for their headings. Bytes. */
const longest = 1_000_000;

/** The files around a linted one, on this machine's disk. `listed` are the repository's files from `root`. Reads nothing until asked. */
export function diskWorkspace(root: string, listed: readonly string[]): LintWorkspace {
  const known = new Map<string, boolean>();
  const anchors = new Map<string, readonly string[] | null>();
  let byName: Map<string, string[]> | undefined;
  let scripts: ReadonlySet<string> | null | undefined;
  let targets: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  let project: boolean | undefined;
  const has = (path: string): boolean => {
    let there = known.get(path);
    if (there === undefined) {
      there = !path.includes('\0') && existsSync(join(root, path));
      known.set(path, there);
    }
    return there;
  };
  return {
    has,
    nearest(path) {
      byName ??= groupByName(listed);
      const name = path.slice(path.lastIndexOf('/') + 1);
      const same = byName.get(name.toLowerCase());
      if (same !== undefined) return same.length === 1 ? (same[0] ?? null) : null;
      return nearestBeside(path, listed);
    },
    anchors(path) {
      if (!/\.(?:md|markdown|mdx)$/i.test(path)) return null;
      let found = anchors.get(path);
      if (found === undefined) {
        const text = readText(join(root, path));
        found = text === null ? null : anchorsOf(text);
        anchors.set(path, found);
      }
      return found;
    },
    get holdsProject() {
      project ??= listed.some((path) => kindOfPath(path) === null && !aside.test(path) && !isAgentFile(path));
      return project;
    },
    get scripts() {
      if (scripts === undefined) scripts = scriptsOf(root, listed);
      return scripts;
    },
    get targets() {
      targets ??= targetsOf(root, listed);
      return targets;
    },
  };
}

/** Files that come with agents: resources of skills, settings of editors. */
function isAgentFile(path: string): boolean {
  return /(?:^|\/)(?:\.github|\.claude|\.cursor|\.agents|\.vscode|skills)\//.test(path);
}

function groupByName(paths: readonly string[]): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const path of paths) {
    const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [path]);
    else group.push(path);
  }
  return groups;
}

function readText(path: string): string | null {
  try {
    const bytes = readFileSync(path);
    return bytes.length > longest ? null : bytes.toString('utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

function scriptsOf(root: string, listed: readonly string[]): ReadonlySet<string> | null {
  const manifests = listed.filter((path) => /(?:^|\/)package\.json$/.test(path)).slice(0, 50);
  if (manifests.length === 0) return null;
  const names = new Set<string>();
  for (const path of manifests) {
    const text = readText(join(root, path));
    if (text === null) continue;
    try {
      const manifest = JSON.parse(text) as { scripts?: unknown } | null;
      const scripts = manifest?.scripts;
      if (typeof scripts === 'object' && scripts !== null)
        for (const name of Object.keys(scripts)) names.add(name);
    } catch (error) {
      // Not to be read: what it names is unknown, so nothing can be said to be missing.
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  }
  return names;
}

function targetsOf(root: string, listed: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, ReadonlySet<string>>();
  const read = (program: string, names: readonly string[], pattern: RegExp): void => {
    const file = names.find((name) => listed.includes(name));
    const text = file === undefined ? null : readText(join(root, file));
    // A file that includes others may have its targets there.
    if (text === null || /^-?include\b|^import\b|^mod\b/m.test(text)) return;
    found.set(
      program,
      new Set([...text.matchAll(pattern)].flatMap((match) => (match[1] ?? '').split(/\s+/))),
    );
  };
  read('make', ['GNUmakefile', 'makefile', 'Makefile'], /^([A-Za-z0-9_.%$()/ -]+?)\s*:(?!=)/gm);
  read('just', ['justfile', 'Justfile', '.justfile'], /^@?([A-Za-z][\w-]*)(?:\s[^:=\n]*)?:(?!=)/gm);
  return found;
}
