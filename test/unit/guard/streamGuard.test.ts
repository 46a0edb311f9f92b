import assert from 'node:assert/strict';
import fc from 'fast-check';
import { restore } from '../../../src/core/guard/placeholders.ts';
import { defaultGuardPolicy } from '../../../src/core/guard/policy.ts';
import { StreamGuard } from '../../../src/core/guard/streamGuard.ts';
import { secretVectors } from '../../bench/guard/secretVectors.ts';
import { processorTime } from '../../harness/processorTime.ts';

const key = ['ghp', 'Zk3Qp9Lx2Vb7Nw5Ty8Rc1Md4Fg6Hj0KsAeUi'].join('_');
const prose = 'The upload fails since Monday, and nobody knows why. '.repeat(12);

function through(pieces: readonly string[]): { text: string; guard: StreamGuard } {
  const guard = new StreamGuard();
  return { text: pieces.map((piece) => guard.push(piece)).join('') + guard.end(), guard };
}

describe('the guard over a stream', () => {
  it('masks a secret that is split between two pieces, wherever it is split', () => {
    const text = `${prose}export TOKEN=${key} and go on. ${prose}`;
    const start = text.indexOf(key);
    for (let cut = start - 2; cut <= start + key.length + 2; cut++) {
      const { text: out, guard } = through([text.slice(0, cut), text.slice(cut)]);
      assert.ok(!out.includes(key) && !out.includes(key.slice(8, 24)), String(cut));
      assert.equal(restore(out, guard.map()), text);
    }
  });

  it('lets no part of a secret through before all of it is there, character by character', () => {
    const guard = new StreamGuard();
    let out = '';
    for (const character of `${prose}password = "tr0ub4dor&3x" ${prose}${key} ${prose}`) {
      out += guard.push(character);
      assert.ok(!/tr0ub|ghp_Z/.test(out));
    }
    assert.match(out, /<PASSWORD_1>/);
    assert.match(out + guard.end(), /<TOKEN_1>/);
  });

  it('holds a key block until it ends', () => {
    const body = Array.from({ length: 30 }, (_, row) => `b7Nw5Ty8Rc1Md4FgHj0KsAeUi9Lx2VZk3Qp+${row}aZ`);
    const dashes = '-----';
    const block = `${dashes}BEGIN PRIVATE KEY${dashes}\n${body.join('\n')}\n${dashes}END PRIVATE KEY${dashes}`;
    const text = `${prose}\n${block}\n${prose}`;
    const { text: out } = through(text.match(/[^]{1,40}/g) ?? []);
    assert.ok(body.every((line) => !out.includes(line)));
    assert.match(out, /<PRIVATE_KEY_1>/);
  });

  it('masks what the whole text would have masked, and gives the original back', () => {
    const secrets = secretVectors(1, 7);
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...secrets), { minLength: 1, maxLength: 4 }),
        fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 30 }),
        (vectors, sizes) => {
          const text = vectors.map((vector) => `${prose}\n${vector.text}\n`).join('') + prose;
          const pieces: string[] = [];
          for (let at = 0, index = 0; at < text.length; index++) {
            const size = sizes[index % sizes.length] ?? 1;
            pieces.push(text.slice(at, at + size));
            at += size;
          }
          const { text: out, guard } = through(pieces);
          const { text: whole } = through([text]);
          assert.equal(restore(out, guard.map()), text);
          for (const { secret } of vectors)
            if (!whole.includes(secret)) assert.ok(!out.includes(secret), secret);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('passes text through unchanged when there is nothing in it, and stays linear', () => {
    const text = prose.repeat(1600);
    const start = processorTime();
    assert.equal(through(text.match(/[^]{1,60}/g) ?? []).text, text);
    assert.ok(processorTime() - start < 8_000);
    const line = 'a1B2'.repeat(50_000);
    assert.equal(through(line.match(/[^]{1,60}/g) ?? []).text, line);
    assert.deepEqual(new StreamGuard(defaultGuardPolicy).end(), '');
  }).timeout(20_000);
});
