import type { Detection } from '../guard/finding.ts';
import type { PromptDocument, PromptKind } from '../prompt/document.ts';
import type { Component } from '../score/score.ts';
import type { Span } from '../span.ts';
import type { LintFix, LintSeverity } from './finding.ts';
import type { Statement } from './statements.ts';
import type { LintWorkspace } from './workspace.ts';

export type RuleGroup =
  | 'wording'
  | 'structure'
  | 'variables'
  | 'references'
  | 'front matter'
  | 'skills and agents'
  | 'safety';

/** What a rule found, before settings and suppressions. */
export interface Problem extends Span {
  /** One or two sentences: what is wrong, and the remedy. "Fix with Copilot" sees nothing else. */
  readonly message: string;
  /** Only where this place is less grave than the rule's own severity. */
  readonly severity?: LintSeverity;
  readonly fix?: LintFix;
}

/** A file as the rules see it. */
export interface LintTarget {
  readonly document: PromptDocument;
  /** The author's own sentences, headings and items, in order. */
  readonly statements: readonly Statement[];
  /** Strength and places of a rule of the score in this file; null when the rule does not read files of this kind. */
  readonly scored: (rule: string) => { readonly strength: number; readonly spans: readonly Span[] } | null;
  /** Orders to a model that the guard finds when the file is read as text from elsewhere. */
  readonly injections: () => readonly Detection[];
  /** Null when nothing is known of the files around it. */
  readonly workspace: LintWorkspace | null;
  /** Most tokens for this kind of file. */
  readonly tokenLimit: number;
  /** Tokens of a text; an estimate where no vocabulary is loaded. */
  readonly countTokens: (text: string) => number;
}

/** One thing that is looked for in files. Pure, and linear in the text. */
export interface LintRule {
  readonly id: string;
  readonly group: RuleGroup;
  readonly kinds: readonly PromptKind[];
  readonly severity: LintSeverity;
  readonly component?: Component;
  /** VS Code reports this itself, so that the editor leaves it out there. */
  readonly checkedByEditor?: true;
  /** Why it matters, one sentence, for the hover. */
  readonly why: string;
  /** Rules of the score whose suggestion says the same and is left out where this one finds something. */
  readonly covers?: readonly string[];
  /** Rules of the score that this one looks at more closely: their suggestions are always left out. */
  readonly replaces?: readonly string[];
  check(target: LintTarget): Iterable<Problem>;
}

/** All kinds of files that are linted. */
export const fileKinds: readonly PromptKind[] = [
  'prompt',
  'instructions',
  'agent',
  'skill',
  'rules',
  'command',
];

/** Files that are started to do one task. */
export const taskKinds: readonly PromptKind[] = ['prompt', 'command'];
