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

/** One object with values, or a list of them, in a JSON file. Throws `input-unreadable`. */
export async function readSamples(
  file: string,
  options: CommonOptions,
  io: CommandIo,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const samples = [await readJson(file, options, io)].flat();
  if (samples.length > 0 && samples.every(isObject)) return samples;
  throw noObject(file);
}

async function readValues(
  file: string,
  options: CommonOptions,
  io: CommandIo,
): Promise<Readonly<Record<string, unknown>>> {
  const values = await readJson(file, options, io);
  if (isObject(values)) return values;
  throw noObject(file);
}

async function readJson(file: string, options: CommonOptions, io: CommandIo): Promise<unknown> {
  const path = resolve(await workingFolder(options, io), file);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw unreadableFile(file, cause);
  });
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new WhetstoneError('input-unreadable', `"${file}" is not valid JSON.`, 'Give one JSON object.', {
      cause,
    });
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function noObject(file: string): WhetstoneError {
  return new WhetstoneError('input-unreadable', `"${file}" holds no JSON object.`, 'Give one JSON object.');
}
