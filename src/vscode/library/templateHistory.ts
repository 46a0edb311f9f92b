import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { isAbort, WhetstoneError } from '../../core/errors.ts';
import { keyText, type FoundFile } from '../../core/library/foundTemplate.ts';
import type {
  TemplateChange,
  TemplateKey,
  TemplateRecord,
  TemplateSave,
  TemplateVersion,
  TemplateVersions,
} from '../../core/library/templateVersions.ts';
import { gitAuthor } from '../../node/gitAuthor.ts';
import { localized } from '../localized.ts';
import { describeError } from '../showError.ts';

/** What the next version of a template is to say of itself. */
export interface NextVersion {
  readonly note?: string;
  /** The version it was made from. */
  readonly parent?: number;
}

/** Milliseconds for which the author that git names is taken as known. */
const authorHolds = 60_000;

/** Files that become versions in one go. */
const atOnce = 200;

/**
 * The versions of templates as the editor keeps them. Recording never stands in anybody's way: what fails is logged and said once, and the next look at the
 * files tries again.
 */
export class TemplateHistory {
  readonly #versions: TemplateVersions;
  readonly #log: vscode.LogOutputChannel;
  readonly #authors = new Map<string, { readonly until: number; readonly name: Promise<string> }>();
  readonly #next = new Map<string, NextVersion>();
  #isSaid = false;

  constructor(versions: TemplateVersions, log: vscode.LogOutputChannel) {
    this.#versions = versions;
    this.#log = log;
  }

  /** What is recorded of the templates in these places, by their key's text; nothing while the database cannot be read. */
  async records(
    places: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, TemplateRecord>> {
    try {
      const records = await this.#versions.records(places, signal);
      return new Map(records.map((record) => [keyText(record), record]));
    } catch (error) {
      this.#say(error);
      return new Map();
    }
  }

  /** Versions, newest first. Throws `storage`. */
  versions(key: TemplateKey): Promise<readonly TemplateVersion[]> {
    return this.#versions.versions(key);
  }

  /** A version's text, by number or label. Throws `storage` and `usage`. */
  read(
    key: TemplateKey,
    version: number | string,
  ): Promise<{ readonly version: TemplateVersion; readonly text: string }> {
    return this.#versions.read(key, version);
  }

  /** Throws `storage` and `usage`. */
  amend(key: TemplateKey, change: TemplateChange): Promise<TemplateRecord> {
    return this.#versions.amend(key, change);
  }

  /** Says what the next version of the file is made from, or why; to be called before the file is written. */
  announce(path: string, next: NextVersion): void {
    this.#next.set(path, next);
  }

  /** Takes back what was announced, since nothing was written. */
  withdraw(path: string): void {
    this.#next.delete(path);
  }

  /** Makes a version of a text. Throws `storage`. */
  async record(
    key: TemplateKey,
    text: string,
    path: string,
    next: NextVersion = {},
  ): Promise<TemplateRecord> {
    const save = await this.#saveOf(key, text, path, next);
    const [record] = await this.#versions.record([save]);
    if (record === undefined) throw new Error('a recorded version has a record');
    return record;
  }

  /** Makes a version of a text that was just saved; a failure is said, not thrown. Resolves to null then. */
  async keep(key: TemplateKey, text: string, path: string): Promise<TemplateRecord | null> {
    const next = this.#taken(path);
    try {
      return await this.record(key, text, path, next);
    } catch (error) {
      if (next.parent !== undefined || next.note !== undefined) this.announce(path, next);
      this.#say(error);
      return null;
    }
  }

  /**
   * Makes a version of each file whose text is not the latest version's: changed by another program, or by git. Resolves to the records that are new;
   * what failed is said.
   */
  async keepFiles(files: readonly FoundFile[], signal: AbortSignal): Promise<readonly TemplateRecord[]> {
    const records: TemplateRecord[] = [];
    try {
      for (let first = 0; first < files.length; first += atOnce) {
        const saves = await Promise.all(
          files.slice(first, first + atOnce).map(async ({ path, ...key }) => {
            const text = await readFile(path, 'utf8').catch(gone);
            return text === null ? null : this.#saveOf(key, text, path, this.#taken(path));
          }),
        );
        const some = saves.filter((save) => save !== null);
        records.push(...(await this.#versions.record(some, signal)));
      }
    } catch (error) {
      this.#say(error);
    }
    return records;
  }

  /** Marks templates as deleted; their versions stay. What failed is said. */
  async markDeleted(keys: readonly TemplateKey[]): Promise<void> {
    try {
      for (const key of keys) await this.#versions.amend(key, { deletedAt: Date.now() });
    } catch (error) {
      this.#say(error);
    }
  }

  /** Counts a use; what failed is said. */
  async countUse(key: TemplateKey): Promise<void> {
    try {
      await this.#versions.amend(key, { usedAt: Date.now() });
    } catch (error) {
      this.#say(error);
    }
  }

  #taken(path: string): NextVersion {
    const next = this.#next.get(path) ?? {};
    this.#next.delete(path);
    return next;
  }

  async #saveOf(
    { place, id }: TemplateKey,
    text: string,
    path: string,
    next: NextVersion,
  ): Promise<TemplateSave> {
    const author = await this.#authorOf(place, path);
    return { place, id, text, author, at: Date.now(), note: next.note ?? '', ...parentOf(next) };
  }

  /** As git would sign in the folder that the template belongs to. */
  #authorOf(place: string, path: string): Promise<string> {
    const known = this.#authors.get(place);
    if (known !== undefined && known.until > Date.now()) return known.name;
    const folder = path.replace(/[\\/][^\\/]*$/, '');
    const name = gitAuthor(folder, new AbortController().signal);
    this.#authors.set(place, { until: Date.now() + authorHolds, name });
    return name;
  }

  #say(error: unknown): void {
    if (isAbort(error)) return;
    this.#log.warn(`templates: ${describeError(error)}`);
    if (this.#isSaid || !(error instanceof WhetstoneError)) return;
    this.#isSaid = true;
    const files = vscode.l10n.t(
      'The template files themselves are safe; only their versions are not kept now.',
    );
    void vscode.window.showWarningMessage(`${localized(error.message)} ${localized(error.hint)} ${files}`);
  }
}

function parentOf({ parent }: NextVersion): { parent?: number } {
  return parent === undefined ? {} : { parent };
}

function gone(error: unknown): null {
  if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
  throw error;
}
