import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { replaceFile } from '../replaceFile.ts';

/** Larger files are no instructions that anybody wrote; they are skipped, and said to be. Bytes. */
export const maximumSize = 2 * 1024 * 1024;

/** A file's text as an editor shows it (without byte order mark), or why it has none. */
export type FileText =
  | { readonly text: string; readonly encoding: 'utf-8' | 'utf-8-bom' | 'utf-16' }
  | { readonly skipped: string };

/** Reads a file. Never throws: what cannot be read as text says why, in words for a finding. */
export async function readLintFile(path: string): Promise<FileText> {
  try {
    // Not blocking: opening a named pipe would otherwise wait for a writer for ever.
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const status = await file.stat();
      if (!status.isFile()) return { skipped: 'it is no regular file' };
      if (status.size > maximumSize) return { skipped: tooLarge(status.size) };
      return decode(await file.readFile());
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return { skipped: code === 'EACCES' ? 'it may not be read' : `it could not be read (${code})` };
  }
}

/** Why a file of so many bytes is skipped. */
export function tooLarge(bytes: number): string {
  return `it has ${(bytes / 1024 / 1024).toFixed(1)} MB, over the limit of 2 MB`;
}

function decode(bytes: Uint8Array): FileText {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-16be';
  if (wide === 'utf-16le' || (bytes[0] === 0xfe && bytes[1] === 0xff))
    return { text: new TextDecoder(wide).decode(bytes), encoding: 'utf-16' };
  if (bytes.includes(0)) return { skipped: 'it is binary data, not text' };
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return { text, encoding: marked ? 'utf-8-bom' : 'utf-8' };
  } catch {
    return { skipped: 'it is not text in UTF-8' };
  }
}

/**
 * Writes a text back as it was read, byte order mark included. False for encodings that are not written. Throws WhetstoneError
 * `storage` for a file that cannot be written; it is as it was then.
 */
export async function writeLintFile(
  path: string,
  text: string,
  encoding: 'utf-8' | 'utf-8-bom' | 'utf-16',
): Promise<boolean> {
  if (encoding === 'utf-16') return false;
  await replaceFile(path, encoding === 'utf-8-bom' ? `\uFEFF${text}` : text);
  return true;
}
