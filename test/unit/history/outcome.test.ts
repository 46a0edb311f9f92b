import assert from 'node:assert/strict';
import { decide, mayFollow } from '../../../src/core/history/outcome.ts';

describe('the outcome of an enhancement', () => {
  it('is accepted when the text is the result, whatever the line ends of the file', () => {
    assert.deepEqual(decide('a\nb', { outcome: 'acceptedEdited', text: 'a\r\nb' }), {
      outcome: 'accepted',
      editedPrompt: null,
    });
  });

  it('is acceptedEdited with the edits when the text differs', () => {
    assert.deepEqual(decide('a', { outcome: 'accepted', text: 'a, b' }), {
      outcome: 'acceptedEdited',
      editedPrompt: 'a, b',
    });
  });

  it('keeps what was typed into a result that was then rejected or closed', () => {
    assert.deepEqual(decide('a', { outcome: 'rejected', text: 'mine' }), {
      outcome: 'rejected',
      editedPrompt: 'mine',
    });
    assert.deepEqual(decide('a', { outcome: 'dismissed', text: 'a' }), {
      outcome: 'dismissed',
      editedPrompt: null,
    });
  });

  it('takes the word of a caller that knows no text', () => {
    assert.deepEqual(decide('a', { outcome: 'acceptedEdited', text: null }), {
      outcome: 'acceptedEdited',
      editedPrompt: null,
    });
  });

  it('may change later, but closing a diff takes back no decision', () => {
    assert.ok(mayFollow('pending', 'dismissed'));
    assert.ok(mayFollow('dismissed', 'accepted'));
    assert.ok(mayFollow('rejected', 'accepted'));
    assert.ok(mayFollow('accepted', 'rejected'));
    assert.ok(!mayFollow('accepted', 'dismissed'));
    assert.ok(!mayFollow('rejected', 'dismissed'));
    assert.ok(!mayFollow('accepted', 'pending'));
  });
});
