import assert from 'node:assert/strict';
import { Session } from 'node:inspector/promises';
import { blocksIn, samplingInterval } from '../../harness/hostMonitor/blocks.ts';

const frame = (functionName: string, url: string): object => ({
  functionName,
  url,
  scriptId: '1',
  lineNumber: 0,
  columnNumber: 0,
});

describe('stretches of our code in a profile', () => {
  it('joins callbacks without a break, the collector included, and names the function', () => {
    const profile = {
      nodes: [
        { id: 1, callFrame: frame('(root)', ''), children: [2, 3, 4] },
        { id: 2, callFrame: frame('theirs', 'vscode.js') },
        { id: 3, callFrame: frame('ours', 'file:///x/ours.js'), children: [5] },
        { id: 4, callFrame: frame('(garbage collector)', '') },
        { id: 5, callFrame: frame('theirs', 'vscode.js') },
      ],
      startTime: 0,
      endTime: 0,
      samples: [2, 3, 5, 4, 3, 2, 4, 3],
      timeDeltas: [0, 1000, 1000, 9000, 1000, 1000, 1000, 1000, 1000],
    } as unknown as Parameters<typeof blocksIn>[0];
    const blocks = blocksIn(profile, (url) => url.includes('ours'), 9);
    assert.deepEqual(blocks, [
      { wall: 12, busy: 5, where: ['ours ours.js:1'] },
      { wall: 1, busy: 1, where: ['ours ours.js:1'] },
    ]);
    assert.deepEqual(
      blocksIn(profile, () => false, 9),
      [],
    );
  });

  it('sees a busy function of a real profile', async () => {
    const session = new Session();
    session.connect();
    await session.post('Profiler.enable');
    await session.post('Profiler.setSamplingInterval', { interval: samplingInterval });
    await session.post('Profiler.start');
    const end = performance.now() + 80;
    while (performance.now() < end);
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    const [longest] = blocksIn(profile, (url) => url.includes('blocks.test'), 1);
    assert.ok(longest !== undefined && longest.wall >= 50, JSON.stringify(longest));
  });
});
