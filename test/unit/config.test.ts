import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { emptyConfig, readTeamConfig } from '../../src/core/config.ts';
import { WhetstoneError } from '../../src/core/errors.ts';
import { readTeamConfigOf } from '../../src/node/teamConfig.ts';

const good = {
  $schema: 'https://example.com/schema.json',
  style: 'minimal',
  customInstructions: 'Answer in English.',
  context: { include: ['src/**'], exclude: ['**/*.snap'], depth: 5 },
  rules: { 'names-file': 'off', 'few-words': 'warning' },
  weights: { 'names-file': 2 },
  thresholds: { minScore: 60, failOn: 'warning' },
  templates: ['prompts'],
};

describe('whetstone.config.json', () => {
  it('reads everything that a team may set', () => {
    const { $schema: _schema, ...expected } = good;
    assert.deepEqual(readTeamConfig(`\uFEFF${JSON.stringify(good)}`), { config: expected, warnings: [] });
    assert.deepEqual(readTeamConfig('{}'), { config: emptyConfig, warnings: [] });
  });

  it('names each wrong value, and the rest works', () => {
    const { config, warnings } = readTeamConfig(
      JSON.stringify({
        style: 'wild',
        customInstructions: 7,
        context: { include: 'src', exclude: [''], depth: 0.5, tree: 1 },
        rules: { a: 'loud', b: 'off' },
        weights: [],
        thresholds: { minScore: 101, failOn: 'error' },
        templates: null,
      }),
    );
    assert.deepEqual(config, {
      context: {},
      rules: { b: 'off' },
      weights: {},
      thresholds: { failOn: 'error' },
    });
    for (const key of [
      'style',
      'customInstructions',
      'context.include',
      'context.exclude',
      'context.depth',
      'context.tree',
      'rules.a',
      'weights',
      'thresholds.minScore',
      'templates',
    ])
      assert.equal(warnings.filter((warning) => warning.startsWith(`"${key}" `)).length, 1, key);
    assert.equal(warnings.length, 10);
  });

  it('names unknown keys with the nearest, and never takes a forbidden one', () => {
    const forbidden = [
      'apiKey',
      'api_key',
      'key',
      'keys',
      'endpoint',
      'baseUrl',
      'openaiBaseUrl',
      'provider',
      'providers',
      'model',
      'headers',
      'command',
      'commands',
      'guard',
      'proxy',
      'env',
      'hooks',
      'auth',
      'token',
      'password',
      'fallback',
      'audit',
    ];
    const { config, warnings } = readTeamConfig(
      JSON.stringify({
        ...Object.fromEntries(forbidden.map((key) => [key, 'x'])),
        contxt: {},
        zzzzzzzzz: 1,
        context: { endpoint: 'x' },
      }),
    );
    assert.deepEqual(config, emptyConfig);
    for (const key of forbidden)
      assert.ok(
        warnings.some((warning) => warning.startsWith(`"${key}" may not be set by a repository`)),
        key,
      );
    assert.ok(warnings.some((warning) => warning.startsWith('"context.endpoint" may not be set')));
    assert.ok(warnings.includes('"contxt" is not a known key; it is ignored. Did you mean "context"?'));
    assert.ok(warnings.includes('"zzzzzzzzz" is not a known key; it is ignored.'));
  });

  it('refuses what is no JSON object', () => {
    for (const text of ['', '{', '[]', '"x"', 'null', '{"a":1,}'])
      assert.throws(
        () => readTeamConfig(text),
        (error) => error instanceof WhetstoneError && error.code === 'config-invalid',
        text,
      );
  });

  it('throws nothing else on any JSON', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...Object.keys(good), 'x', '__proto__'), fc.jsonValue()),
        (value) => {
          const { config } = readTeamConfig(JSON.stringify(value));
          assert.equal(Object.getPrototypeOf(config), Object.prototype);
        },
      ),
    );
  });

  it('is read at the root of the repository, not above it and not in a folder below', async () => {
    const top = mkdtempSync(join(tmpdir(), 'whetstone-config-'));
    const root = join(top, 'repository');
    const below = join(root, 'a', 'b');
    mkdirSync(join(root, '.git'), { recursive: true });
    mkdirSync(below, { recursive: true });
    writeFileSync(join(top, 'whetstone.config.json'), '{"style":"comprehensive"}');
    assert.deepEqual((await readTeamConfigOf(below)).config, emptyConfig);
    writeFileSync(join(root, 'whetstone.config.json'), '{"style":"minimal"}');
    writeFileSync(join(below, 'whetstone.config.json'), '{"style":"comprehensive"}');
    assert.equal((await readTeamConfigOf(below)).config.style, 'minimal');
    assert.equal((await readTeamConfigOf(root)).config.style, 'minimal');
    mkdirSync(join(top, 'other', 'whetstone.config.json'), { recursive: true });
    await assert.rejects(readTeamConfigOf(join(top, 'other')), { code: 'config-invalid' });
    rmSync(top, { recursive: true });
  });
});
