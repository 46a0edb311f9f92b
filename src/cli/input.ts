import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isAbort, WhetstoneError } from '../core/errors.ts';
import type { CommandIo } from './io.ts';

/** Largest input, in bytes: a prompt of a megabyte still scores in about a second, five take ten times what anybody pastes. */
export const maximumInput = 5 * 1024 * 1024;

/** A text and where it came from; `path` is absolute, null for arguments and stdin. */
export interface Input {
  readonly text: string;
  readonly path: string | null;
}

/**
 * The TEXT of a command: its words, `--file`, or stdin (`-`, or no words while stdin is no terminal).
 * Throws WhetstoneError `usage` when there is none or it is empty, `input-unreadable`, `input-too-large`.
 */
export async function readInput(
  words: readonly string[],
  file: string | undefined,
  folder: string,
  io: CommandIo,
): Promise<Input> {
  const fromStdin = words.length === 1 && words[0] === '-';
  if (file !== undefined && words.length > 0)
    throw new WhetstoneError('usage', 'There are both a TEXT and a --file.', 'Give one of them.');
  const input = await read();
  if (input.text.trim() === '')
    throw new WhetstoneError(
      'usage',
      'The text is empty.',
      'Give the prompt as TEXT, with --file, or on standard input.',
    );
  return input;

  async function read(): Promise<Input> {
    if (file !== undefined && file !== '-') {
      const path = resolve(folder, file);
      return { text: await readTextFile(path, file), path };
    }
    if (words.length > 0 && !fromStdin) return { text: checkSize(words.join(' ')), path: null };
    if (!fromStdin && file === undefined && io.stdin.isTerminal)
      throw new WhetstoneError(
        'usage',
        'There is no text.',
        'Give the prompt as TEXT, with --file, or on standard input.',
      );
    return { text: await readStdin(io), path: null };
  }
}

function checkSize(text: string): string {
  if (text.length > maximumInput) throw tooLarge('The text');
  return text;
}

async function readStdin(io: CommandIo): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdinChunks(io)) {
    size += chunk.length;
    if (size > maximumInput) throw tooLarge('Standard input');
    chunks.push(chunk);
  }
  return decode(Buffer.concat(chunks), 'Standard input');
}

/** The bytes of stdin as they come. Throws `input-unreadable` when it breaks off, the signal's reason when interrupted. */
export async function* stdinChunks(io: CommandIo): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of io.stdin) {
      io.signal.throwIfAborted();
      yield chunk;
    }
  } catch (cause) {
    io.signal.throwIfAborted();
    if (isAbort(cause)) throw cause;
    throw new WhetstoneError(
      'input-unreadable',
      'Standard input broke off.',
      'Check the command before the pipe.',
      { cause },
    );
  }
  io.signal.throwIfAborted();
}

async function readTextFile(path: string, name: string): Promise<string> {
  try {
    const file = await open(path, 'r');
    try {
      const status = await file.stat();
      if (status.isDirectory())
        throw new WhetstoneError('input-unreadable', `"${name}" is a folder.`, 'Name a file.');
      if (status.size > maximumInput) throw tooLarge(`"${name}"`);
      const bytes = await file.readFile();
      if (bytes.length > maximumInput) throw tooLarge(`"${name}"`);
      return decode(bytes, `"${name}"`);
    } finally {
      await file.close();
    }
  } catch (cause) {
    throw cause instanceof WhetstoneError ? cause : unreadableFile(name, cause);
  }
}

/** What the operating system said about a file, in words. */
export function unreadableFile(name: string, cause: unknown): WhetstoneError {
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new WhetstoneError('input-unreadable', `"${name}" does not exist.`, 'Check the path.', { cause });
  if (code === 'EACCES' || code === 'EPERM')
    return new WhetstoneError('input-unreadable', `"${name}" may not be read.`, 'Check its permissions.', {
      cause,
    });
  return new WhetstoneError('input-unreadable', `"${name}" could not be read.`, 'Check the path.', { cause });
}

function tooLarge(what: string): WhetstoneError {
  return new WhetstoneError(
    'input-too-large',
    `${what} is larger than 5 MB.`,
    'Give the part that says what to do.',
  );
}

/**
 * Bytes as text: UTF-8, or UTF-16 with its byte order mark, the mark cut off (offsets then are those of an editor).
 * Throws `input-unreadable` for binary data and other encodings.
 */
export function decode(bytes: Uint8Array, what: string): string {
  const hint = 'Give text in UTF-8.';
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  if (encoding === 'utf-8' && bytes.includes(0))
    throw new WhetstoneError('input-unreadable', `${what} is binary data, not text.`, hint);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new WhetstoneError('input-unreadable', `${what} is not text in UTF-8.`, hint, { cause });
  }
}
