/** How things stand with the database, in words that can be shown as they are. */
export interface StoreNotice {
  /** What happened. */
  readonly message: string;
  /** What to do next. */
  readonly hint: string;
  /** The file or folder it is about. */
  readonly path: string;
}

/**
 * `ready`: reads and writes work. `read-only`: reads work, writes fail with `storage` (a read-only disk, a database of a newer
 * Whetstone). `unavailable`: nothing works. A notice can come with `ready` too: a damaged database was set aside and a new one begun.
 */
export interface StoreState {
  readonly mode: 'ready' | 'read-only' | 'unavailable';
  readonly notice: StoreNotice | null;
}
