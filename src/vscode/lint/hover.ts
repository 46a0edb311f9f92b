import * as vscode from 'vscode';
import { applyFixes } from '../../core/lint/applyFixes.ts';
import { gravestFirst, type LintFinding } from '../../core/lint/finding.ts';
import type { Engine } from '../../node/engine/engine.ts';
import { abortSignalOf } from '../abortSignal.ts';
import type { DocumentFindings, FindingsStore } from './documentFindings.ts';
import { lintInputOf } from './lintInput.ts';

/** More findings than this at one place would hide the text. */
const most = 3;

/** Says over a finding why it matters and what following it would gain. */
export function registerLintHover(store: FindingsStore, engine: Engine): vscode.Disposable {
  const provider: vscode.HoverProvider = {
    async provideHover(document, position, token) {
      const known = store.get(document);
      if (known === undefined) return undefined;
      const offset = document.offsetAt(position);
      const here = gravestFirst(
        known.findings.filter(({ start, end }) => start <= offset && offset <= end),
      ).slice(0, most);
      if (here.length === 0) return undefined;
      // The table of the rules loads with the first hover, not with the extension.
      const { lintRule } = await import('../../core/lint/rules/lintRule.ts');
      const cancellation = abortSignalOf(token);
      try {
        const contents: vscode.MarkdownString[] = [];
        for (const finding of here) {
          const why = lintRule(finding.rule)?.why ?? '';
          const gain = await gainOf(finding, known, engine, cancellation.signal);
          contents.push(hoverText(finding, why, gain));
        }
        return new vscode.Hover(contents);
      } finally {
        cancellation.dispose();
      }
    },
  };
  return vscode.languages.registerHoverProvider({ scheme: '*' }, provider);
}

/** Points that following a finding adds; null when that cannot be told without knowing what the author will write. */
async function gainOf(
  { gain, fix }: LintFinding,
  { document, score }: DocumentFindings,
  engine: Engine,
  signal: AbortSignal,
): Promise<number | null> {
  if (gain !== undefined) return gain;
  const input = lintInputOf(document);
  if (fix === undefined || input === null) return null;
  const { text } = applyFixes(input.text, [{ fix }]);
  const after = await engine.lint({ ...input, text }, signal);
  return Math.max(0, after.score.total - score.total);
}

function hoverText({ rule }: LintFinding, why: string, gain: number | null): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: ['whetstone.explainRule'] };
  // Texts of our own: `appendText` would turn their blanks into non-breaking ones.
  if (why !== '') text.appendMarkdown(`${escaped(why)}\n\n`);
  if (gain !== null) {
    const worth =
      gain === 0
        ? vscode.l10n.t('It does not change the score.')
        : gain === 1
          ? vscode.l10n.t('Following it adds 1 point to the score.')
          : vscode.l10n.t('Following it adds {0} points to the score.', gain);
    text.appendMarkdown(`${escaped(worth)}\n\n`);
  }
  const argument = encodeURIComponent(JSON.stringify([{ rule }]));
  const label = vscode.l10n.t('Explain Rule "{0}"', rule);
  text.appendMarkdown(`[${escaped(label)}](command:whetstone.explainRule?${argument})`);
  return text;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#]/g, '\\$&');
}
