import { WhetstoneError } from '../core/errors.ts';
import type { Template } from '../core/library/template.ts';
import type { TemplateKey, TemplateVersions } from '../core/library/templateVersions.ts';
import { gitAuthor } from './gitAuthor.ts';

/** A template as it is to be run. */
export interface ConcreteTemplate {
  readonly template: Template;
  readonly key: TemplateKey;
  readonly version: number;
  /** One sentence each, for the user. */
  readonly notes: readonly string[];
}

/** A template's file, and where its versions lie. */
export interface VersionedTemplate {
  /** Reads it, with `source` in place of its file's text when that is given. Throws `template-not-found`. */
  readonly read: (source: string | null) => Promise<Template>;
  readonly placeOf: (template: Template) => string;
  readonly versions: TemplateVersions;
  /** The folder whose git says who the author of a new version is. */
  readonly folder: string;
}

/**
 * The template in the version that is wanted, or as its file is, which becomes a version when it was never seen so. A database that cannot be used costs a
 * note. Throws `template-not-found`, and `usage` for a version that does not exist.
 *
 * @param wanted number or label; null = as it is
 */
export async function concreteVersion(
  { folder, placeOf, read, versions }: VersionedTemplate,
  wanted: number | string | null,
  signal: AbortSignal,
): Promise<ConcreteTemplate> {
  const current = await read(null);
  const key = { place: placeOf(current), id: current.id };
  if (wanted !== null) {
    const { text, version } = await versions.read(key, wanted, signal);
    return { template: await read(text), key, version: version.number, notes: [] };
  }
  try {
    const author = await gitAuthor(folder, signal);
    const save = { ...key, text: current.source, author, at: Date.now(), note: '' };
    const [record] = await versions.record([save], signal);
    return { template: current, key, version: record?.latest ?? current.version, notes: [] };
  } catch (error) {
    if (!(error instanceof WhetstoneError) || error.code !== 'storage') throw error;
    const note = `Its version is not known: ${error.message} ${error.hint}`;
    return { template: current, key, version: current.version, notes: [note] };
  }
}
