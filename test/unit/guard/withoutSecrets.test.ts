import assert from 'node:assert/strict';
import { withoutSecrets } from '../../../src/core/guard/withoutSecrets.ts';

describe('what is stored', () => {
  it('holds no secret, and everything else as it was', () => {
    const key = ['AKIA', 'Q3ZT7XMB2WLK5RVN'].join('');
    const entry = {
      prompt: `Use ${key}, ask ann@post.org`,
      rating: null,
      at: 5,
      list: [{ path: `a/${key}.ts` }, 'ordinary text \ud800'],
    };
    assert.deepEqual(withoutSecrets(entry), {
      prompt: 'Use <API_KEY_1>, ask ann@post.org',
      rating: null,
      at: 5,
      list: [{ path: 'a/<API_KEY_1>.ts' }, 'ordinary text \ud800'],
    });
  });
});
