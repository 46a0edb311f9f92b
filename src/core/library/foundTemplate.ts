import type { LibraryEntry } from './library.ts';
import type { TemplateScope } from './template.ts';
import type { TemplateKey, TemplateRecord } from './templateVersions.ts';

/** A template file as it lies on the disk, also one that a narrower one hides or that is a part for others. */
export interface FoundFile extends TemplateKey {
  readonly scope: TemplateScope;
  readonly path: string;
  /** SHA-256 of its text, hexadecimal, as versions have it. */
  readonly hash: string;
}

/** A row of the library with its file and what is known beside it. */
export interface FoundTemplate extends LibraryEntry {
  readonly path: string;
  /** Under which place its versions are kept. */
  readonly place: string;
  readonly hash: string;
  /** `model` of the front matter. */
  readonly model: string | null;
  /** The scope of the template of the same id that this one is used instead of. */
  readonly hides: TemplateScope | null;
  /** Version by label. */
  readonly labels: Readonly<Record<string, number>>;
}

/** The row with what is recorded of it. */
export function withRecord(found: FoundTemplate, record: TemplateRecord | undefined): FoundTemplate {
  if (record === undefined) return found;
  const { latest, active, usageCount, lastUsedAt, labels } = record;
  return { ...found, version: latest === 0 ? found.version : latest, active, usageCount, lastUsedAt, labels };
}

/** One text for a key, to look it up by. */
export function keyText({ place, id }: TemplateKey): string {
  return `${place}\n${id}`;
}

/**
 * The provider that a template's model names: the part before `/` or `:` (`openai/gpt-5`, `ollama:llama3`); '' when it names none.
 */
export function providerOf({ model }: Pick<FoundTemplate, 'model'>): string {
  return /^([a-z][\w-]*)[/:]/i.exec(model ?? '')?.[1]?.toLowerCase() ?? '';
}
