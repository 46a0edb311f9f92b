import type { Profiler } from 'node:inspector';

/** A stretch of time in which a thread ran one and the same callback of ours and could answer nobody. */
export interface Block {
  /** Milliseconds by the clock; on a busy machine other programs' turns count, too. */
  readonly wall: number;
  /** Milliseconds in which the thread was really seen running: samples that came late count as two intervals at most. */
  readonly busy: number;
  /** The functions of ours that ran longest, deepest first, as `name file:line`. */
  readonly where: readonly string[];
}

/** The collector and V8 itself may take turns of this length within a stretch. Microseconds. */
const longestGap = 10_000;

/** Time between two samples, in microseconds. */
export const samplingInterval = 1000;

/**
 * The longest stretches of a processor profile in which code whose address `isOurs` was on the stack without a break, longest first.
 * Turns of the collector and of V8 itself in between belong to the stretch. What VS Code does for us inside a call of ours counts as ours.
 *
 * @param profile as `Profiler.stop` gives it, taken with `samplingInterval`
 */
export function blocksIn(
  profile: Profiler.Profile,
  isOurs: (url: string) => boolean,
  most: number,
): readonly Block[] {
  const stacks = stacksOf(profile, isOurs);
  const between = new Set(
    profile.nodes
      .filter(({ callFrame }) => ['(garbage collector)', '(program)'].includes(callFrame.functionName))
      .map(({ id }) => id),
  );
  const blocks: Block[] = [];
  let [wall, busy, gapWall, gapBusy] = [0, 0, 0, 0];
  let counts = new Map<string, number>();
  const end = (): void => {
    if (wall > 0) {
      const where = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 4);
      blocks.push({ wall: wall / 1000, busy: busy / 1000, where: where.map(([name]) => name) });
    }
    [wall, busy, gapWall, gapBusy] = [0, 0, 0, 0];
    counts = new Map();
  };
  const { samples = [], timeDeltas = [] } = profile;
  for (const [index, sample] of samples.entries()) {
    const frames = stacks.get(sample);
    // A delta is the time before its sample: what a sample stands for lasts until the next one.
    const microseconds = Math.max(0, timeDeltas[index + 1] ?? 0);
    const running = Math.min(microseconds, 2 * samplingInterval);
    if (frames !== undefined) {
      wall += gapWall + microseconds;
      busy += gapBusy + running;
      [gapWall, gapBusy] = [0, 0];
      for (const frame of frames) counts.set(frame, (counts.get(frame) ?? 0) + 1);
    } else if (wall > 0 && between.has(sample) && gapBusy < longestGap) {
      gapWall += microseconds;
      gapBusy += running;
    } else {
      end();
    }
  }
  end();
  return blocks.toSorted((a, b) => b.busy - a.busy).slice(0, most);
}

/** For each node below code of ours: our functions on its stack, deepest first. */
function stacksOf(
  { nodes }: Profiler.Profile,
  isOurs: (url: string) => boolean,
): ReadonlyMap<number, readonly string[]> {
  const parents = new Map(nodes.flatMap(({ id, children }) => (children ?? []).map((child) => [child, id])));
  const names = new Map(
    nodes.flatMap(({ id, callFrame: { functionName, url, lineNumber } }) =>
      isOurs(url)
        ? [[id, `${functionName || '(anonymous)'} ${url.split('/').at(-1)}:${lineNumber + 1}`] as const]
        : [],
    ),
  );
  const stacks = new Map<number, readonly string[]>();
  for (const { id } of nodes) {
    const frames: string[] = [];
    for (let node: number | undefined = id; node !== undefined; node = parents.get(node)) {
      const name = names.get(node);
      if (name !== undefined) frames.push(name);
    }
    if (frames.length > 0) stacks.set(id, [...new Set(frames)]);
  }
  return stacks;
}
