import { applyFixes } from '../../core/lint/applyFixes.ts';
import type { LintFinding } from '../../core/lint/finding.ts';
import { lintText, type LintResult } from '../../core/lint/lintText.ts';
import type { LintSettings } from '../../core/lint/settings.ts';
import type { LintWorkspace } from '../../core/lint/workspace.ts';
import type { PromptKind } from '../../core/prompt/document.ts';
import { parsePrompt } from '../../core/prompt/parsePrompt.ts';
import { emptyScore } from '../../core/score/scorePrompt.ts';
import type { LintFile } from './findLintFiles.ts';
import { readLintFile, writeLintFile } from './readLintFile.ts';

/** One entry of `whetstone lint --format json`. */
export interface LintReport extends LintResult {
  /** From the folder that the user works in. */
  readonly path: string;
}

/** A report, and what the file now holds. */
export interface LintedFile {
  readonly report: LintReport;
  readonly text: string;
  /** Fixes that were written to the file. */
  readonly fixed: number;
}

/** Checks one file on disk; with `fix` applies every offered fix first, round by round, and writes the file. */
export async function lintFile(
  file: LintFile,
  options: {
    readonly settings: LintSettings;
    readonly workspace: LintWorkspace;
    readonly fix: boolean;
    readonly inEditor?: boolean;
  },
): Promise<LintedFile> {
  const read = await readLintFile(file.absolute);
  if ('skipped' in read) return { report: skipped(file, read.skipped), text: '', fixed: 0 };
  const { settings, workspace, inEditor = false } = options;
  const lint = (text: string): LintResult =>
    lintText(text, { kind: file.kind, path: file.path, settings, workspace, inEditor });
  let { text } = read;
  let result = lint(text);
  let fixed = 0;
  if (options.fix && read.encoding !== 'utf-16') {
    for (let left = result.findings.length; left > 0; left--) {
      const changed = applyFixes(text, result.findings);
      if (changed.applied === 0) break;
      fixed += changed.applied;
      text = changed.text;
      result = lint(text);
    }
    if (fixed > 0) await writeLintFile(file.absolute, text, read.encoding);
  }
  return { report: { path: file.shown, ...result }, text, fixed };
}

function skipped(file: LintFile, why: string): LintReport {
  return { path: file.shown, ...skippedResult(file.kind, why) };
}

/** The result for a file that is not looked at. */
export function skippedResult(kind: PromptKind, why: string): LintResult {
  const finding: LintFinding = {
    rule: 'skipped-file',
    severity: 'warning',
    message: `This file was skipped: ${why}. Save it as text in UTF-8 of at most 2 MB, or give it another name.`,
    start: 0,
    end: 0,
    line: 1,
    column: 1,
  };
  return { kind, score: emptyScore(parsePrompt('', { kind })), findings: [finding] };
}
