import assert from 'node:assert/strict';
import { findPersonal, personalKinds } from '../../../src/core/guard/personal/findPersonal.ts';
import { personalVectors } from '../../bench/guard/personalVectors.ts';

describe('personal data', () => {
  for (const kind of personalKinds) {
    it(`tells a ${kind} from what is nearly one`, () => {
      const { valid, nearly } = personalVectors(kind, 2_000);
      const missed = valid.filter((text) => findPersonal(text, [kind]).length === 0);
      const mistaken = nearly.filter((text) => findPersonal(text).length > 0);
      assert.ok(missed.length <= 20, missed.slice(0, 10).join('\n'));
      assert.ok(mistaken.length < 10, mistaken.slice(0, 10).join('\n'));
    });
  }

  it('leaves versions, hashes, ids, times and packages alone', () => {
    for (const text of [
      'Upgrade left-pad from 1.2.3.4 to 1.2.4.0 and lodash@4.17.21',
      '"dependencies": { "tool": "10.20.30.40" }',
      'commit 3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c7d6e5f4a at 12:34:56',
      'id 3f2504e0-4f89-41d3-9a0c-0305e82c3301, build 20240117123456',
      'npm i @scope/pkg@2.0.1 && git clone git@host.com:team/app.git',
      'logo@2x.png, std::vector<int>, a::b::c, 00:1B:44:11:3A:B7',
      'ISBN 978-3-16-148410-0, order 4929-0000-1111',
      'It ran 1 234 567 times in 2023-2024, from 10.5 to 99.25 %',
      '127.0.0.1 and 0.0.0.0 and 255.255.255.0',
    ]) {
      assert.deepEqual(
        findPersonal(text).map((found) => `${found.rule} ${text.slice(found.start, found.end)}`),
        [],
        text,
      );
    }
  });
});
