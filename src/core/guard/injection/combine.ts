import {
  combinations,
  concepts,
  mainThread,
  weave,
  weaveWeights,
  weaveWithin,
  type Way,
} from './concepts.ts';
import type { Hit } from './findInjections.ts';

/** A way of saying a concept, to be looked up by its head. */
export interface ConceptEntry {
  readonly concept: number;
  readonly way: Way;
}

/** Every way of saying a concept, by its head. */
export const conceptEntries: readonly (readonly [head: string, entry: ConceptEntry])[] = concepts.flatMap(
  (one, concept) => one.ways.map((way) => [way.head, { concept, way }] as const),
);

const users = concepts.map((one) =>
  combinations
    .filter(({ needs }) => needs.includes(one))
    .map((combination) => ({ combination, needs: combination.needs.map((need) => concepts.indexOf(need)) })),
);
const threads = weave.map((one) => concepts.indexOf(one));
const main = concepts.indexOf(mainThread);

/** Finds where concepts stand close together. Is told of the places in their order; of each concept only the last one is kept. */
export class Combiner {
  readonly #last = new Float64Array(concepts.length).fill(-Infinity);
  readonly #found: (hit: Hit) => void;

  constructor(found: (hit: Hit) => void) {
    this.#found = found;
  }

  /** The head of an entry stands at `at`. */
  see(text: string, at: number, { concept, way }: ConceptEntry): void {
    const end = endOfWay(text, at, way);
    if (end === -1) return;
    this.#last[concept] = at;
    for (const { combination, needs } of users[concept] ?? []) {
      let start = at;
      for (const need of needs) start = Math.min(start, this.#last[need] as number);
      if (at - start > combination.within) continue;
      const { family, weight } = combination;
      this.#found({ family, weight, source: combination, woven: true, start, end });
    }
    if (threads.includes(concept)) this.#weave(at, end);
  }

  #weave(at: number, end: number): void {
    let start = at;
    let near = at - (this.#last[main] as number) <= weaveWithin ? 0 : -1;
    for (const thread of threads) {
      const place = this.#last[thread] as number;
      if (at - place > weaveWithin) continue;
      near++;
      start = Math.min(start, place);
    }
    const weight = weaveWeights[near] ?? 0;
    if (weight > 0) this.#found({ family: 'persona', weight, source: weave, woven: true, start, end });
  }
}

/** Where what is said this way at `at` ends; -1 when it is not said there. */
function endOfWay(text: string, at: number, { phrase, pattern }: Way): number {
  if (pattern !== null) {
    pattern.lastIndex = at;
    return pattern.test(text) ? pattern.lastIndex : -1;
  }
  if (phrase === null) return -1;
  const end = at + phrase.length;
  if (end < text.length && isWord(text.charCodeAt(end))) return -1;
  if (phrase.length > 8 && text.slice(at, end).toLowerCase() !== phrase) return -1;
  return end;
}

function isWord(code: number): boolean {
  return isLetter(code) || (code >= 48 && code <= 57) || code === 95;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
