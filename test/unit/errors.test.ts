import assert from 'node:assert/strict';
import { isAbort, WhetstoneError } from '../../src/core/errors.ts';

describe('errors', () => {
  it('keeps code, hint and cause', () => {
    const cause = new Error('disk');
    const error = new WhetstoneError(
      'storage',
      'The history could not be written.',
      'Free some disk space.',
      { cause },
    );
    assert.equal(error.code, 'storage');
    assert.equal(error.cause, cause);
    assert.equal(error.hint, 'Free some disk space.');
  });

  it('tells an abort from a failure', () => {
    const controller = new AbortController();
    controller.abort();
    assert.ok(isAbort(controller.signal.reason));
    assert.ok(!isAbort(new Error('AbortError')));
  });
});
