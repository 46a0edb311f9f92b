import type { PromptKind } from '../prompt/document.ts';
import type { Span } from '../span.ts';
import type { WorkspaceNames } from './names.ts';
import type { Reading } from './reading/reading.ts';
import type { Component } from './score.ts';

/** How strongly something is present, 0 (not at all) to 1, and where. */
export interface Signal {
  readonly strength: number;
  readonly spans: readonly Span[];
  /** What to do in this very text, where that says more than the rule's remedy. */
  readonly note?: string;
}

/** What to do about a missing strength or a present weakness. */
export interface Remedy {
  /** An instruction to the author, one sentence without a full stop. */
  readonly text: string;
  /** The strength of this and other rules once the author has done it: what the promised gain is computed from. */
  readonly followed: Readonly<Record<string, number>>;
}

/**
 * One thing that a careful reader reacts to. A rule only measures; what its strength is worth in each of the four parts is data
 * (`model/`), whose signs obey `effect`.
 */
export interface Rule {
  readonly id: string;
  /** The part under which the rule is explained and its suggestion listed. */
  readonly component: Component;
  readonly kinds: readonly PromptKind[];
  /** Whether more of it can only raise a score, only lower it, or either. */
  readonly effect: 'earns' | 'costs' | 'either';
  /** What was seen, in the user's words: "names the file". */
  readonly label: string;
  /** Whether it needs word lists. In a language without them it is left out and its usual worth goes to the base. */
  readonly lexical: boolean;
  readonly remedy: Remedy | null;
  measure(reading: Reading, names: WorkspaceNames | null): Signal;
}

export const absent: Signal = { strength: 0, spans: [] };

/** 0 for nothing, half way at `half`, towards 1 for many: the second name helps less than the first. */
export function saturating(count: number, half: number): number {
  return count <= 0 ? 0 : 1 - 2 ** (-count / half);
}

export const requestKinds: readonly PromptKind[] = ['typed', 'issue'];
