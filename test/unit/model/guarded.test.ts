import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { defaultGuardPolicy } from '../../../src/core/guard/policy.ts';
import type { Complete, CompletionRequest } from '../../../src/core/model/completion.ts';
import { guarded } from '../../../src/core/model/guarded.ts';
import { settledPart } from '../../../src/core/guard/settledPart.ts';
import { completion, completionRequest } from '../../harness/completions.ts';

const { signal } = new AbortController();
// Put together here, so that no scanner takes this file for one that holds a key.
const key = ['AKIA', 'Z7QK3MXP', 'W4RT6VBN'].join('');
const address = 'ada.lovelace@initech-software.de';
const guard = guarded(() => ({
  ...defaultGuardPolicy,
  personal: { ...defaultGuardPolicy.personal, email: 'redact' },
}));

function echoing(): { sent: CompletionRequest[]; complete: Complete } {
  const sent: CompletionRequest[] = [];
  return {
    sent,
    complete: async (request) => {
      sent.push(request);
      const text = `You said: ${request.messages.at(-1)?.content}.`;
      for (let length = 1; length <= text.length; length++) request.onText?.(text.slice(0, length));
      return completion(text);
    },
  };
}

describe('a text that is still being written', () => {
  it('ends before a placeholder that has not come whole', () => {
    const placeholders = ['<EMAIL_1>', '<EMAIL_12>', '<TOKEN_1>'];
    const text = 'mail <EMAIL_12> or <b> or <TOKEN_1>';
    for (let length = 0; length <= text.length; length++) {
      const part = settledPart(text.slice(0, length), placeholders);
      assert.doesNotMatch(part, /<[A-Z]+(?:_\d?)?$/);
      assert.ok(text.startsWith(part));
    }
    assert.equal(settledPart(text, placeholders), text);
    assert.equal(settledPart('a <b and <c', []), 'a <b and <c');
  });
});

describe('the guard in the gateway', () => {
  it('sends nothing that must not leave', async () => {
    const { sent, complete } = echoing();
    await assert.rejects(guard(complete)(completionRequest(`use ${key}`), signal), {
      code: 'blocked-by-guard',
    });
    assert.deepEqual(sent, []);
  });

  it('masks what it may, in every message, and puts it back into the answer', async () => {
    const { sent, complete } = echoing();
    const request = completionRequest('', {
      redact: true,
      messages: [
        { role: 'system', content: `Answer ${address}` },
        { role: 'user', content: `mail ${address} with ${key}` },
      ],
    });
    const made = await guard(complete)(request, signal);
    assert.equal(made.text, `You said: mail ${address} with ${key}.`);
    assert.match(made.notes.join(' '), /Masked before anything was sent/);
    const wire = JSON.stringify(sent);
    assert.ok(!wire.includes(key) && !wire.includes(address));
  });

  it('shows no half of a placeholder while the answer streams', async () => {
    const shown: string[] = [];
    const { complete } = echoing();
    const request = completionRequest(`mail ${address} today, when 1 < 2`, {
      onText: (text) => shown.push(text),
    });
    await guard(complete)(request, signal);
    const whole = `You said: mail ${address} today, when 1 < 2.`;
    for (const text of shown) assert.ok(whole.startsWith(text), text);
    assert.equal(shown.at(-1), whole);
  });

  it('keeps an answer in JSON whole when what comes back has quotes and line breaks', async () => {
    const secret = [
      '-----BEGIN RSA PRIVATE',
      ' KEY-----\nMIIEpAIBAAKCAQEA7bqZ5n0Z5Y1x8k2Jt9QmVb3c4d5e6f7g8h9i0jKLMNOPQRSTUVW\nq83hd72Gs0aLx9\n-----END RSA PRIVATE',
      ' KEY-----',
    ].join('');
    const complete: Complete = async ({ messages }) =>
      completion(JSON.stringify({ enhanced_prompt: messages[0]?.content }));
    const schema = { name: 'answer', schema: { type: 'object' } };
    const made = await guard(complete)(completionRequest(`use ${secret}`, { redact: true, schema }), signal);
    assert.deepEqual(JSON.parse(made.text), { enhanced_prompt: `use ${secret}` });
  });

  it('leaves a request without anything to hide as it is', async () => {
    const { sent, complete } = echoing();
    const shown: string[] = [];
    await guard(complete)(
      completionRequest('fix the login bug', { onText: (text) => shown.push(text) }),
      signal,
    );
    assert.equal(sent[0]?.messages[0]?.content, 'fix the login bug');
    assert.equal(shown.at(-1), 'You said: fix the login bug.');
  });
});
