import assert from 'node:assert/strict';
import { killLedger } from '../../../harness/killLedger.ts';
import { SeededRandom } from '../../../harness/seededRandom.ts';

describe('the account of processes that are killed', function () {
  this.timeout(120_000);

  it('is sound, whole, and counts what was never settled at its bound', async () => {
    const random = new SeededRandom(8);
    const { attempts, insideWrite, kills, open } = await killLedger(20, () => random.next());
    assert.equal(kills, 20);
    // Nearly all of a victim's time is spent writing, so that most kills land there.
    assert.ok(insideWrite >= 5, `${insideWrite} of ${kills} landed inside a write`);
    assert.ok(attempts > 50 && open >= attempts / 3 - 20, `${attempts} attempts, ${open} open`);
  });
});
