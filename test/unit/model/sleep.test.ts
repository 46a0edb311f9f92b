import assert from 'node:assert/strict';
import { AwakeClock } from '../../../src/core/model/awakeClock.ts';
import type { Complete, Completion } from '../../../src/core/model/completion.ts';
import { cloudLimits } from '../../../src/core/model/deadlines.ts';
import { compose } from '../../../src/core/model/completion.ts';
import { fallback } from '../../../src/core/model/fallback.ts';
import { retry } from '../../../src/core/model/retry.ts';
import { timeouts } from '../../../src/core/model/timeouts.ts';
import { completion, completionRequest } from '../../harness/completions.ts';
import { SleepyPace } from '../../harness/sleepyPace.ts';

const never = new AbortController().signal;
const night = 8 * 3_600_000;

/** Streams whose words and ends the test decides. */
function streams(): {
  readonly complete: Complete;
  readonly open: { readonly say: (text: string) => void; readonly end: (text: string) => void }[];
} {
  const open: { say: (text: string) => void; end: (text: string) => void }[] = [];
  const complete: Complete = (request, signal) =>
    new Promise<Completion>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason));
      open.push({ say: (text) => request.onText?.(text), end: (text) => resolve(completion(text)) });
    });
  return { complete, open };
}

for (const counts of [false, true])
  describe(`a machine that sleeps during a stream, with a clock that ${counts ? 'goes on' : 'stands still'}`, () => {
    const ask = (
      pace: SleepyPace,
      complete: Complete,
    ): { readonly answer: Promise<Completion>; readonly error: () => unknown } => {
      let error: unknown = null;
      const answer = fallback({
        candidates: [
          {
            id: 'acme',
            name: 'Acme',
            local: false,
            enabled: () => true,
            complete: compose(
              [retry(pace), timeouts({ name: 'Acme', pace, local: false, limits: cloudLimits })],
              complete,
            ),
          },
        ],
        order: ['acme'],
        allowCloudFromLocal: false,
        allowAfterRefusal: false,
        limits: { cloudMs: 90_000, localMs: 200_000 },
        pace,
      })(completionRequest(), never);
      answer.catch((thrown: unknown) => (error = thrown));
      return { answer, error: () => error };
    };

    it('goes on where the stream went on', async () => {
      const pace = new SleepyPace(counts);
      const { complete, open } = streams();
      const { answer, error } = ask(pace, complete);
      open[0]?.say('one');
      await pace.pass(2000);
      await pace.asleep(night);
      await pace.pass(15_000);
      assert.equal(error(), null);
      open[0]?.say('one two');
      await pace.pass(5000);
      open[0]?.end('one two three');
      assert.equal((await answer).text, 'one two three');
      assert.equal(open.length, 1);
    });

    it('asks the same provider again when the connection did not live through it', async () => {
      const pace = new SleepyPace(counts);
      const { complete, open } = streams();
      const { answer, error } = ask(pace, complete);
      open[0]?.say('one');
      await pace.pass(2000);
      await pace.asleep(night);
      await pace.pass(26_000);
      assert.equal(error(), null);
      assert.equal(open.length, 2);
      open[1]?.end('a fresh answer');
      assert.equal((await answer).text, 'a fresh answer');
    });

    it('says so when it is lost for good', async () => {
      const pace = new SleepyPace(counts);
      const { complete, open } = streams();
      const { error } = ask(pace, complete);
      for (let attempt = 1; attempt <= 3; attempt++) {
        while (open.length < attempt) await pace.pass(100);
        await pace.pass(2000);
        await pace.asleep(night);
        await pace.pass(14_000);
      }
      assert.equal(open.length, 3);
      assert.match(String(error()), /lost while this computer was asleep/);
    });
  });

describe('a machine that is awake', () => {
  it('is only busy when a timer is late by less than three seconds', async () => {
    const pace = new SleepyPace(true);
    const clock = new AwakeClock(pace);
    const waited = clock.until(clock.now() + 4000, never);
    await pace.asleep(3500);
    await pace.pass(1000);
    await waited;
    assert.equal(clock.slept, false);
    assert.equal(clock.now(), pace.now());
  });
});
