import { assessedNames, type ModelAssessment } from '../core/score/modelAssessment.ts';
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
