import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { guardSettingNames, readGuardSettings } from '../../../src/core/guard/guardSettings.ts';
import { defaultGuardPolicy, teamPolicy, userPolicy } from '../../../src/core/guard/policy.ts';
import { scanText } from '../../../src/core/guard/scanText.ts';
import { readGuardUserSettings } from '../../../src/node/guardUserSettings.ts';

const from = (values: Readonly<Record<string, unknown>>): ReturnType<typeof readGuardSettings> =>
  readGuardSettings((name) => values[name]);

describe('settings of the guard', () => {
  it('are the defaults when nothing is set', () => {
    const { settings, warnings } = from({});
    assert.deepEqual(userPolicy(settings), defaultGuardPolicy);
    assert.deepEqual(warnings, []);
  });

  it('decide by kind, and each personal kind is on or off by itself', () => {
    const { settings } = from({
      'guard.secrets.keys': 'warn',
      'guard.personal.email': 'allow',
      'guard.personal.card': 'block',
      'guard.topics.block': ['nightingale'],
      'guard.patterns': [{ id: 'ticket', pattern: 'ACME-\\d{4,6}', action: 'redact' }],
    });
    const policy = userPolicy(settings);
    const text = 'ann@post.org paid with 4111 1111 1111 1111 for nightingale, see ACME-12345';
    const { verdict, findings, redacted } = scanText(text, { policy });
    assert.equal(verdict, 'block');
    assert.deepEqual(
      findings.map(({ rule, action }) => `${rule} ${action}`),
      ['card block', 'blocked-topic block', 'ticket redact'],
    );
    assert.ok(!redacted.includes('ACME-12345') && redacted.includes('ann@post.org'));
    assert.equal(policy.secrets.keys, 'warn');
    assert.equal(teamPolicy({ secrets: { keys: 'redact' } }, policy).secrets.keys, 'redact');
    assert.equal(teamPolicy({ secrets: { passwords: 'allow' } }, policy).secrets.passwords, 'redact');
  });

  it('refuse a dangerous or broken pattern with the reason and keep the others', () => {
    const { settings, warnings } = from({
      'guard.patterns': [
        { id: 'slow', pattern: '(a+)+b' },
        { id: 'broken', pattern: '(' },
        { id: 'Bad Name', pattern: 'x' },
        { id: 'good', pattern: 'codename' },
      ],
      'guard.secrets.keys': 'never mind',
      'guard.neverRead': 'one',
    });
    assert.deepEqual(
      settings.patterns?.map(({ id }) => id),
      ['good'],
    );
    assert.equal(warnings.length, 5);
    assert.match(warnings.join('\n'), /repetition inside a repetition/);
    assert.match(warnings.join('\n'), /not a valid regular expression/);
    assert.equal(userPolicy(settings).secrets.keys, 'block');
  });

  it('add up what is never read', () => {
    const { settings } = from({ 'guard.neverRead': ['private/**'] });
    const policy = teamPolicy({ neverRead: ['*.dump2'] }, userPolicy(settings));
    assert.deepEqual(policy.neverRead, ['private/**', '*.dump2']);
  });

  it('can be set by the user alone, each of them', () => {
    const properties = Object.assign(
      {},
      ...manifest.contributes.configuration.map((one) => one.properties),
    ) as Record<string, { scope: string; default: unknown }>;
    const declared = Object.keys(properties).filter((name) => name.startsWith('whetstone.guard.'));
    assert.deepEqual(declared.sort(), guardSettingNames.map((name) => `whetstone.${name}`).sort());
    for (const name of declared) assert.equal(properties[name]?.scope, 'machine', name);
    const shipped = readGuardSettings((name) => properties[`whetstone.${name}`]?.default);
    assert.deepEqual(shipped.warnings, []);
    assert.deepEqual(userPolicy(shipped.settings), defaultGuardPolicy);
  });

  it("are read from the terminal's settings file", async () => {
    const home = await mkdtemp(path.join(tmpdir(), 'whetstone-home-'));
    try {
      assert.deepEqual((await readGuardUserSettings(home)).warnings, []);
      await writeFile(
        path.join(home, 'settings.json'),
        '{"whetstone.guard.secrets.keys": "redact", "guard.personal.email": "allow", "cache.enabled": true}',
      );
      const { settings } = await readGuardUserSettings(home);
      assert.deepEqual([settings.secrets, settings.personal], [{ keys: 'redact' }, { email: 'allow' }]);
      await writeFile(path.join(home, 'settings.json'), '{');
      await assert.rejects(readGuardUserSettings(home), { code: 'config-invalid' });
    } finally {
      await rm(home, { recursive: true });
    }
  });
});
