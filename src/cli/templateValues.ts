import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { WhetstoneError } from '../core/errors.ts';
import { workingFolder } from './folder.ts';
import { unreadableFile } from './input.ts';
import type { CommandIo } from './io.ts';
import { type CommonOptions, shownShort } from './terminal.ts';

/** Where the values of a template come from. */
export interface ValueOptions extends CommonOptions {
  /** `name=value` each. */
  readonly var?: readonly string[];
  /** A JSON file with values by name. */
  readonly vars?: string;
}

/** The values that a command was given; one by one goes before the file. Throws `usage` and `input-unreadable`. */
export async function givenValues(options: ValueOptions, io: CommandIo): Promise<Record<string, unknown>> {
  const fromFile = options.vars === undefined ? {} : await readValues(options.vars, options, io);
  return { ...fromFile, ...valuesOf(options.var ?? []) };
}

function valuesOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      if (equals > 0) return [pair.slice(0, equals), pair.slice(equals + 1)];
      throw new WhetstoneError('usage', `"${shownShort(pair)}" is no name=value.`, 'Write --var name=value.');
    }),
  );
}

/** The JSON object in a file. Throws `input-unreadable`. */
export async function readValues(
  file: string,
  options: CommonOptions,
  io: CommandIo,
): Promise<Record<string, unknown>> {
  const path = resolve(await workingFolder(options, io), file);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadableFile(file, cause);
  });
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch (cause) {
    throw new WhetstoneError('input-unreadable', `"${file}" is not valid JSON.`, 'Give one JSON object.', {
      cause,
    });
  }
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return { ...values };
  throw new WhetstoneError('input-unreadable', `"${file}" holds no JSON object.`, 'Give one JSON object.');
}
