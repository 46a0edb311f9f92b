import assert from 'node:assert/strict';
import type { ScanResult } from '../../src/core/guard/scanText.ts';
import { run, whetstone } from './editing.ts';

describe('checking a prompt for what should stay here', () => {
  // Put together at run time, so that nobody takes it for a real one.
  const key = ['sk', 'ant', 'api03', 'a1B2c3D4'.repeat(12)].join('-');

  it('finds a key by command and by API alike, and never repeats it', async () => {
    const text = `use ${key} for the calls`;
    const result = await run<ScanResult>('scanPrompt', { text });
    assert.equal(result.verdict, 'block');
    assert.ok(!JSON.stringify(result).includes(key));
    assert.deepEqual(await (await whetstone()).scan({ text }), result);
  });

  it('lets an ordinary prompt pass', async () => {
    const result = await run<ScanResult>('scanPrompt', { text: 'fix the login bug' });
    assert.deepEqual([result.verdict, result.findings.length], ['allow', 0]);
  });
});
