import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { FoundFile, FoundTemplate } from '../../core/library/foundTemplate.ts';
import { byCategoryAndName, libraryEntry, noSuchTemplate } from '../../core/library/library.ts';
import { chooseNarrowest, withHidden, type ChosenFile } from '../../core/library/narrowest.ts';
import { isPartialId, linkPartials } from '../../core/library/partials.ts';
import { parseTemplate } from '../../core/library/parseTemplate.ts';
import type { Template } from '../../core/library/template.ts';
import { sha256 } from '../sha256.ts';
import { placesIn, textOfTemplate, type TemplateFolder, type TemplatePlace } from '../templateFiles.ts';

interface FoundPlace extends TemplatePlace {
  readonly place: string;
}

/** What was found out about a file: it holds as long as its stamp and those of the files it puts in are the same. */
interface KnownFile {
  readonly stamp: string;
  readonly hash: string;
  /** Null for a file that was only hashed, since a narrower one stands before it or it is a part for others. */
  readonly template: FoundTemplate | null;
  /** Stamp by name of a partial; '' = there is none of that name. */
  readonly partials: Readonly<Record<string, string>>;
}

const indexShape = z.object({
  kind: z.literal('whetstone templates'),
  version: z.string(),
  files: z.array(z.tuple([z.string(), z.unknown()])),
});

/** Where what is known is kept; scores and shapes may differ in another version of the program. */
export interface IndexFile {
  readonly path: string;
  readonly version: string;
}

/** Templates that are read before others of the thread's work get a turn. */
const atOnce = 25;

/** After how many of them those who wait are told what there is so far. */
const tellEvery = 500;

/**
 * The template files of some folders, read again only when they changed: for 10,000 of them looking at the files takes a tenth of a second, reading and
 * scoring all ten.
 */
export class LibraryIndex {
  #known = new Map<string, KnownFile>();
  #loaded: Promise<void> | null = null;
  #isChanged = false;
  #ordered: readonly FoundTemplate[] = [];
  #saving: Promise<void> = Promise.resolve();

  /** Takes over what an earlier process kept in `file`, once. A file that cannot be read or is another version's is as good as none. */
  load(file: IndexFile): Promise<void> {
    this.#loaded ??= this.#load(file);
    return this.#loaded;
  }

  /** Keeps what is known in `file`, when there is news. A disk that is full costs the next start some seconds, nothing else. */
  save({ path, version }: IndexFile): Promise<void> {
    if (!this.#isChanged) return this.#saving;
    this.#isChanged = false;
    this.#saving = this.#saving.then(async () => {
      const temporary = `${path}.${randomUUID()}`;
      try {
        await mkdir(dirname(path), { recursive: true, mode: 0o700 });
        await writeFile(
          temporary,
          JSON.stringify({ kind: 'whetstone templates', version, files: [...this.#known] }),
          {
            mode: 0o600,
          },
        );
        await rename(temporary, path);
      } catch {
        this.#isChanged = true;
        await rm(temporary, { force: true }).catch(() => undefined);
      }
    });
    return this.#saving;
  }

  /** Every template that counts, and every file. `onSome` hears what is known so far while many have to be read. */
  async list(
    folders: readonly TemplateFolder[],
    onSome: (templates: readonly FoundTemplate[]) => void,
    signal: AbortSignal,
  ): Promise<{ readonly templates: readonly FoundTemplate[]; readonly files: readonly FoundFile[] }> {
    const places = await placesOf(folders, signal);
    const chosen = chooseNarrowest(places);
    const byId = new Map(chosen.map((choice) => [choice.file.id, choice]));
    const templates = new Map<string, FoundTemplate>();
    const missing: ChosenFile<FoundPlace>[] = [];
    for (const choice of chosen) {
      if (isPartialId(choice.file.id)) continue;
      const known = this.#known.get(choice.file.path);
      if (known?.template && isFresh(known, choice, byId)) templates.set(choice.file.id, known.template);
      else missing.push(choice);
    }
    for (let first = 0; first < missing.length; first += atOnce) {
      signal.throwIfAborted();
      if (first > 0 && first % tellEvery === 0) onSome(sorted(templates));
      const read = await this.#readAll(missing.slice(first, first + atOnce), byId, signal);
      for (const template of read) templates.set(template.id, template);
      await setImmediate();
    }
    const files: FoundFile[] = [];
    for (const { id, scope, place, path, stamp } of places) {
      const hash = await this.#hashOf(path, stamp);
      if (hash !== null) files.push({ id, scope, place, path, hash });
    }
    this.#forget(folders, places);
    return { templates: this.#inOrder(templates), files };
  }

  /** One template, whole; with `source` in place of its file's text when that is given. Throws `template-not-found`. */
  async read(
    folders: readonly TemplateFolder[],
    id: string,
    signal: AbortSignal,
    source: string | null = null,
  ): Promise<Template> {
    const byId = byIdOf(await placesOf(folders, signal));
    const choice = isPartialId(id) ? undefined : byId.get(id);
    const [template] = choice === undefined ? [] : await linkedTemplates([choice], byId, signal, source);
    if (template !== undefined) return template.template;
    throw noSuchTemplate(
      id,
      [...byId.keys()].filter((candidate) => !isPartialId(candidate)),
    );
  }

  async #load({ path, version }: IndexFile): Promise<void> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch {
      return;
    }
    let data: unknown;
    try {
      data = JSON.parse(text);
    } catch {
      return;
    }
    const parsed = indexShape.safeParse(data);
    // The entries are this program's own, written whole or not at all.
    if (parsed.success && parsed.data.version === version)
      this.#known = new Map(parsed.data.files as [string, KnownFile][]);
  }

  async #readAll(
    choices: readonly ChosenFile<FoundPlace>[],
    byId: ReadonlyMap<string, ChosenFile<FoundPlace>>,
    signal: AbortSignal,
  ): Promise<readonly FoundTemplate[]> {
    const linked = await linkedTemplates(choices, byId, signal);
    return Promise.all(
      linked.map(async ({ template, choice: { file, hides } }) => {
        const hash = sha256(template.source);
        const found: FoundTemplate = {
          ...(await libraryEntry(template)),
          path: file.path,
          place: file.place,
          hash,
          model: template.model,
          hides,
          labels: {},
        };
        const names = [...template.uses.map(({ name }) => name), ...Object.keys(template.partials)];
        const partials = Object.fromEntries(
          names.map((name) => [name, partialFor(name, byId)?.file.stamp ?? '']),
        );
        this.#known.set(file.path, { stamp: file.stamp, hash, template: found, partials });
        this.#isChanged = true;
        return found;
      }),
    );
  }

