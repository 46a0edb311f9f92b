import assert from 'node:assert/strict';
import { maskedKinds } from '../../../src/core/history/maskedKinds.ts';
import { entryOf } from '../../harness/enhancements.ts';

describe('what was masked in an entry', () => {
  it('names each kind once, and none that the author wrote', () => {
    const before = entryOf(1, { originalPrompt: 'keep <USER_1>, key abc' });
    const after = entryOf(1, {
      originalPrompt: 'keep <USER_1>, key <API_KEY_1>',
      enhancedPrompt: 'use <API_KEY_1> and <PRIVATE_KEY_1>',
    });
    assert.deepEqual(maskedKinds(before, after), ['api key', 'private key']);
    assert.deepEqual(maskedKinds(before, before), []);
    assert.deepEqual(maskedKinds({ ...before, masked: ['token'] }, before), ['token']);
  });
});
