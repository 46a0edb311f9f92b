import type { CommandIo } from './io.ts';
import { type CommonOptions, paintFor, shown } from './terminal.ts';

/** Writes one line a warning to stderr, unless `--quiet`. */
export async function warnAbout(
  warnings: readonly string[],
  options: CommonOptions,
  io: CommandIo,
): Promise<void> {
  if (options.quiet || warnings.length === 0) return;
  const paint = paintFor(io.stderr, options, io);
  await io.stderr.write(
    warnings.map((warning) => `${paint('yellow', 'warning:')} ${shown(warning)}\n`).join(''),
  );
}
