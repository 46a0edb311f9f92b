import type { LintSeverity } from '../../core/lint/finding.ts';
import { indexLines } from '../../core/lint/lines.ts';
import type { LintedFile } from '../../node/lint/lintFiles.ts';

const commands: Readonly<Record<LintSeverity, string | null>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  // GitHub shows ten annotations of a kind for a step; hints would push out what matters.
  hint: null,
};

/** Findings as GitHub's workflow commands, one a line. Source: GitHub's documentation of workflow commands, and the escapes of its toolkit. */
export function githubAnnotations(linted: readonly LintedFile[]): string {
  let result = '';
  for (const { report, text } of linted) {
    const lines = indexLines(text);
    for (const { severity, rule, message, line, column, end } of report.findings) {
      const command = commands[severity];
      if (command === null) continue;
      const last = lines.lineOf(end);
      const place = [
        `file=${property(report.path)}`,
        `line=${line}`,
        `endLine=${Math.max(line, last + 1)}`,
        // GitHub refuses columns where the lines differ.
        ...(last + 1 === line ? [`col=${column}`, `endColumn=${end - lines.startOf(last) + 1}`] : []),
        `title=${property(rule)}`,
      ];
      result += `::${command} ${place.join(',')}::${escaped(message)}\n`;
    }
  }
  return result;
}

function escaped(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return escaped(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
