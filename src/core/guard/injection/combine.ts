import { KeywordTrie } from '../secrets/keywordTrie.ts';
import {
  combinations,
  concepts,
  mainThread,
  weave,
  weaveWeights,
  weaveWithin,
  type Concept,
} from './concepts.ts';
import type { Hit } from './findInjections.ts';

const trie = new KeywordTrie<Concept>(
  concepts.flatMap((one) => one.anchors.map((anchor) => [anchor, one] as const)),
  true,
);
const users = new Map(
  concepts.map((one) => [one, combinations.filter(({ needs }) => needs.includes(one))] as const),
);
const threads: ReadonlySet<Concept> = new Set(weave);

/** Where concepts stand close together. One pass; for each concept only the last place is kept. */
export function combinationHits(text: string): Hit[] {
  const hits: Hit[] = [];
  const last = new Map<Concept, number>();
  trie.scan(text, 0, text.length, (one, at) => {
    if (at > 0 && isLetter(text.charCodeAt(at - 1))) return;
    one.pattern.lastIndex = at;
    if (!one.pattern.test(text)) return;
    const end = one.pattern.lastIndex;
    last.set(one, at);
    for (const combination of users.get(one) ?? []) {
      const start = firstOf(combination.needs, last);
      if (at - start > combination.within) continue;
      const { family, weight } = combination;
      hits.push({ family, weight, source: combination, woven: true, start, end });
    }
    if (!threads.has(one)) return;
    const near = weave
      .map((thread) => last.get(thread) ?? -Infinity)
      .filter((place) => at - place <= weaveWithin);
    const playing = at - (last.get(mainThread) ?? -Infinity) <= weaveWithin;
    const weight = weaveWeights[near.length - (playing ? 0 : 1)] ?? 0;
    if (weight > 0)
      hits.push({ family: 'persona', weight, source: weave, woven: true, start: Math.min(...near), end });
  });
  return hits;
}

function firstOf(needs: readonly Concept[], last: ReadonlyMap<Concept, number>): number {
  let first = Infinity;
  for (const one of needs) first = Math.min(first, last.get(one) ?? -Infinity);
  return first;
}

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}
