import assert from 'node:assert/strict';
import { base62, crc32, provesGithub } from '../../../src/core/guard/secrets/checksum.ts';
import { findSecrets } from '../../../src/core/guard/secrets/findSecrets.ts';
import { secretForms, secretVectors } from '../../bench/guard/secretVectors.ts';
import { harmlessTexts } from '../../bench/guard/harmlessTexts.ts';
import { processorTime } from '../../harness/processorTime.ts';

describe('secrets', () => {
  it('finds keys in the documented forms of every vendor, whole', () => {
    const vectors = secretVectors(4);
    const missed = vectors.filter(({ text, secret }) => {
      const start = text.indexOf(secret);
      const end = start + secret.length;
      return !findSecrets(text).some((found) => found.start < end && found.end > start);
    });
    assert.ok(vectors.length === secretForms.length * 4);
    assert.ok(missed.length <= vectors.length * 0.02, missed.map(({ text }) => text).join('\n'));
  });

  for (const text of harmlessTexts) {
    it(`lets pass: ${text.slice(0, 60).replaceAll('\n', ' ')}`, () => {
      assert.deepEqual(
        findSecrets(text).map((found) => `${found.rule}: ${text.slice(found.start, found.end)}`),
        [],
      );
    });
  }

  it('knows the checksum of GitHub tokens', () => {
    assert.equal(crc32('123456789'), 0xcbf43926);
    const body = 'a1B2'.repeat(7) + 'zz';
    const token = `ghp_${body}${base62(crc32(body), 6)}`;
    assert.ok(provesGithub(token));
    assert.ok(!provesGithub(`${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`));
  });

  it('finds what is handed over in a sentence, on a command line, in a file of logins', () => {
    const password = ['Xk9m', 'Pq2vLm'].join('');
    const key = ['Xk9mPq2v99', 'LmQ4Rt7WzAb'].join('');
    for (const text of [
      `DB_PASS=${password}`,
      `smtpPass: "${password}"`,
      `pass: ${password}`,
      `psql --password ${password} -h db`,
      `tool --pass=${password}`,
      `my password is ${password}.`,
      `The password for the database is: "${password}"`,
      `mein Passwort lautet ${password}`,
      `mysql -u root -p${password} shop`,
      `mysqldump -h db -p'${password}' shop > all.sql`,
      `sshpass -p ${password} ssh ann@host`,
      `docker login -u ann -p ${password}`,
      `redis-cli -h cache -a ${password} ping`,
      `machine api.host.org login ann password ${password}`,
      `machine api.host.org\n  login ann\n  password ${password}\n`,
      `https://host.org/?user=ann&password=${password}&page=2`,
      `<add key="ClearTextPassword" value="${password}" />`,
    ]) {
      const found = findSecrets(text).map(({ start, end }) => text.slice(start, end));
      assert.deepEqual([...new Set(found)], [password], text);
    }
    for (const text of [`tool --api-key ${key}`, `tool --token=${key}`, `my api key is ${key}`])
      assert.ok(findSecrets(text).length > 0, text);
  });

  it('finds a token that a line break or a concatenation cuts in two', () => {
    const [head, tail] = [['ghp', 'Zk3Qp9Lx2V'].join('_'), 'b7Nw5Ty8Rc1Md4Fg6Hj0KsAeUi'];
    for (const text of [`${head}\n    ${tail}`, `"${head}" +\n  "${tail}"`, `${head}\\\n${tail}`]) {
      const [found] = findSecrets(text);
      assert.equal(text.slice(found?.start, found?.end).replace(/[^\w]/g, ''), head + tail);
    }
  });

  it('finds a token inside the name of a variable', () => {
    const token = ['AKIA', 'Q3ZT7XMB2WLK5RVN'].join('');
    assert.equal(findSecrets(`{{${token}}} and \${my_${token}}`).length, 2);
  });

  it('finds private keys, whole or cut off, and no public ones', () => {
    const body = Array.from(
      { length: 12 },
      (_, row) => 'MIIEvQ' + 'b7Nw5Ty8Rc1Md4FgHj0KsAeUi9Lx2VZk3Qp'.slice(row) + row,
    ).join('\n');
    const dashes = '-----';
    const key = `${dashes}BEGIN OPENSSH PRIVATE KEY${dashes}\n${body}\n${dashes}END OPENSSH PRIVATE KEY${dashes}`;
    const found = findSecrets(`before ${key} after`).find((one) => one.rule === 'private-key');
    assert.deepEqual([found?.start, found?.end], [7, 7 + key.length]);
    assert.ok(findSecrets(`${dashes}BEGIN PRIVATE KEY${dashes}\n${body}`).length > 0);
    assert.ok(findSecrets(key.replaceAll('\n', '\\n')).some((one) => one.rule === 'private-key'));
    assert.equal(
      findSecrets(`${dashes}BEGIN PUBLIC KEY${dashes}\n${body}\n${dashes}END PUBLIC KEY${dashes}`).length,
      0,
    );
  });

  it('stays linear on hostile text', () => {
    for (const piece of [
      'eyJ',
      'a=b1',
      '-----BEGIN ',
      '://a:b',
      'curl -u a',
      'sk-',
      'kind: Secret\n',
      'AAAAAAAAAA',
      'bearer ',
      'key=',
      '"+"a',
      'x@',
      'Q~',
      '1|',
      '-us1',
      'password=',
      '://a:',
      'password is ',
      'machine a login b password ',
      'mysql -p ',
      'a&b=',
    ]) {
      const text = piece.repeat(Math.ceil(300_000 / piece.length));
      const start = processorTime();
      findSecrets(text);
      assert.ok(processorTime() - start < 4_000, piece);
    }
  });
});
