import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as vscode from 'vscode';
import { noBudget } from '../../src/core/usage/budget.ts';
import { dollar } from '../../src/core/usage/money.ts';
import type { UsageReport } from '../../src/core/usage/usageReport.ts';
import { openStore, type Store } from '../../src/node/store/openStore.ts';
import { tellAlarms } from '../../src/vscode/usage/alarms.ts';
import { BudgetStatus } from '../../src/vscode/usage/budgetStatus.ts';
import { exportAudit } from '../../src/vscode/usage/exportAudit.ts';
import { setBudget } from '../../src/vscode/usage/setBudget.ts';
import { shareSettings } from '../../src/vscode/usage/shareSettings.ts';
import { readUsage } from '../../src/vscode/usage/usageReports.ts';
import { UsageTree } from '../../src/vscode/usage/usageTree.ts';
import { run, whetstone } from './editing.ts';
import { messagesDuring } from './messages.ts';

const configuration = (): vscode.WorkspaceConfiguration => vscode.workspace.getConfiguration('whetstone');

describe('usage and budget', () => {
  let store: Store;
  let folder: string;

  before(async () => {
    await whetstone();
    const extension = vscode.extensions.getExtension('whetstone.whetstone');
    assert.ok(extension);
    folder = await mkdtemp(path.join(tmpdir(), 'whetstone-usage-'));
    store = openStore({
      path: path.join(folder, 'whetstone.db'),
      worker: pathToFileURL(path.join(extension.extensionPath, 'dist/extension/store-worker.js')),
    });
  });

  after(async () => {
    await store.close();
    await run('setBudget', {
      dailyUsd: null,
      monthlyUsd: null,
      monthlyTokens: null,
      preset: 'none',
      hardStop: false,
    });
  });

  async function spend(model: string, cost: bigint | null): Promise<void> {
    const requestId = randomUUID();
    const rules = { limits: null, budget: { ...noBudget, monthlyUsd: dollar }, zone: 'UTC' };
    const asked = { inputTokens: 1000, outputTokens: 200, cost };
    const admission = await store.ledger.reserve(
      {
        ...asked,
        requestId,
        workspace: null,
        evaluation: false,
        operation: 'review',
        provider: 'openai',
        model,
      },
      rules,
    );
    assert.ok(admission.admitted);
    const settlement = { ...asked, model, cachedInputTokens: 0, estimated: false, latencyMs: 5 };
    await store.ledger.settle(admission.attempt, { ...settlement, outcome: 'answered', error: null }, rules);
    await store.audit.write({
      id: requestId,
      at: Date.now(),
      workspace: null,
      action: 'review',
      provider: 'openai',
      model,
      latencyMs: 5,
      outcome: 'answered',
      errorCode: null,
      cached: false,
      stale: false,
      fallbackFrom: null,
      template: null,
      experiment: null,
      content: null,
    });
  }

  function shownBy(status: BudgetStatus, report: UsageReport): vscode.StatusBarItem[] {
    const made: vscode.StatusBarItem[] = [];
    const original = vscode.window.createStatusBarItem;
    const record = (...given: Parameters<typeof original>): vscode.StatusBarItem => {
      const item = original(...given);
      made.push(item);
      return item;
    };
    Object.assign(vscode.window, { createStatusBarItem: record });
    try {
      status.show(report);
    } finally {
      Object.assign(vscode.window, { createStatusBarItem: original });
    }
    return made;
  }

  it('sets budgets as a program says, and shows the usage against them', async () => {
    const set = await run('setBudget', { monthlyUsd: 1, preset: 'lite', alertPercent: 80 });
    assert.deepEqual(set, { monthlyUsd: 1, preset: 'lite', alertPercent: 80 });
    assert.equal(configuration().get('budget.monthlyUsd'), 1);
    const report = await run<UsageReport>('showUsage', { period: 'month' });
    assert.deepEqual([report.budget?.monthlyUsd?.limit, report.budget?.monthlyTokens?.limit], [1, 200_000]);
    await assert.rejects(run('setBudget', { monthlyUsd: -1 }));
  });

  it('asks in three steps', async () => {
    const answers = ['monthlyTokens', 'business', true];
    const titles: (string | undefined)[] = [];
    const original = vscode.window.showQuickPick;
    const pick = (
      items: readonly { readonly value: unknown }[],
      options: vscode.QuickPickOptions,
    ): Promise<unknown> => {
      titles.push(options.title);
      const answer = answers.shift();
      return Promise.resolve(items.find(({ value }) => value === answer));
    };
    Object.assign(vscode.window, { showQuickPick: pick });
    try {
      assert.deepEqual(await setBudget(undefined), {
        preset: 'business',
        monthlyTokens: null,
        hardStop: true,
      });
      assert.equal(await setBudget(undefined), undefined, 'whoever leaves changes nothing');
    } finally {
      Object.assign(vscode.window, { showQuickPick: original });
    }
    assert.deepEqual(titles.slice(0, 3), ['Set Budget (1/3)', 'Set Budget (2/3)', 'Set Budget (3/3)']);
    assert.deepEqual(
      [configuration().get('budget.preset'), configuration().get('budget.hardStop')],
      ['business', true],
    );
    await run('setBudget', { preset: 'none', hardStop: false });
  });

  it('lists this month by model, and stands in the status bar only beyond the threshold', async () => {
    const tree = new UsageTree(() => readUsage(store, 'month'));
    const status = new BudgetStatus();
    const rows = async (): Promise<string[]> =>
      (await tree.getChildren()).map((node) => {
        const { description, label } = tree.getTreeItem(node);
        return `${typeof label === 'string' ? label : ''}: ${String(description)}`;
      });
    await run('setBudget', { monthlyUsd: null });
    assert.deepEqual(await rows(), []);
    await run('setBudget', { monthlyUsd: 1 });
    await spend('gpt-4o', (dollar * 3n) / 4n);
    await spend('mine', null);
    assert.deepEqual(await rows(), [
      'Budget: $0.75 of $1.00 this month (75%)',
      'This month: $0.75 and more · 2 requests',
      'gpt-4o: $0.75 · 1 requests',
      'mine: cost unknown · 1 requests',
    ]);
    assert.equal(shownBy(status, await readUsage(store, 'month')).length, 0);
    await spend('gpt-4o', dollar / 10n);
    const [item] = shownBy(status, await readUsage(store, 'month'));
    assert.equal(item?.text, '$(credit-card) 85%');
    status.dispose();
    tree.dispose();
  });

  it('says once that a budget is nearly used', async () => {
    const first = await messagesDuring(() => tellAlarms(store));
    assert.equal(first.length, 1);
    assert.match(first[0] ?? '', /^85% of your budget for this month is used: \$0\.85 of \$1\.00\./);
    assert.deepEqual(await messagesDuring(() => tellAlarms(store)), []);
  });

  it('exports the audit as CSV and JSONL', async () => {
    const csv = vscode.Uri.file(path.join(folder, 'audit.csv'));
    assert.deepEqual(await exportAudit(store.audit, { uri: csv.toString() }), {
      entries: 3,
      uri: csv.toString(),
    });
    assert.equal((await readFile(csv.fsPath, 'utf8')).trimEnd().split('\r\n').length, 4);
    const jsonl = vscode.Uri.file(path.join(folder, 'audit.jsonl'));
    await exportAudit(store.audit, { uri: jsonl.toString() });
    const lines = (await readFile(jsonl.fsPath, 'utf8')).trimEnd().split('\n');
    assert.equal((JSON.parse(lines[0] ?? '') as { model: string }).model, 'gpt-4o');
  });

  it('gives the terminal on the same folder the same settings, and leaves others alone', async () => {
    const file = path.join(folder, 'settings.json');
    await writeFile(file, '{"guard.pii": "off", "whetstone.budget.dailyUsd": 3}');
    const log = vscode.window.createOutputChannel('test', { log: true });
    await shareSettings(vscode.Uri.file(folder), log);
    const written = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
    assert.equal(written['guard.pii'], 'off');
    assert.equal(written['whetstone.budget.monthlyUsd'], 1);
    assert.ok(!('whetstone.budget.dailyUsd' in written));
    await writeFile(file, '{"broken"');
    await shareSettings(vscode.Uri.file(folder), log);
    assert.equal(await readFile(file, 'utf8'), '{"broken"');
    log.dispose();
  });

  it('clears the cache', async () => {
    const { cleared } = await run<{ cleared: number }>('clearCache', {});
    assert.ok(cleared >= 0);
    assert.deepEqual(await run('clearCache', {}), { cleared: 0 });
  });
});
