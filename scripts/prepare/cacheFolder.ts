import path from 'node:path';

/** The root of the repository, absolute. */
export const projectRoot: string = path.resolve(import.meta.dirname, '../..');

/**
 * The folder that keeps what tests need and git does not: VS Code servers, browser binaries, generated repositories.
 * `WHETSTONE_TEST_CACHE` moves it, so that several checkouts on one machine can share 800 MB.
 */
export function cacheFolder(): string {
  const moved = process.env['WHETSTONE_TEST_CACHE'];
  return moved ? path.resolve(moved) : path.join(projectRoot, '.cache');
}
