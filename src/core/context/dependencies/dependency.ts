/** Where a package comes from. */
export type Ecosystem =
  | 'npm'
  | 'python'
  | 'cargo'
  | 'go'
  | 'jvm'
  | 'ruby'
  | 'php'
  | 'dotnet'
  | 'elixir'
  | 'dart'
  | 'deno'
  | 'other';

/** A package that a manifest asks for. */
export interface Dependency {
  readonly ecosystem: Ecosystem;
  /** As the manifest writes it, lower case; JVM packages as `group:artifact`. */
  readonly name: string;
  /** `15.1.0` out of `^15.1.0`; null when the manifest leaves it open. */
  readonly version: string | null;
  /** Needed only to build or test. */
  readonly development: boolean;
  /** Path of the manifest. */
  readonly manifest: string;
}

/**
 * The version in a range of any ecosystem: its first number with dots (`~> 7.1.2` gives `7.1.2`, `>=3.0,<4` gives `3.0`).
 * @returns Null for `*`, `latest`, paths and the like.
 */
export function versionIn(range: unknown): string | null {
  if (typeof range !== 'string' && typeof range !== 'number') return null;
  const text = String(range).slice(0, 200);
  if (/^(?:workspace|file|link|portal|git|github|https?|catalog)\b/.test(text) && !/@\d/.test(text))
    return null;
  return /\d+(?:\.\d+)*(?:-[0-9A-Za-z]+(?:\.[0-9A-Za-z]+)*)?/.exec(text)?.[0] ?? null;
}
