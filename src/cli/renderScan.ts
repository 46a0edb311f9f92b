import type { GuardAction } from '../core/guard/finding.ts';
import type { ScanResult } from '../core/guard/scanText.ts';
import type { Colour, Paint } from './terminal.ts';

const colours: Readonly<Record<GuardAction, Colour>> = {
  allow: 'green',
  warn: 'yellow',
  redact: 'yellow',
  block: 'red',
};
const verdicts: Readonly<Record<GuardAction, string>> = {
  allow: 'Nothing found that should not leave this machine.',
  warn: 'Think twice before you pass this on.',
  redact: 'This would be masked before it leaves.',
  block: 'This would be kept back.',
};

/** A scan in words for people: the verdict, then each finding with its place. Never shows what was found. */
export function renderScan({ verdict, findings }: ScanResult, text: string, paint: Paint): string {
  const lines = [paint(colours[verdict], verdicts[verdict])];
  let line = 1;
  let lineStart = 0;
  for (const { action, kind, message, rule, start } of findings) {
    for (let at = text.indexOf('\n', lineStart); at >= 0 && at < start; at = text.indexOf('\n', at + 1)) {
      line++;
      lineStart = at + 1;
    }
    lines.push(
      `  ${paint(colours[action], action.padEnd(6))} ${line}:${start - lineStart + 1}  ${message} ${paint('dim', `${kind}, ${rule}`)}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
