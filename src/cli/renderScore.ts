import type { Contribution, ScoreExplanation } from '../core/score/explanation.ts';
import { components, type Score, type ScoreLevel } from '../core/score/score.ts';
import { type Colour, type Paint, shown, shownShort } from './terminal.ts';

const barLength = 10;
const colours: Readonly<Record<ScoreLevel, Colour>> = {
  poor: 'red',
  fair: 'yellow',
  good: 'green',
  excellent: 'green',
};

/** A score in words and bars for people; `text` is what was scored, so that suggestions can say where they apply. */
export function renderScore(score: Score, text: string, paint: Paint): string {
  const colour = colours[score.level];
  const lines = [
    `${paint('bold', paint(colour, String(score.total)))} of 100, ${score.level}. ${score.recommendation}.`,
    '',
  ];
  for (const component of components) {
    const points = score[component];
    const filled = Math.round((points / 25) * barLength);
    const bar = paint(colour, '█'.repeat(filled)) + paint('dim', '░'.repeat(barLength - filled));
    lines.push(`  ${component.padEnd(14)} ${bar} ${String(points).padStart(2)}/25`);
  }
  if (score.suggestions.length > 0) lines.push('', 'Suggestions');
  for (const { gain, suggestion, start, end, component, rule } of score.suggestions) {
    const whole = start === 0 && end >= text.trimEnd().length;
    const place =
      whole || end <= start ? '' : ` at ${position(text, start)} "${shownShort(text.slice(start, end), 40)}"`;
    lines.push(`  ${paint('green', `+${gain}`.padStart(3))}  ${shown(suggestion)}${place}`);
    lines.push(`       ${paint('dim', `${component}, ${rule}`)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** What earned and what cost points, and whether names were looked up. */
export function renderExplanation(
  { cost, earned, grounded }: ScoreExplanation,
  text: string,
  paint: Paint,
): string {
  const lines: string[] = [];
  const list = (title: string, all: readonly Contribution[], colour: Colour): void => {
    if (all.length === 0) return;
    lines.push('', title);
    for (const { label, points, rule, spans } of all) {
      const [first] = spans;
      const place =
        first === undefined
          ? ''
          : ` ${position(text, first.start)} "${shownShort(text.slice(first.start, first.end), 40)}"`;
      const sign = points > 0 ? '+' : '';
      lines.push(
        `  ${paint(colour, `${sign}${points.toFixed(1)}`.padStart(5))}  ${label}${place} ${paint('dim', rule)}`,
      );
    }
  };
  list('Earned', earned, 'green');
  list('Cost', cost, 'red');
  lines.push(
    '',
    grounded
      ? 'Names were looked up in the repository.'
      : 'Names were not looked up: there is no repository here, or nothing to look up.',
  );
  return `${lines.join('\n')}\n`;
}

/** `line:column`, both from 1. */
function position(text: string, offset: number): string {
  let line = 1;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line++;
    lineStart = at + 1;
  }
  return `${line}:${offset - lineStart + 1}`;
}
