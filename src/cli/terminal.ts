import type { CommandIo } from './io.ts';

/** Flags that every command takes. */
export interface CommonOptions {
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly cwd?: string;
  /** False with `--no-color`. */
  readonly color: boolean;
}

export type Colour = 'red' | 'green' | 'yellow' | 'cyan' | 'dim' | 'bold';

const codes: Readonly<Record<Colour, readonly [number, number]>> = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  dim: [2, 22],
  bold: [1, 22],
};

/** Paints text, or leaves it alone where colours are not wanted. */
export type Paint = (colour: Colour, text: string) => string;

/** Colours only on a terminal that shows them, and not with `--no-color`, NO_COLOR (any value) or TERM=dumb. */
export function paintFor(
  stream: { readonly isTerminal: boolean },
  options: CommonOptions,
  io: CommandIo,
): Paint {
  const wanted = stream.isTerminal && options.color && !io.env['NO_COLOR'] && io.env['TERM'] !== 'dumb';
  if (!wanted) return (_colour, text) => text;
  return (colour, text) => `\u001B[${codes[colour][0]}m${text}\u001B[${codes[colour][1]}m`;
}

// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

/** Text of a user or a repository made safe to show: control characters, which could drive the terminal, become visible signs. */
export function shown(text: string): string {
  return text.replaceAll(controls, (control) =>
    control < ' ' ? String.fromCodePoint(0x2400 + control.charCodeAt(0)) : '\uFFFD',
  );
}

/** The same on one line and at most `length` UTF-16 units long. */
export function shownShort(text: string, length = 60): string {
  const line = shown(text.replaceAll(/\s+/g, ' ').trim());
  return line.length > length ? `${line.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…` : line;
}

/** Writes one JSON document. */
export async function writeJson(io: CommandIo, value: unknown): Promise<void> {
  await io.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}
