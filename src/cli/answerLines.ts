import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod/mini';
import { WhetstoneError } from '../core/errors.ts';
import { promptKinds } from '../core/prompt/document.ts';
import { exitStatus } from './exitStatus.ts';
import { maximumInput, stdinChunks, unreadableFile } from './input.ts';
import type { CommandIo } from './io.ts';
import { type Line, readLines } from './readLines.ts';

const rowSchema = z.object({
  id: z.union([z.string(), z.number()]),
  text: z.string(),
  kind: z.optional(z.enum(promptKinds)),
  as: z.optional(z.enum(['typed', 'context'])),
});

/** One line of the input: a text with its id, and what a command may be told about it. */
export type TextRow = z.infer<typeof rowSchema>;

/**
 * `--jsonl`: for each line `{"id","text",…}` one line `{"id", …answer}`, in order, while the input still comes. A line that
 * cannot be answered gives `{"id","error"}`, and the exit status at the end is 2. Blank lines are passed over.
 */
export async function answerLines(
  file: string,
  folder: string,
  answer: (row: TextRow) => object,
  io: CommandIo,
): Promise<number> {
  const chunks = file === '-' ? stdinChunks(io) : fileChunks(resolve(folder, file), file);
  let failed = false;
  for await (const lines of readLines(chunks, maximumInput)) {
    let out = '';
    for (const line of lines) {
      io.signal.throwIfAborted();
      const result = answerLine(line, answer);
      if (result === null) continue;
      failed ||= result.failed;
      out += `${JSON.stringify(result.row)}\n`;
      if (out.length > 65_536) {
        await io.stdout.write(out);
        out = '';
      }
    }
    if (out !== '') await io.stdout.write(out);
  }
  return failed ? exitStatus.usage : exitStatus.done;
}

function answerLine(line: Line, answer: (row: TextRow) => object): { row: object; failed: boolean } | null {
  if (line.text === '') return null;
  try {
    const row = readRow(line);
    return { row: { id: row.id, ...answer(row) }, failed: false };
  } catch (error) {
    if (!(error instanceof LineError)) throw error;
    const { id, code, message, hint } = error;
    return { row: { id, line: line.number, error: { code, message, hint } }, failed: true };
  }
}

/** What is wrong with a line, with the id of its row as far as that could be read. */
class LineError extends WhetstoneError {
  readonly id: string | number | null;

  constructor(
    code: 'input-unreadable' | 'input-too-large',
    id: string | number | null,
    message: string,
    hint: string,
  ) {
    super(code, message, hint);
    this.id = id;
  }
}

function readRow(line: Line): TextRow {
  const hint = 'Write {"id": "1", "text": "…"} on one line.';
  if (line.problem === 'too-long')
    throw new LineError('input-too-large', null, 'The line is longer than 5 MB.', hint);
  if (line.problem === 'not-text')
    throw new LineError('input-unreadable', null, 'The line is not text in UTF-8.', hint);
  let value: unknown;
  try {
    value = JSON.parse(line.text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new LineError('input-unreadable', null, 'The line is not valid JSON.', hint);
  }
  const result = z.safeParse(rowSchema, value);
  if (result.success) return result.data;
  const id = (value as { id?: unknown } | null)?.id;
  const key = result.error.issues[0]?.path.join('.') ?? '';
  const message = key === '' ? 'The line holds no object.' : `"${key}" is missing or of a wrong type.`;
  throw new LineError(
    'input-unreadable',
    typeof id === 'string' || typeof id === 'number' ? id : null,
    message,
    hint,
  );
}

async function* fileChunks(path: string, name: string): AsyncGenerator<Uint8Array> {
  try {
    if ((await stat(path)).isDirectory())
      throw new WhetstoneError('input-unreadable', `"${name}" is a folder.`, 'Name a file.');
    for await (const chunk of createReadStream(path)) yield chunk as Uint8Array;
  } catch (cause) {
    throw cause instanceof WhetstoneError ? cause : unreadableFile(name, cause);
  }
}
