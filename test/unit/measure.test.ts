import assert from 'node:assert/strict';
import { figure, measure } from '../bench/measure.ts';

describe('measuring', () => {
  const lines: string[] = [];
  const print = console.log;
  const { exitCode } = process;

  beforeEach(() => {
    lines.length = 0;
    console.log = (text: string) => void lines.push(text);
  });

  afterEach(() => {
    console.log = print;
    process.exitCode = exitCode;
  });

  it('prints median, range and whether the aim was met', async () => {
    let runs = 0;
    const result = await measure('nothing', () => (runs += 1), { runs: 4, aim: { atMost: 1_000 } });
    assert.equal(runs, 5, 'one run to warm up, four that count');
    assert.ok(result !== undefined && result.least <= result.median && result.median <= result.greatest);
    assert.match(lines.join('\n'), /^nothing .* ms .*4 runs.* aim <= 1000 {2}ok$/);
  });

  it('tells a missed aim from a met one, in both directions', async () => {
    await figure('points', () => 24, { unit: 'points', aim: { atLeast: 25 } });
    await figure('points', () => 25, { unit: 'points', aim: { atLeast: 25 } });
    await figure('bytes', () => 151, { unit: 'kB', aim: { atMost: 150 } });
    assert.deepEqual(
      lines.map((line) => line.split('  ').at(-1)),
      ['missed', 'ok', 'missed'],
    );
    assert.equal(process.exitCode, exitCode, 'a missed aim is no error');
  });

  it('says what could not be measured, and the process will fail', async () => {
    const result = await measure('disk', () => {
      throw new Error('no such folder');
    });
    await figure('share', () => 0 / 0, { unit: '%' });
    assert.equal(result, undefined);
    assert.deepEqual(lines, [
      'FAILED TO MEASURE: disk: no such folder',
      'FAILED TO MEASURE: share: the result is NaN',
    ]);
    assert.equal(process.exitCode, 1);
  });
});
