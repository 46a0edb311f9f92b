import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

function isErrorWithCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return isErrorWithCode(error, 'EPERM');
  }
}

async function ownerOf(file: string): Promise<number | undefined> {
  try {
    return Number.parseInt(await readFile(file, 'utf8'), 10) || undefined;
  } catch (error) {
    if (isErrorWithCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/**
 * Runs `work` while holding the lock `file`, so that two preparations never write the same folder at once.
 * Waits for another live owner (says so once); takes over the lock of a process that is gone.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  await mkdir(path.dirname(file), { recursive: true });
  let said = false;
  for (;;) {
    try {
      await writeFile(file, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (!isErrorWithCode(error, 'EEXIST')) throw error;
      const owner = await ownerOf(file);
      if (owner !== undefined && !isRunning(owner)) {
        await rm(file, { force: true });
        continue;
      }
      if (!said) console.log(`prepare: waiting for process ${owner ?? '?'}, which is preparing ${file}`);
      said = true;
      await sleep(300);
    }
  }
  try {
    return await work();
  } finally {
    await rm(file, { force: true });
  }
}
