import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../core/errors.ts';

/** A document's address in a command's argument: a Uri, a string such as `file:///…`, or a Uri that came through JSON. */
export const uriArgument = z.pipe(
  z.union([
    z.custom<vscode.Uri>((value) => value instanceof vscode.Uri),
    z.string().check(z.minLength(1)),
    z.looseObject({ scheme: z.string(), path: z.string() }),
  ]),
  z.transform((value): vscode.Uri => {
    if (value instanceof vscode.Uri) return value;
    return typeof value === 'string' ? vscode.Uri.parse(value, true) : vscode.Uri.from(value);
  }),
);

const position = z.object({ line: z.int().check(z.minimum(0)), character: z.int().check(z.minimum(0)) });

/** A range in a command's argument: a Range, `{start, end}` of positions, or the two positions in a list, as Ranges become in JSON. */
export const rangeArgument = z.pipe(
  z.union([
    z.custom<vscode.Range>((value) => value instanceof vscode.Range),
    z.object({ start: position, end: position }),
    z.tuple([position, position]),
  ]),
  z.transform((value): vscode.Range => {
    if (value instanceof vscode.Range) return value;
    const [start, end] = Array.isArray(value) ? value : [value.start, value.end];
    return new vscode.Range(start.line, start.character, end.line, end.character);
  }),
);

/**
 * Reads a command's argument. Nothing at all counts as `{}`; a bare Uri, as menus pass it, as `{uri}`.
 * Throws a WhetstoneError `usage` that names what does not fit.
 */
export function parseArgument<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const given = value instanceof vscode.Uri ? { uri: value } : (value ?? {});
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new WhetstoneError(
    'usage',
    vscode.l10n.t('The argument of this command does not fit. {0}', z.prettifyError(parsed.error)),
    vscode.l10n.t('The user guide lists what each command takes.'),
  );
}
