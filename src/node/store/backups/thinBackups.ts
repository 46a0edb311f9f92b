/** A backup as its file says. */
export interface KeptBackup {
  /** Name of the file. */
  readonly name: string;
  /** Milliseconds since 1970, when it was made. */
  readonly at: number;
  readonly bytes: number;
}

/** How many backups are kept, and how much they may take together. */
export interface BackupBounds {
  readonly most: number;
  readonly mostBytes: number;
}

export const backupBounds: BackupBounds = { most: 7, mostBytes: 1024 * 1024 * 1024 };

/** The newest are kept as they are; of the others those that stand close together go first. */
const newest = 3;

/** A backup older than this is of no use beside younger ones, milliseconds. */
const oldestAge = 60 * 24 * 3_600_000;

/**
 * The backups that have to go. Of more than `most` the older ones are thinned: one goes whose neighbours are nearest to each other for its age, so that what
 * stays reaches from today over some days and weeks to two months. Beyond the bytes the oldest go; the newest always stays.
 */
export function surplusOf(
  backups: readonly KeptBackup[],
  now: number,
  bounds: BackupBounds = backupBounds,
): readonly KeptBackup[] {
  const kept = backups.toSorted((one, other) => other.at - one.at);
  while (kept.length > bounds.most) kept.splice(thinnedPlace(kept, now), 1);
  let bytes = kept.reduce((sum, backup) => sum + backup.bytes, 0);
  while (kept.length > 1 && bytes > bounds.mostBytes) bytes -= kept.pop()?.bytes ?? 0;
  return backups.filter((backup) => !kept.includes(backup));
}

function thinnedPlace(kept: readonly KeptBackup[], now: number): number {
  const last = kept.length - 1;
  const age = (place: number): number => Math.max(1, now - (kept[place]?.at ?? now));
  if (age(last) > oldestAge || last <= newest) return last;
  let place = last;
  let closest = Number.POSITIVE_INFINITY;
  for (let candidate = newest; candidate < last; candidate += 1) {
    const closeness = (age(candidate + 1) - age(candidate - 1)) / age(candidate);
    if (closeness < closest) [place, closest] = [candidate, closeness];
  }
  return place;
}
