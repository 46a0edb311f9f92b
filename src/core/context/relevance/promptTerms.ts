import type { PromptDocument } from '../../prompt/document.ts';
import { isSilent, isWeak } from './commonWords.ts';
import { splitWords, stem } from './words.ts';

/** What a prompt gives to look for. */
export interface PromptTerms {
  /** Paths as the prompt writes them, forward slashes, without `./` and line numbers. */
  readonly paths: readonly string[];
  /** Stems of the words that may stand in a path, each with the word as the prompt has it. */
  readonly words: ReadonlyMap<string, string>;
  /** Whether one of the words is none of those that fit half of all files. */
  readonly hasTellingWord: boolean;
  /** Names from code, to be looked for in files. */
  readonly identifiers: readonly string[];
  /** Texts between quotation marks, to be looked for in files. */
  readonly quotations: readonly string[];
  /** What the prompt is about besides code. */
  readonly about: {
    readonly tests: boolean;
    readonly documentation: boolean;
    readonly style: boolean;
    readonly schema: boolean;
  };
}

/** Characters of a prompt that are looked at; a longer one repeats itself. */
const looked = 60_000;
const mostPaths = 60;
const mostIdentifiers = 25;
const mostQuotations = 8;

/** Reads a prompt for what can be found in a repository. */
export function promptTerms(document: PromptDocument): PromptTerms {
  const paths = new Set<string>();
  const identifiers = new Set<string>();
  const words = new Map<string, string>();
  for (const { type, target } of document.references) {
    if (type === 'path' || type === 'file' || type === 'link') paths.add(normalized(target));
    else if (type === 'identifier' || type === 'mention') {
      const name = identifierOf(target);
      if (name !== null) identifiers.add(name);
      if (!/\s/.test(target)) addWords(words, target.slice(0, 120));
    }
  }
  for (const path of paths) addWords(words, path);
  // Folders of the machine that a trace comes from (`/home/ada`) are no words of the prompt.
  for (const path of pathsInCode(document)) paths.add(path);
  const prose = document.prose.map((span) => document.text.slice(span.start, span.end)).join('\n');
  addWords(words, withoutUrls(prose.slice(0, looked)));
  addPairs(words, prose.slice(0, looked));
  const quotations = document.quotations
    .map(({ content }) => document.text.slice(content.start, content.end).trim())
    .filter((text) => text.length >= 4 && text.length <= 120 && !text.includes('\n'));
  for (const quotation of quotations) addWords(words, quotation);
  return {
    paths: [...paths].filter((path) => path !== '').slice(0, mostPaths),
    words,
    hasTellingWord: [...words.keys()].some((word) => !isWeak(word)),
    identifiers: [...identifiers].slice(0, mostIdentifiers),
    quotations: [...new Set(quotations)].slice(0, mostQuotations),
    about: {
      tests: words.has(stem('test')) || words.has(stem('spec')) || words.has(stem('coverage')),
      documentation: ['docs', 'documentation', 'readme', 'changelog', 'document'].some((word) =>
        words.has(stem(word)),
      ),
      schema: ['migration', 'column', 'schema', 'migrate'].some((word) => words.has(stem(word))),
      style: [
        'css',
        'style',
        'styling',
        'color',
        'colour',
        'layout',
        'font',
        'margin',
        'padding',
        'theme',
        'dark',
      ].some((word) => words.has(stem(word))),
    },
  };
}

function addWords(words: Map<string, string>, text: string): void {
  for (const word of splitWords(text)) {
    if (isSilent(word)) continue;
    const stemmed = stem(word);
    if (!words.has(stemmed)) words.set(stemmed, word);
  }
}

/** Two words in prose may be one in a name: "logged in", "sign up", "drop down". */
function addPairs(words: Map<string, string>, prose: string): void {
  for (const [, first = '', second = ''] of prose.matchAll(/\b([A-Za-z]{2,12})(?=[ -]([a-z]{2,8})\b)/g)) {
    const joined = stem(first.toLowerCase()) + second.toLowerCase();
    if (!pairs.has(joined)) continue;
    words.set(stem(joined), `${first} ${second}`.toLowerCase());
  }
}

/** Only pairs that are one word in names; any two neighbours would make nonsense. */
const pairs = new Set([
  'login',
  'logout',
  'signup',
  'signin',
  'signout',
  'checkout',
  'dropdown',
  'timezone',
  'filename',
  'username',
  'database',
  'datetime',
  'sidebar',
  'navbar',
  'popup',
  'setup',
  'backup',
  'webhook',
  'websocket',
  'homepage',
  'startup',
  'lookup',
  'rollback',
  'callback',
  'offline',
  'online',
  'wishlist',
  'whitelist',
  'blacklist',
  'allowlist',
  'darkmode',
  'changelog',
  'readme',
  'codebase',
  'runtime',
  'layout',
  'tooltip',
  'toolbar',
  'keybinding',
  'newsletter',
  'storefront',
]);

function withoutUrls(text: string): string {
  return text.replace(/https?:\/\/[^\s)>\]]+/g, ' ');
}

/** A name that can be looked for in code: `getUser()` gives getUser, `Type.method` stays, `--flag` gives flag. */
function identifierOf(target: string): string | null {
  const name = target
    .replace(/\(.*$/s, '')
    .replace(/^[-@#.$]+/, '')
    .replace(/[;,:]+$/, '');
  if (name.length < 3 || name.length > 80 || !/^[\p{L}_][\p{L}\p{N}_.:\-/]*$/u.test(name)) return null;
  return isSilent(name.toLowerCase()) || isWeak(stem(name.toLowerCase())) ? null : name;
}

function normalized(target: string): string {
  return target
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)+|^\/+/, '')
    .replace(/(?::\d+)+$|#L\d+.*$|\/+$/, '')
    .slice(0, 300);
}

/** Paths in pasted code, logs and stack traces: `at login (src/auth/login.ts:42:7)`, `File "app/main.py", line 3`. */
function pathsInCode(document: PromptDocument): readonly string[] {
  const found: string[] = [];
  for (const block of document.blocks) {
    if (block.type !== 'fence' && block.type !== 'indentedCode') continue;
    const text = document.text.slice(
      block.content.start,
      Math.min(block.content.end, block.content.start + looked),
    );
    for (const match of text.matchAll(/[\w@.\-/\\]{1,200}\.[A-Za-z]{1,8}(?=$|[\s:()"',;\]}>])/gm)) {
      if (found.length >= mostPaths) return found;
      if (!/(?:^|\/)node_modules\//.test(match[0])) found.push(normalized(match[0]));
    }
  }
  return found;
}
