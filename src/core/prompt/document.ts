import type { Span } from '../span.ts';

/**
 * What a text is for. `typed` is a one-off request to an agent, `issue` the text of an issue; the others are files,
 * as docs/files.md lists them.
 */
export const promptKinds = [
  'typed',
  'issue',
  'prompt',
  'instructions',
  'agent',
  'skill',
  'rules',
  'command',
] as const;

export type PromptKind = (typeof promptKinds)[number];

/** Front matter between two `---` lines at the top of a file. */
export interface FrontMatter {
  /** From the first `---` to the end of the line that closes it (to the end of the text when it is never closed). */
  readonly span: Span;
  /** The YAML between the fences. */
  readonly content: Span;
  readonly closed: boolean;
  /** The parsed mapping; null when the YAML is broken or no mapping. */
  readonly data: Readonly<Record<string, unknown>> | null;
  /** Top-level keys in order of appearance with the spans of key and value. */
  readonly entries: readonly { readonly key: string; readonly keySpan: Span; readonly valueSpan: Span }[];
  /** What is wrong with the YAML, null when nothing is. */
  readonly error: { readonly message: string; readonly span: Span } | null;
}

export type BlockType =
  | 'heading'
  | 'paragraph'
  | 'listItem'
  | 'fence'
  | 'indentedCode'
  | 'quote'
  | 'table'
  | 'html'
  | 'comment'
  | 'rule';

/** One block of Markdown. List items and quotes nest; `depth` counts how deep (0 = top level). */
export interface Block {
  readonly type: BlockType;
  readonly span: Span;
  /** The text without its marks: without `## `, `- `, fence lines, `> `. */
  readonly content: Span;
  readonly depth: number;
  /** Headings: 1-6. Otherwise 0. */
  readonly level: number;
  /** List items: ordered or not. */
  readonly ordered: boolean;
  /** Fences: the info string's first word; '' when none. */
  readonly info: string;
  /** Fences: false when the text ends before the fence does. */
  readonly closed: boolean;
}

export type ReferenceType =
  /** `[text](target)` or an autolink to a local path. */
  | 'link'
  /** `#file:path` */
  | 'file'
  /** `#tool:name` */
  | 'tool'
  /** A path in prose or in backticks: `src/app.ts`, `./x`, `cli.py`, `@src/app.ts` (with the `@` cut off). */
  | 'path'
  /** A pattern over paths: `src/**\/*.ts`, `*.py`. */
  | 'glob'
  /** An absolute path that names no file: a route, an endpoint or a slash command, `/api/users`. */
  | 'route'
  | 'url'
  /** `@name` that is no path: a person, an agent, a package scope. */
  | 'mention'
  /** A name from code: `camelCase`, `snake_case`, `Type.method`, `call()`, `--flag`, anything in backticks that is no path. */
  | 'identifier'
  /** `#123`, `GH-123`, `ABC-123`. */
  | 'issue'
  /** A commit hash of 7 to 40 hex digits that holds a letter and a digit. */
  | 'commit';

/**
 * Something in the text that points elsewhere. Nothing inside fenced code is a reference. Sorted by start; a reference between
 * backticks of several words (`python tools/x.py --all`) is followed by those to the paths inside it.
 */
export interface Reference {
  readonly type: ReferenceType;
  /** Where it stands, marks and backticks included. */
  readonly span: Span;
  /** What it names, marks removed; calls without `()`, paths without a trailing `:line` and with forward slashes. */
  readonly target: string;
  /** `path:12` or `path#L12`: 12, else null. */
  readonly line: number | null;
  readonly inBackticks: boolean;
}

/** `${name}`, `${input:name:placeholder}`, `{{name}}`, `$ARGUMENTS`, `$1`. */
export interface Variable {
  readonly syntax: 'dollar' | 'mustache' | 'argument';
  readonly span: Span;
  readonly name: string;
  /** `${input:name:placeholder}`: the part after the second colon, else null. */
  readonly placeholder: string | null;
}

/** A stretch between quotation marks in prose (any language's marks), backticks not among them. */
export interface Quotation {
  readonly span: Span;
  readonly content: Span;
}

/**
 * A prompt with everything known about its form. Spans point into `text`, which is the input unchanged (a BOM, CRLF and lone
 * surrogates included), so that every later finding can point at its place.
 */
export interface PromptDocument {
  readonly kind: PromptKind;
  /** Path the text came from, with forward slashes; null for typed text. */
  readonly path: string | null;
  readonly text: string;
  readonly frontMatter: FrontMatter | null;
  /** Everything after the front matter (and the BOM). */
  readonly body: Span;
  readonly blocks: readonly Block[];
  /** Inline code, backticks included. */
  readonly inlineCode: readonly Span[];
  readonly quotations: readonly Quotation[];
  /**
   * The author's own words: the body without fenced, indented and inline code, quotation blocks, HTML, comments, link targets, bare URLs.
   * Sorted, not overlapping. Wording may only be judged here.
   */
  readonly prose: readonly Span[];
  readonly references: readonly Reference[];
  readonly variables: readonly Variable[];
  /** ISO 639-1 code of the prose's language; `und` when there is too little text to tell. */
  readonly language: string;
}
