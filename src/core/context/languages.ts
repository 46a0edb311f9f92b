import { inTurns } from './inTurns.ts';
import type { Clock, ListedFile } from './ports.ts';
import { isUncounted } from './vendored.ts';
import { languageTable } from './languageTable.ts';

export interface LanguageShare {
  readonly name: string;
  readonly files: number;
  /** Of the recognised source files, 0-1, three decimals. */
  readonly share: number;
}

interface LanguageIndex {
  /** `.ts`, `.html.erb`, lower case. */
  readonly endings: ReadonlyMap<string, string>;
  /** Whole file names, case kept. */
  readonly names: ReadonlyMap<string, string>;
  readonly markup: ReadonlySet<string>;
}

let index: LanguageIndex | undefined;

function languageIndex(): LanguageIndex {
  if (index !== undefined) return index;
  const endings = new Map<string, string>();
  const names = new Map<string, string>();
  const markup = new Set<string>();
  for (const line of languageTable.trim().split('\n')) {
    const colon = line.indexOf(': ');
    const marked = line.slice(0, colon);
    const language = marked.endsWith('*') ? marked.slice(0, -1) : marked;
    if (marked !== language) markup.add(language);
    for (const key of line.slice(colon + 2).split(' ')) {
      if (key.startsWith('.')) endings.set(key, language);
      else names.set(key, language);
    }
  }
  index = { endings, names, markup };
  return index;
}

/** GitHub Linguist's name for the language of a file, judged by its name alone; null when it is no source file. */
export function languageOf(path: string): string | null {
  const { endings, names } = languageIndex();
  const base = path.slice(path.lastIndexOf('/') + 1);
  const whole = names.get(base);
  if (whole !== undefined) return whole;
  const lower = base.toLowerCase();
  // The longest ending wins: `.html.erb` before `.erb`. Dots at position 0 count too (`.bashrc`).
  for (let dot = lower.indexOf('.'); dot !== -1; dot = lower.indexOf('.', dot + 1)) {
    const language = endings.get(lower.slice(dot));
    if (language !== undefined) return language;
  }
  return base.startsWith('Dockerfile.') ? 'Dockerfile' : null;
}

/**
 * Weights for the order only: style sheets, page templates and build files come along with nearly every project, and say less about
 * what it is written in than its code does. Numbers and the count of mistakes with and without: docs/decisions/0030-language-table.md.
 */
const companions: Readonly<Record<string, number>> = {
  HTML: 0.3,
  CSS: 0.3,
  SCSS: 0.3,
  Sass: 0.3,
  Less: 0.3,
  Blade: 0.3,
  Twig: 0.3,
  EJS: 0.3,
  Pug: 0.3,
  Handlebars: 0.3,
  Jinja: 0.3,
  Liquid: 0.3,
  Slim: 0.3,
  Haml: 0.3,
  FreeMarker: 0.3,
  Shell: 0.3,
  Batchfile: 0.2,
  PowerShell: 0.3,
  Makefile: 0.2,
  CMake: 0.2,
  Dockerfile: 0.2,
  Just: 0.2,
  Procfile: 0.1,
  Roff: 0.2,
  MDX: 0.2,
  Meson: 0.2,
  'Jupyter Notebook': 0.9,
};

/** C headers carry C's ending in C++ and Objective-C projects too; Linguist decides by content, here the company they keep decides. */
function headerLanguage(files: ReadonlyMap<string, number>): string {
  const c = files.get('C') ?? 0;
  if ((files.get('C++') ?? 0) > c) return 'C++';
  if ((files.get('Objective-C') ?? 0) > c) return 'Objective-C';
  return 'C';
}

/**
 * Counts the source files of each language, as Linguist does: vendored, generated and documentation files are left out, data and prose
 * are no languages. The main language first (files, weighted), so `[0]` is what one would call the project.
 */
export async function detectLanguages(
  files: readonly ListedFile[],
  clock: Clock,
): Promise<readonly LanguageShare[]> {
  const own = new Counts();
  const all = new Counts();
  await inTurns(files, clock, ({ path, size }) => {
    const language = size === 0 ? null : languageOf(path);
    if (language === null) return;
    all.add(path, language);
    if (!isUncounted(path)) own.add(path, language);
  });
  return own.total > 0 ? own.shares() : all.shares();
}

class Counts {
  total = 0;
  #headers = 0;
  readonly #files = new Map<string, number>();

  add(path: string, language: string): void {
    this.total += 1;
    if (path.endsWith('.h')) this.#headers += 1;
    else this.#count(language, 1);
  }

  shares(): readonly LanguageShare[] {
    if (this.#headers > 0) this.#count(headerLanguage(this.#files), this.#headers);
    const weight = (name: string): number => companions[name] ?? 1;
    return [...this.#files]
      .sort(([a, m], [b, n]) => n * weight(b) - m * weight(a) || (a < b ? -1 : 1))
      .map(([name, files]) => ({ name, files, share: Math.round((files / this.total) * 1000) / 1000 }));
  }

  #count(language: string, files: number): void {
    this.#files.set(language, (this.#files.get(language) ?? 0) + files);
  }
}
