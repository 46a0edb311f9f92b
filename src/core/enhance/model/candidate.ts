import type { EnhancementWarning, Rewrite } from '../enhancement.ts';

/** A rewrite that may become the result. */
export interface Candidate {
  readonly rewrite: Rewrite;
  readonly source: { readonly provider: string; readonly model: string };
  /** Total, 0-100. */
  readonly score: number;
  /** Everything that speaks against it. */
  readonly warnings: readonly EnhancementWarning[];
  /** Those of them that the verification of the pipeline does not find. */
  readonly own: readonly EnhancementWarning[];
  /** Nothing speaks against showing it. */
  readonly usable: boolean;
}

/** Below 0 when `one` goes before `other`: verification first, score second. */
export function better(one: Candidate, other: Candidate): number {
  return (
    Number(other.usable) - Number(one.usable) ||
    one.warnings.length - other.warnings.length ||
    other.score - one.score
  );
}
