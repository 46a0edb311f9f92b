/** What an injected text tries. */
export type SignalFamily =
  | 'override'
  | 'disclosure'
  | 'persona'
  | 'exfiltration'
  | 'tool-abuse'
  | 'concealment'
  | 'fake-turn'
  | 'hidden-text';

/** One thing that speaks for an injection. */
export interface Signal {
  readonly family: SignalFamily;
  /** 0-1: how much this alone makes an injection likely. From 0.5 on it is enough. */
  readonly weight: number;
  /** Small letters; the pattern runs where one of these stands at the start of a word. */
  readonly anchors: readonly string[];
  /** Sticky, from the anchor on, letter case ignored. Every gap is bounded. */
  readonly pattern: RegExp;
}

/** Inside one sentence. */
export const gap = (most: number): string => `[^.!?\\n]{0,${most}}?`;

export function signal(family: SignalFamily, weight: number, anchors: string, source: string): Signal {
  return { family, weight, anchors: anchors.split(' '), pattern: new RegExp(source, 'iy') };
}
