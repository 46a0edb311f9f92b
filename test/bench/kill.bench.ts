// 200 processes that save into one database, two at a time, each ended by SIGKILL at a moment of its own.
import { killRounds, type KillReport } from '../harness/killRounds.ts';
import { SeededRandom } from '../harness/seededRandom.ts';
import { storeFolder } from '../harness/storeFolder.ts';
import { templateKills, type TemplateKillReport } from '../harness/templateKills.ts';
import { figure } from './measure.ts';

const folder = storeFolder();
try {
  let report: KillReport | undefined;
  await figure('kills', async () => (report = await killRounds(folder, 100, new SeededRandom(200))).kills, {
    unit: 'kills',
  });
  if (report !== undefined) {
    const { inAWrite, saved, lost, halves, integrity } = report;
    await figure('  that came in a write', () => inAWrite, { unit: 'kills' });
    await figure('  entries saved meanwhile', () => saved, { unit: 'entries' });
    await figure('  entries lost', () => lost.length, { unit: 'entries', aim: { atMost: 0 } });
    await figure('  entries half-written', () => halves.length, { unit: 'entries', aim: { atMost: 0 } });
    await figure('  faults that SQLite finds', () => (integrity === 'ok' ? 0 : 1), {
      unit: 'faults',
      aim: { atMost: 0 },
    });
  }
  let saves: TemplateKillReport | undefined;
  await figure(
    'kills while templates are saved',
    async () => (saves = await templateKills(folder, 100, new SeededRandom(201))).kills,
    { unit: 'kills' },
  );
  if (saves !== undefined) {
    const { inAWrite, saved, lost, broken } = saves;
    await figure('  that came in a write', () => inAWrite, { unit: 'kills' });
    await figure('  versions saved meanwhile', () => saved, { unit: 'versions' });
    await figure('  versions lost', () => lost, { unit: 'versions', aim: { atMost: 0 } });
    await figure('  versions half-written', () => broken, { unit: 'versions', aim: { atMost: 0 } });
  }
} finally {
  folder.remove();
}