  async #hashOf(path: string, stamp: string): Promise<string | null> {
    const known = this.#known.get(path);
    if (known?.stamp === stamp) return known.hash;
    const text = await textOfTemplate(path);
    if (text === null) return null;
    const hash = sha256(text);
    this.#known.set(path, { stamp, hash, template: null, partials: {} });
    this.#isChanged = true;
    return hash;
  }

  /** Putting ten thousand in order takes longer than looking at their files: the last order holds as long as they are the same. */
  #inOrder(templates: ReadonlyMap<string, FoundTemplate>): readonly FoundTemplate[] {
    const isSame =
      templates.size === this.#ordered.length &&
      this.#ordered.every((template) => templates.get(template.id) === template);
    if (!isSame) this.#ordered = sorted(templates);
    return this.#ordered;
  }

  /** Files of these folders that are gone. Those of other folders stay: another window's workspace, or the next one of this. */
  #forget(folders: readonly TemplateFolder[], places: readonly FoundPlace[]): void {
    const there = new Set(places.map(({ path }) => path));
    const looked = new Set(folders.map(({ path }) => path));
    for (const path of this.#known.keys()) {
      if (there.has(path) || !looked.has(dirname(path))) continue;
      this.#known.delete(path);
      this.#isChanged = true;
    }
  }
}

type ById = ReadonlyMap<string, ChosenFile<FoundPlace>>;

function byIdOf(places: readonly FoundPlace[]): ById {
  return new Map(chooseNarrowest(places).map((choice) => [choice.file.id, choice]));
}

async function placesOf(folders: readonly TemplateFolder[], signal: AbortSignal): Promise<FoundPlace[]> {
  const found = await Promise.all(
    folders.map(async (folder) =>
      (await placesIn(folder, signal)).map((place) => ({ ...place, place: folder.place ?? folder.scope })),
    ),
  );
  return found.flat();
}

function isFresh(known: KnownFile, { file, hides }: ChosenFile<FoundPlace>, byId: ById): boolean {
  return (
    known.stamp === file.stamp &&
    known.template?.hides === hides &&
    known.template.place === file.place &&
    Object.entries(known.partials).every(
      ([name, stamp]) => (partialFor(name, byId)?.file.stamp ?? '') === stamp,
    )
  );
}

/** The file that `{{> name}}` means. */
function partialFor(name: string, byId: ById): ChosenFile<FoundPlace> | undefined {
  return byId.get(`_${name}`) ?? byId.get(name);
}

interface LinkedTemplate {
  readonly template: Template;
  readonly choice: ChosenFile<FoundPlace>;
}

/** Reads these files with all that they put in; `source` stands for the text of each of `choices`. Files that are gone by now are left out. */
async function linkedTemplates(
  choices: readonly ChosenFile<FoundPlace>[],
  byId: ById,
  signal: AbortSignal,
  source: string | null = null,
): Promise<readonly LinkedTemplate[]> {
  const read = new Map<string, Template>();
  let next: readonly ChosenFile<FoundPlace>[] = choices;
  while (next.length > 0) {
    signal.throwIfAborted();
    const texts =
      next === choices && source !== null
        ? choices.map(() => source)
        : await Promise.all(next.map(({ file }) => textOfTemplate(file.path)));
    const wanted = new Set<string>();
    for (const [index, { file, hides }] of next.entries()) {
      const text = texts[index];
      if (text === null || text === undefined) continue;
      const template = withHidden(await parseTemplate(text, file), hides);
      read.set(file.id, template);
      for (const { name } of template.uses) {
        const id = partialFor(name, byId)?.file.id;
        if (id !== undefined && !read.has(id)) wanted.add(id);
      }
    }
    next = [...wanted].flatMap((id) => {
      const choice = read.has(id) ? undefined : byId.get(id);
      return choice === undefined ? [] : [choice];
    });
  }
  const all = [...read.values()];
  const names = [...byId.keys()].map((id) => (isPartialId(id) ? id.slice(1) : id));
  const linked = await linkPartials(
    all.filter(({ id }) => !isPartialId(id)),
    all.filter(({ id }) => isPartialId(id)),
    names,
  );
  const byLinkedId = new Map(linked.map((template) => [template.id, template]));
  return choices.flatMap((choice) => {
    const template = byLinkedId.get(choice.file.id);
    return template === undefined ? [] : [{ template, choice }];
  });
}

function sorted(templates: ReadonlyMap<string, FoundTemplate>): readonly FoundTemplate[] {
  return [...templates.values()].toSorted(byCategoryAndName);
}
