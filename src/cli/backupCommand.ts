import { WhetstoneError } from '../core/errors.ts';
import type { Backup } from '../node/store/backups/restoreBackup.ts';
import { exitStatus } from './exitStatus.ts';
import type { CommandIo } from './io.ts';
import { type CommonOptions, paintFor, shown, writeJson } from './terminal.ts';
import { withStore } from './withStore.ts';

const kinds: Readonly<Record<Backup['kind'], string>> = {
  daily: '',
  replaced: '  replaced by a restore',
  damaged: '  set aside as damaged',
};

/** `whetstone backup list`: what the database can be restored from, newest first. */
export async function listBackupsCommand(options: CommonOptions, io: CommandIo): Promise<number> {
  const backups = await withStore(options, io, ({ store }) => store.backups.list(io.signal));
  if (options.json) {
    await writeJson(io, backups);
    return exitStatus.done;
  }
  const paint = paintFor(io.stdout, options, io);
  const lines = backups.map(({ at, bytes, holds, kind, name }) => {
    const content =
      holds === null
        ? 'cannot be read'
        : `${holds.enhancements} enhancements, ${holds.templateVersions} versions of templates, ${holds.runs} runs`;
    return `${paint('cyan', shown(name))}  ${paint('dim', at.slice(0, 16).replace('T', ' '))}  ${megabytes(bytes)}  ${content}${kinds[kind]}\n`;
  });
  await io.stdout.write(lines.join(''));
  return exitStatus.done;
}

/** `whetstone backup make`: makes today's, also when there is one already. */
export async function makeBackupCommand(options: CommonOptions, io: CommandIo): Promise<number> {
  const path = await withStore(options, io, async ({ store }) => {
    const { mode, notice } = await store.state(io.signal);
    if (mode === 'unavailable' && notice !== null)
      throw new WhetstoneError('storage', notice.message, notice.hint);
    return store.backups.make();
  });
  if (path === null)
    throw new WhetstoneError(
      'storage',
      'Another program is making the backup.',
      'See whetstone backup list.',
    );
  if (options.json) await writeJson(io, { path });
  else await io.stdout.write(`${shown(path)}\n`);
  return exitStatus.done;
}

/** `whetstone backup restore NAME`: puts it in the database's place and says where what was there is now. */
export async function restoreBackupCommand(
  name: string,
  options: CommonOptions,
  io: CommandIo,
): Promise<number> {
  const restored = await withStore(options, io, async ({ store }) => {
    if (name !== 'last') return store.backups.restore(name, io.signal);
    const last = (await store.backups.list(io.signal)).find(({ kind }) => kind === 'daily');
    if (last === undefined)
      throw new WhetstoneError('usage', 'There is no backup yet.', 'Make one with: whetstone backup make');
    return store.backups.restore(last.name, io.signal);
  });
  if (options.json) await writeJson(io, restored);
  else {
    await io.stdout.write(`${shown(restored.name)} is in its place again\n`);
    if (restored.setAside !== null && !options.quiet)
      await io.stderr.write(`What was there before is kept as ${shown(restored.setAside)}\n`);
  }
  return exitStatus.done;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
