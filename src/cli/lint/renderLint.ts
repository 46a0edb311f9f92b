import { findingSeverities, type LintSeverity } from '../../core/lint/finding.ts';
import type { LintedFile } from '../../node/lint/lintFiles.ts';
import { type Colour, type Paint, shown } from '../terminal.ts';

const colours: Readonly<Record<LintSeverity, Colour>> = {
  error: 'red',
  warning: 'yellow',
  info: 'cyan',
  hint: 'dim',
};

/** The findings by file for people, and a line that counts them. With `quiet` errors and warnings only. */
export function renderLint(linted: readonly LintedFile[], quiet: boolean, paint: Paint): string {
  const lines: string[] = [];
  const counts: Record<LintSeverity, number> = { error: 0, warning: 0, info: 0, hint: 0 };
  let fixed = 0;
  let fixable = 0;
  for (const { report, fixed: done } of linted) {
    fixed += done;
    for (const { severity, fix } of report.findings) {
      counts[severity] += 1;
      if (fix !== undefined) fixable += 1;
    }
    const visible = report.findings.filter(
      ({ severity }) => severity !== 'hint' && !(quiet && severity === 'info'),
    );
    if (quiet && visible.length === 0) continue;
    lines.push(`${paint('bold', shown(report.path))}  ${report.score.total} ${report.score.level}`);
    for (const { line, column, severity, message, rule, gain } of visible) {
      const worth = gain === undefined ? '' : ` ${paint('green', `+${gain}`)}`;
      lines.push(
        `  ${paint('dim', `${line}:${column}`.padEnd(7))} ${paint(colours[severity], severity.padEnd(7))} ${shown(message)}${worth}  ${paint('dim', rule)}`,
      );
    }
    lines.push('');
  }
  if (quiet) return lines.map((line) => `${line}\n`).join('');
  const parts = findingSeverities
    .filter((severity) => counts[severity] > 0)
    .map(
      (severity) =>
        `${counts[severity]} ${severity}${counts[severity] === 1 || severity === 'info' ? '' : 's'}`,
    );
  const files = `${linted.length} ${linted.length === 1 ? 'file' : 'files'}`;
  lines.push(`${files}: ${parts.length === 0 ? 'nothing to say' : parts.join(', ')}.`);
  if (fixed > 0) lines.push(`${fixed} fixed.`);
  if (fixable > 0) lines.push(`${fixable} can be fixed with --fix.`);
  return `${lines.join('\n')}\n`;
}
