import type { Enhancement } from '../core/enhance/enhancement.ts';
import { formatUsd, fromUsd, grouped } from '../core/usage/money.ts';
import { renderAssessment } from './renderAssessment.ts';
import { type Paint, shown, shownShort } from './terminal.ts';

/** What there is to say about an enhancement besides its text: scores, what was used, what only the author can answer. */
export function renderEnhancement(enhancement: Enhancement, paint: Paint): string {
  const { originalScore, enhancedScore, contextUsed, openQuestions, warnings } = enhancement;
  const lines: string[] = [''];
  const list = (title: string, items: readonly string[]): void => {
    if (items.length === 0) return;
    lines.push(paint('bold', title));
    for (const item of items) lines.push(`  ${shown(item)}`);
  };
  if (enhancement.changed) {
    const from = `${originalScore.total} (${originalScore.level})`;
    lines.push(`Score ${from} -> ${paint('bold', `${enhancedScore.total} (${enhancedScore.level})`)}`);
  } else {
    lines.push(
      `Unchanged, score ${originalScore.total} (${originalScore.level}). ${shown(enhancement.contextNotes)}`.trimEnd(),
    );
  }
  list(
    'Files used',
    contextUsed.files.map(({ path, why }) => `${path}: ${shownShort(why, 160)}`),
  );
  list(
    'Commits used',
    contextUsed.commits.map((hash) => hash.slice(0, 7)),
  );
  list('Open questions', openQuestions);
  if (enhancement.assessment !== undefined)
    lines.push(
      paint('bold', 'What the model thinks of the original'),
      ...renderAssessment(enhancement.assessment, paint),
    );
  lines.push(paint('dim', accountOf(enhancement)));
  for (const { message } of warnings) lines.push(`${paint('yellow', 'warning:')} ${shown(message)}`);
  return `${lines.join('\n')}\n`;
}

/** Who made it, and what that took. */
function accountOf({
  cached,
  costUsd,
  fallbackFrom,
  inputTokens,
  model,
  outputTokens,
  provider,
  stale,
}: Enhancement): string {
  if (provider === 'offline' && fallbackFrom === null) {
    return 'By the built-in rewriter: nothing was sent, no cost.';
  }
  const cost = costUsd === null ? 'cost unknown' : formatUsd(fromUsd(costUsd));
  const source = stale ? ', an old answer' : cached ? ', from the cache' : '';
  return `By ${shownShort(provider)} ${shownShort(model)}${source}: ${grouped(inputTokens)} + ${grouped(outputTokens)} tokens, ${cost}.`;
}
