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
