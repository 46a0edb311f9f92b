import type { Dependency } from '../dependencies/dependency.ts';
import type { ListedFile } from '../ports.ts';
import { broughtAlong, type FrameworkRow, frameworkFiles, frameworkTable } from './frameworkTable.ts';

export interface DetectedFramework {
  readonly name: string;
  readonly version: string | null;
  /** Path of the file that proves it. */
  readonly evidence: string;
}

/**
 * The frameworks that the manifests of a repository ask for, those that build the whole application first, then in the order of the
 * manifests (outermost first).
 */
export function detectFrameworks(
  dependencies: readonly Dependency[],
  files: readonly ListedFile[],
): readonly DetectedFramework[] {
  const found = new Map<string, DetectedFramework & { readonly order: number }>();
  const byName = new Map<string, Dependency[]>();
  for (const dependency of dependencies) {
    const key = `${dependency.ecosystem} ${dependency.name}`;
    const same = byName.get(key);
    if (same === undefined) byName.set(key, [dependency]);
    else same.push(dependency);
  }
  for (const [index, row] of frameworkTable.entries()) {
    const proofs = proofsOf(row, byName);
    const first = proofs[0];
    if (first === undefined || found.has(row.name)) continue;
    const depth = first.manifest.split('/').length;
    found.set(row.name, {
      name: row.name,
      version:
        (
          proofs.find((proof) => proof.manifest === first.manifest && proof.version !== null) ??
          proofs.find((proof) => proof.version !== null)
        )?.version ?? null,
      evidence: first.manifest,
      order: (row.rank === 'application' ? 0 : 1_000_000) + depth * 10_000 + index,
    });
  }
  for (const { name, test } of frameworkFiles) {
    const file = found.has(name) ? undefined : files.find((candidate) => test(candidate.path));
    if (file !== undefined) found.set(name, { name, version: null, evidence: file.path, order: 500_000 });
  }
  return [...found.values()]
    .filter(({ name }) => broughtAlong[name]?.some((other) => found.has(other)) !== true)
    .sort((a, b) => a.order - b.order)
    .map(({ name, version, evidence }) => ({ name, version, evidence }));
}

function proofsOf(
  row: FrameworkRow,
  byName: ReadonlyMap<string, readonly Dependency[]>,
): readonly Dependency[] {
  const proofs: Dependency[] = [];
  for (const name of row.packages) {
    if (name.endsWith('*')) {
      const beginning = `${row.ecosystem} ${name.slice(0, -1)}`;
      for (const [key, same] of byName) if (key.startsWith(beginning)) proofs.push(...same);
    } else {
      proofs.push(...(byName.get(`${row.ecosystem} ${name}`) ?? []));
    }
  }
  return proofs.filter((proof) => !proof.development || row.development === true);
}
