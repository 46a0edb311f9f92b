import { lstat, readdir, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { WhetstoneError } from '../core/errors.ts';
import { formatOf } from '../core/library/exchange/importTemplate.ts';

/** A file to import: `path` relative to what was named, with `/`. */
export interface TemplateSource {
  readonly path: string;
  readonly text: string;
}

/** A larger file is no prompt. Bytes. */
const largestFile = 512 * 1024;

/** More than these in one import is a mistake or an attack. */
const mostFiles = 5000;
const mostBytes = 64 * 1024 * 1024;

const deepest = 10;

/**
 * The prompt files that a path leads to: a file, a folder with all below it (links are not followed), or a zip. Throws `input-unreadable` for what
 * cannot be read or holds a path that leads out of the archive, and `input-too-large` for more than 5,000 files or 64 MB.
 */
export async function templateSources(path: string, signal: AbortSignal): Promise<readonly TemplateSource[]> {
  const information = await lstat(path).catch((cause: unknown) => {
    throw unreadable(path, cause);
  });
  if (information.isDirectory()) return inFolder(path, signal);
  if (information.size > mostBytes) throw tooLarge(path);
  const bytes = await readFile(path, { signal }).catch((cause: unknown) => {
    signal.throwIfAborted();
    throw unreadable(path, cause);
  });
  // A zip begins with "PK", whatever its name.
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return inZip(path, bytes);
  if (bytes.length > largestFile) throw tooLarge(path);
  return [{ path: path.split(sep).join('/'), text: textOf(bytes, path) }];
}

async function inFolder(folder: string, signal: AbortSignal): Promise<readonly TemplateSource[]> {
  const found: TemplateSource[] = [];
  let bytes = 0;
  const walk = async (current: string, depth: number): Promise<void> => {
    signal.throwIfAborted();
    const entries = await readdir(current, { withFileTypes: true }).catch((cause: unknown) => {
      throw unreadable(current, cause);
    });
    for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(current, entry.name);
      if (entry.isDirectory()) {
        if (depth < deepest && entry.name !== 'node_modules' && entry.name !== '.git')
          await walk(path, depth + 1);
        continue;
      }
      const name = `${basename(folder)}/${relative(folder, path).split(sep).join('/')}`;
      if (!entry.isFile() || formatOf(name) === null) continue;
      const { size } = await lstat(path);
      if (size > largestFile) continue;
      bytes += size;
      if (found.length >= mostFiles || bytes > mostBytes) throw tooLarge(folder);
      found.push({ path: name, text: textOf(await readFile(path), path) });
    }
  };
  await walk(folder, 0);
  return found;
}

async function inZip(path: string, bytes: Uint8Array): Promise<readonly TemplateSource[]> {
  const { unzipSync } = await import('fflate');
  let total = 0;
  let count = 0;
  let refusal: WhetstoneError | null = null;
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, {
      // Sizes are what the archive says; the library never writes more than that of an entry.
      filter: ({ name, originalSize }) => {
        if (/(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\0/.test(name)) {
          refusal ??= new WhetstoneError(
            'input-unreadable',
            `${path} holds a file whose path leads out of the archive.`,
            'Do not use this archive.',
          );
          return false;
        }
        if (formatOf(name) === null || originalSize > largestFile) return false;
        total += originalSize;
        count += 1;
        if (total > mostBytes || count > mostFiles) {
          refusal ??= tooLarge(path);
          return false;
        }
        return refusal === null;
      },
    });
  } catch (cause) {
    throw unreadable(path, cause);
  }
  if (refusal !== null) throw refusal as WhetstoneError;
  return Object.entries(entries)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, content]) => ({ path: name, text: textOf(content, name) }));
}

function textOf(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new WhetstoneError('input-unreadable', `${path} is no UTF-8 text.`, 'Save it as UTF-8.', { cause });
  }
}

function unreadable(path: string, cause: unknown): WhetstoneError {
  return new WhetstoneError('input-unreadable', `${path} cannot be read.`, 'Check the path.', { cause });
}

function tooLarge(path: string): WhetstoneError {
  return new WhetstoneError(
    'input-too-large',
    `${path} holds more than can be imported at once.`,
    `Import at most ${mostFiles} files and 64 MB.`,
  );
}
