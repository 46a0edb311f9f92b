/**
 * What is known of the files around a linted one. Paths are relative to the workspace, with forward slashes; one that leads out of it begins
 * with `../`. Every question is answered at once, from memory or by one look at the disk.
 */
export interface LintWorkspace {
  /** Whether a file or folder lies there. */
  has(path: string): boolean;
  /** The existing file that is most likely meant by a path that leads nowhere: same name elsewhere, or nearly the same name. */
  nearest(path: string): string | null;
  /** The headings of a Markdown file as anchors (`#getting-started` without `#`); null when it is none or cannot be read. */
  anchors(path: string): readonly string[] | null;
  /** True when there is more than prompt files and readmes, so that what is missing here is missing. */
  readonly holdsProject: boolean;
  /** Names of scripts in package.json files; null when there is no package.json. */
  readonly scripts: ReadonlySet<string> | null;
  /** Targets of a Makefile or justfile at the root, by the program that runs them; a program without a file is missing. */
  readonly targets: ReadonlyMap<string, ReadonlySet<string>>;
}
