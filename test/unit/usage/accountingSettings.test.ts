import assert from 'node:assert/strict';
import { readAccountingSettings } from '../../../src/core/usage/accountingSettings.ts';
import { noBudget } from '../../../src/core/usage/budget.ts';
import { defaultLimits } from '../../../src/core/usage/limits.ts';
import { dollar } from '../../../src/core/usage/money.ts';
import { readUserSettings } from '../../../src/node/userSettings.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';

function read(values: Readonly<Record<string, unknown>>): ReturnType<typeof readAccountingSettings> {
  return readAccountingSettings((setting) => values[setting]);
}

describe('the settings of the account', () => {
  it('are the promised defaults when nothing is set', () => {
    const settings = read({});
    assert.deepEqual(settings.limits, defaultLimits);
    assert.deepEqual(settings.budget, noBudget);
    assert.deepEqual(
      [settings.cache.enabled, settings.audit.storeContent, settings.warnings],
      [true, false, []],
    );
    assert.deepEqual(
      ['template', 'review', 'debug', 'architecture'].map(
        (operation) => settings.cache.lifetime(operation as 'review') / 3_600_000,
      ),
      [1, 24, 1, 168],
    );
    const { burst, userRequests, userTokens, workspaceRequests, workspaceTokens } = defaultLimits;
    assert.deepEqual(
      [burst, userRequests, userTokens, workspaceRequests, workspaceTokens],
      [10, 50, 250_000, 100, 500_000],
    );
  });

  it('take budgets, plans and prices', () => {
    const { budget, prices } = read({
      'budget.dailyUsd': 0.1,
      'budget.monthlyUsd': 20,
      'budget.preset': 'pro',
      'budget.alertPercent': 50,
      'budget.hardStop': true,
      'budget.prices': { mine: { input: 1, output: 2 } },
    });
    assert.deepEqual(budget, {
      dailyUsd: dollar / 10n,
      monthlyUsd: 20n * dollar,
      monthlyTokens: 500_000,
      alertAt: 0.5,
      hardStop: true,
    });
    assert.equal(prices['mine']?.output, 2);
    assert.equal(read({ 'budget.preset': 'lite' }).budget.monthlyTokens, 200_000);
    assert.equal(read({ 'budget.preset': 'business' }).budget.monthlyTokens, 4_000_000);
    assert.equal(read({ 'budget.preset': 'pro', 'budget.monthlyTokens': 7 }).budget.monthlyTokens, 7);
  });

  it('name what they cannot use and go on with the default', () => {
    const settings = read({
      'budget.monthlyUsd': -1,
      'rateLimit.burst': 'ten',
      'cache.ttl': { review: 'long' },
      'budget.prices': { mine: { input: -1, output: 2 } },
    });
    assert.equal(settings.warnings.length, 4);
    assert.match(settings.warnings.join(' '), /rateLimit\.burst cannot be used; it must be a whole number/);
    assert.equal(settings.limits?.burst, 10);
  });

  it('switch the limits and the cache off', () => {
    const settings = read({ 'rateLimit.enabled': false, 'cache.enabled': false });
    assert.deepEqual([settings.limits, settings.cache.enabled], [null, false]);
  });
});

describe('the settings file of the terminal', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = temporaryFolder();
  });

  afterEach(() => folder.remove());

  it('is not needed', async () => {
    assert.deepEqual((await readUserSettings(folder.path)).limits, defaultLimits);
  });

  it('may name settings as the editor does', async () => {
    folder.write({
      'settings.json':
        '{"whetstone.rateLimit.burst": 3, "budget.monthlyUsd": 5, "cache.tll": {}, "other": 1}',
    });
    const settings = await readUserSettings(folder.path);
    assert.deepEqual([settings.limits?.burst, settings.budget.monthlyUsd], [3, 5n * dollar]);
    assert.deepEqual(settings.warnings, ['There is no setting "cache.tll" (settings.json).']);
  });

  it('is an error when it is broken, so that a budget is not lost', async () => {
    for (const text of ['{"budget.monthlyUsd": 5', '[]', '3']) {
      folder.write({ 'settings.json': text });
      await assert.rejects(readUserSettings(folder.path), { code: 'config-invalid' });
    }
  });
});
