import assert from 'node:assert/strict';
import { checkLinear, checkPattern, checkUserPattern } from '../../../src/core/guard/patternSafety.ts';
import {
  defaultGuardPolicy,
  guardSettingsSchema,
  strengthenPolicy,
  userPolicy,
} from '../../../src/core/guard/policy.ts';
import { scanText } from '../../../src/core/guard/scanText.ts';
import { tokenRules } from '../../../src/core/guard/secrets/tokens.ts';
import { toldRules } from '../../../src/core/guard/secrets/toldSecrets.ts';
import { vendorValues } from '../../../src/core/guard/secrets/vendorValues.ts';

describe('guard policy', () => {
  it('lets a repository strengthen and never weaken', () => {
    const user = userPolicy({ personal: { email: 'redact', ip: 'allow' } });
    const { policy, ignored } = strengthenPolicy(user, {
      secrets: { keys: 'allow', passwords: 'block' },
      personal: { email: 'warn', ip: 'warn' },
      injection: { context: 'allow', typed: 'allow' },
      topics: { block: ['Project Heron'] },
    });
    assert.equal(policy.secrets.keys, 'block');
    assert.equal(policy.secrets.passwords, 'block');
    assert.deepEqual([policy.personal.email, policy.personal.ip], ['redact', 'warn']);
    assert.equal(policy.injection.context, 'drop');
    assert.deepEqual(ignored, [
      'guard.injection.context',
      'guard.injection.typed',
      'guard.secrets.keys',
      'guard.personal.email',
    ]);
    assert.equal(scanText('Write about project heron', { policy }).verdict, 'block');
  });

  it('knows no topics by default, and finds only whole words', () => {
    assert.equal(scanText('Fix the vulnerability and kill the zombie process').verdict, 'allow');
    const policy = userPolicy({ topics: { warn: ['heron'] } });
    assert.equal(scanText('A heron.', { policy }).verdict, 'warn');
    assert.equal(scanText('Herons and heronry', { policy }).verdict, 'allow');
  });

  it("uses a user's own pattern, and refuses a dangerous one with a reason", () => {
    const policy = userPolicy({ patterns: [{ id: 'ticket', pattern: 'ACME-\\d{4,6}', action: 'redact' }] });
    const result = scanText('see ACME-12345 and ACME-12345', { policy });
    assert.deepEqual([result.verdict, result.redacted], ['redact', 'see <TICKET_1> and <TICKET_1>']);
    for (const bad of [
      '(a+)+$',
      '(a|a)*b',
      '(a|ab)*c',
      '(.*)*x',
      '\\d+\\d+x',
      '.*.*x',
      '(\\w+\\s?)*$',
      '([a-z]+)*@',
      '(x',
      '(a)\\1',
      '(?<=a+)b',
      '^(([a-z])+.)+$',
    ]) {
      assert.ok(typeof checkPattern(bad) === 'string', bad);
    }
    for (const good of [
      'ACME-\\d+',
      '[a-z]{2,8}-\\d{4}',
      '(?:foo|bar)-[0-9]+',
      '(?:-[a-z]{1,4}){1,3}',
      '\\bkey[A-Z0-9]{14}\\b',
      '(?<!x)y+z',
    ]) {
      assert.equal(checkPattern(good), null, good);
    }
  });

  it('bounds the work of a pattern that a user or a repository brings', () => {
    const slow = [
      'x{1,50}x{1,50}x{1,50}x{1,50}x{1,50}y',
      'a+b',
      '[a-z]+@',
      '\\d+x',
      '\\d+$',
      'a+|b',
      'x{2,}y',
      '(?:a?b?c?d?e?f?g?h?i?j?k?)z',
      'x{1,2000}y',
    ];
    for (const pattern of slow) assert.equal(typeof checkUserPattern(pattern), 'string', pattern);
    for (const pattern of [
      'ACME-\\d+',
      'ACME-\\d{4,6}',
      'PROJ-[A-Z]{2,4}-\\d{1,6}',
      'codename',
      '\\bkey\\b|\\bpin\\b',
    ])
      assert.equal(checkUserPattern(pattern), null, pattern);
    const slowest = { id: 'slow', pattern: 'x{1,50}x{1,50}x{1,50}y' };
    assert.equal(guardSettingsSchema.safeParse({ patterns: [slowest] }).success, false);
  });

  it('ships no pattern that its own checker refuses', () => {
    for (const rule of tokenRules) assert.equal(checkPattern(rule.pattern.source), null, rule.id);
    for (const rule of toldRules) assert.equal(checkLinear(rule.pattern.source), null, rule.pattern.source);
    for (const vendor of vendorValues)
      for (const shape of vendor.shapes) assert.equal(checkPattern(shape.source), null, shape.source);
  });

  it('reads settings strictly', () => {
    assert.ok(
      guardSettingsSchema.safeParse({ secrets: { keys: 'warn' }, personal: { ip: 'allow' } }).success,
    );
    assert.ok(!guardSettingsSchema.safeParse({ secret: {} }).success);
    assert.ok(!guardSettingsSchema.safeParse({ secrets: { keys: 'off' } }).success);
    assert.equal(defaultGuardPolicy.topics.block.length, 0);
  });
});
