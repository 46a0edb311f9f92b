/** Ranks from 1, ties get their mean. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const result = Array.from({ length: values.length }, () => 0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to < order.length && order[to]?.value === order[from]?.value) to += 1;
    for (const { index } of order.slice(from, to)) result[index] = (from + to + 1) / 2;
    from = to;
  }
  return result;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (const [index, valueA] of a.entries()) {
    const [da, db] = [valueA - meanA, (b[index] ?? 0) - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb);
}

/** Spearman's rank correlation, -1 to 1. */
export function spearman(a: readonly number[], b: readonly number[]): number {
  return correlation(ranks(a), ranks(b));
}

export function meanAbsoluteError(a: readonly number[], b: readonly number[]): number {
  return mean(a.map((value, index) => Math.abs(value - (b[index] ?? 0))));
}

/** Of the pairs that `truth` puts at least `apart` apart, the share that `guess` puts in the same order; a tie counts half. */
export function orderedPairs(guess: readonly number[], truth: readonly number[], apart: number): number {
  let [right, pairs] = [0, 0];
  for (let i = 0; i < truth.length; i += 1) {
    for (let j = i + 1; j < truth.length; j += 1) {
      const difference = (truth[i] ?? 0) - (truth[j] ?? 0);
      if (Math.abs(difference) < apart) continue;
      pairs += 1;
      const guessed = (guess[i] ?? 0) - (guess[j] ?? 0);
      if (guessed === 0) right += 0.5;
      else if (guessed > 0 === difference > 0) right += 1;
    }
  }
  return pairs === 0 ? Number.NaN : right / pairs;
}

/** Area under the ROC curve of telling those with `positive` by a low `guess`. */
export function areaUnderCurve(guess: readonly number[], positive: readonly boolean[]): number {
  const low = ranks(guess.map((value) => -value));
  const positives = positive.filter(Boolean).length;
  const negatives = positive.length - positives;
  const sum = low.reduce((total, rank, index) => total + (positive[index] === true ? rank : 0), 0);
  return (sum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** A small deterministic generator (mulberry32), so that bootstraps repeat. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * 95 % interval of a figure by drawing whole groups (repositories) with replacement. `figure` gets row indices.
 */
export function bootstrap(
  groups: readonly string[],
  draws: number,
  figure: (rows: readonly number[]) => number,
): [number, number] {
  const members = new Map<string, number[]>();
  for (const [index, group] of groups.entries()) {
    const list = members.get(group);
    if (list === undefined) members.set(group, [index]);
    else list.push(index);
  }
  const all = [...members.values()];
  const random = randomFrom(20261121);
  const figures: number[] = [];
  for (let draw = 0; draw < draws; draw += 1) {
    const rows: number[] = [];
    for (let pick = 0; pick < all.length; pick += 1)
      rows.push(...(all[Math.floor(random() * all.length)] ?? []));
    const value = figure(rows);
    if (Number.isFinite(value)) figures.push(value);
  }
  figures.sort((a, b) => a - b);
  const at = (share: number): number =>
    figures[Math.min(figures.length - 1, Math.floor(share * figures.length))] ?? Number.NaN;
  return [at(0.025), at(0.975)];
}
