import { assessedNames, type ModelAssessment } from '../core/score/assessment.ts';
import type { SecondOpinion } from '../core/assess/assessPrompt.ts';
import { formatUsd, fromUsd, grouped } from '../core/usage/money.ts';
import { type Paint, shownShort } from './terminal.ts';

/** A model's reading of a prompt, a line for each part: the score, the words that it quotes, and why. */
export function renderAssessment(assessment: ModelAssessment, paint: Paint): readonly string[] {
  return assessedNames.map((name) => {
    const { quote, reason, score } = assessment[name];
    const most = name === 'overall' ? 100 : 25;
    const figure = `${String(score).padStart(3)}/${most}`;
    const words = quote === '' ? '' : ` "${shownShort(quote, 80)}"`;
    return `  ${name.padEnd(14)} ${paint('bold', figure.padEnd(7))}${words} ${shownShort(reason, 200)}`.trimEnd();
  });
}

/** The second opinion below the score of the rules, with who gave it. */
export function renderSecondOpinion(opinion: SecondOpinion, paint: Paint): string {
  const { cached, costUsd, inputTokens, model, outputTokens, provider, stale } = opinion;
  const source = stale ? ', an old answer' : cached ? ', from the cache' : '';
  const tokens =
    inputTokens === null || outputTokens === null
      ? 'tokens unknown'
      : `${grouped(inputTokens)} + ${grouped(outputTokens)} tokens`;
  const cost = costUsd === null ? 'cost unknown' : formatUsd(fromUsd(costUsd));
  const by = `By ${shownShort(provider)} ${shownShort(model)}${source}: ${tokens}, ${cost}.`;
  return `${['', 'What a model thinks', ...renderAssessment(opinion, paint), paint('dim', by)].join('\n')}\n`;
}
