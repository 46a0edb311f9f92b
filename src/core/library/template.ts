import type { Span } from '../span.ts';

/** Where a template lives: built in (read-only), the user's own, or the workspace's. */
export type TemplateScope = 'builtin' | 'user' | 'workspace';

export type VariableType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'any';

/** A value that a template asks for. */
export interface TemplateVariable {
  readonly name: string;
  readonly type: VariableType;
  /** What to ask the user, from the schema; '' when it says nothing. */
  readonly description: string;
  readonly required: boolean;
  /** The values allowed, when the schema lists them. */
  readonly options: readonly string[];
  /** From `input.default`; undefined when there is none. */
  readonly default: unknown;
}

/** What kind of reason: front matter that cannot be read, a schema, the Handlebars source, or a name that stands for nothing. */
export type TemplateProblemCode =
  | 'template-front-matter'
  | 'template-schema'
  | 'template-syntax'
  | 'template-variable'
  | 'template-helper'
  | 'template-partial';

/** A reason why a template cannot be used as it stands. */
export interface TemplateProblem {
  readonly code: TemplateProblemCode;
  /** The name that it is about, and the one that was probably meant; absent where it is about none. */
  readonly name?: string;
  readonly near?: string | null;
  readonly message: string;
  /** In the template's file. */
  readonly span: Span;
  /** Counted from 1. */
  readonly line: number;
  readonly column: number;
}

/** A place where a template puts in a partial. */
export interface PartialUse {
  readonly name: string;
  /** Names of the values that the place gives it. */
  readonly given: readonly string[];
  /** The place gives it data of its own, so that its names are not the template's variables. */
  readonly hasOwnContext: boolean;
  readonly span: Span;
  readonly line: number;
  readonly column: number;
}

/**
 * A template as read from a dotprompt file: YAML front matter and a Handlebars body
 * (https://google.github.io/dotprompt/reference/).
 */
export interface Template {
  /** The file's name without `.prompt`. */
  readonly id: string;
  readonly scope: TemplateScope;
  /** Absolute path of its file; null where there is none. */
  readonly path: string | null;
  /** The whole text of its file. */
  readonly source: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly tags: readonly string[];
  readonly variables: readonly TemplateVariable[];
  /** Values that show what the template is for; its score is the score of the text they render to. */
  readonly sample: Readonly<Record<string, unknown>>;
  /** The Handlebars source behind the front matter. */
  readonly body: string;
  readonly version: number;
  readonly uses: readonly PartialUse[];
  /** Bodies of all partials it needs, by name; empty until the library linked them. */
  readonly partials: Readonly<Record<string, string>>;
  /** `model` and `config` of the front matter: what to ask, and how; null and {} when it says nothing. */
  readonly model: string | null;
  readonly config: Readonly<Record<string, unknown>>;
  /** JSON Schema of all variables; null when the template declares none. */
  readonly inputSchema: Readonly<Record<string, unknown>> | null;
  /** The form of the answer; null when the template does not say. */
  readonly output: TemplateOutput | null;
  /** Most bytes of a value by variable (`metadata.limits`); see runLimits.ts for what counts otherwise. */
  readonly limits: Readonly<Record<string, number>>;
  /** The programming languages it is made for (`metadata.languages`); empty = all. */
  readonly languages: readonly string[];
  /** Things to know that do not stand in the way: unknown keys of the front matter, a wider template that this one hides. */
  readonly remarks: readonly string[];
  /** Empty when the template can be used. */
  readonly problems: readonly TemplateProblem[];
}

/** The form of the answer that a template asks for. */
export interface TemplateOutput {
  readonly format: 'json' | 'text';
  /** JSON Schema; null = any JSON. */
  readonly schema: Readonly<Record<string, unknown>> | null;
}

export interface TemplateMessage {
  readonly role: string;
  readonly content: string;
}

/** What rendering gives: the messages by role, and their texts in one piece. */
export interface RenderedTemplate {
  readonly text: string;
  readonly messages: readonly TemplateMessage[];
}
