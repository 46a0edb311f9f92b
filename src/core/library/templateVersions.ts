/** Which template: its id, and the place it lies in (`user`, `builtin`, or `workspace:` and the folder's absolute path). */
export interface TemplateKey {
  readonly place: string;
  readonly id: string;
}

/** One version: immutable once it is made. */
export interface TemplateVersion {
  /** Counted from 1 for each template. */
  readonly number: number;
  /** The version it was made from; null for the first. */
  readonly parent: number | null;
  /** Who saved it, '' when not known. */
  readonly author: string;
  /** ISO 8601 UTC. */
  readonly createdAt: string;
  readonly note: string;
  /** SHA-256 of the file's text, hexadecimal. */
  readonly hash: string;
}

/** What is known of a template beside its file. */
export interface TemplateRecord extends TemplateKey {
  /** Number of the latest version; 0 when none was recorded. */
  readonly latest: number;
  readonly latestHash: string | null;
  readonly active: boolean;
  readonly usageCount: number;
  /** ISO 8601 UTC; null = never used. */
  readonly lastUsedAt: string | null;
  /** ISO 8601 UTC; null = its file is there. */
  readonly deletedAt: string | null;
  /** Version by label. */
  readonly labels: Readonly<Record<string, number>>;
}

/** A file as it was saved or found. */
export interface TemplateSave extends TemplateKey {
  readonly text: string;
  readonly author: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly note: string;
  /** The version it was made from; absent = the latest. */
  readonly parent?: number;
  /** The latest version that the saver knew of (0 = none): when there is a newer one with another text, the save is refused. Absent = saved whatever there is. */
  readonly seen?: number;
}

/** One change of what is known of a template; its versions never change. */
export type TemplateChange =
  | { readonly label: string; readonly version: number | null }
  | { readonly active: boolean }
  | { readonly usedAt: number }
  | { readonly deletedAt: number | null };

/** Labels that everybody knows; others may be made. */
export const knownLabels = ['production', 'staging'] as const;

/**
 * The versions of the templates. What callers may rely on: a call that resolved is on the disk; versions are never changed or lost, also when the
 * template is deleted. Errors: `storage`; `conflict` when another window or process has saved meanwhile (see `TemplateSave.seen`); `usage` for a version that does not exist or a label that is no name.
 */
export interface TemplateVersions {
  /** Makes a version of each text that differs from the latest one, all or none. Resolves to the records after it, in the same order. */
  record(saves: readonly TemplateSave[], signal?: AbortSignal): Promise<readonly TemplateRecord[]>;

  /** What is known of every template in these places. */
  records(places: readonly string[], signal?: AbortSignal): Promise<readonly TemplateRecord[]>;

  /** All versions, newest first; empty for a template that was never recorded. */
  versions(template: TemplateKey, signal?: AbortSignal): Promise<readonly TemplateVersion[]>;

  /** The text of a version, by number or label. */
  read(
    template: TemplateKey,
    version: number | string,
    signal?: AbortSignal,
  ): Promise<{ readonly version: TemplateVersion; readonly text: string }>;

  /** Changes label, activity, use or deletion. */
  amend(template: TemplateKey, change: TemplateChange, signal?: AbortSignal): Promise<TemplateRecord>;
}
