import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { budgetPresets } from '../../core/usage/budget.ts';
import { grouped } from '../../core/usage/money.ts';
import { parseArgument } from '../commandArgument.ts';

const amount = z.optional(z.nullable(z.number().check(z.gte(0), z.lte(1_000_000))));

/** What a program may give; what is left out stays as it is, null = no such budget. */
const schema = z.looseObject({
  dailyUsd: amount,
  monthlyUsd: amount,
  monthlyTokens: z.optional(z.nullable(z.int().check(z.gte(1)))),
  preset: z.optional(z.enum(['none', 'lite', 'pro', 'business'])),
  alertPercent: z.optional(z.number().check(z.gte(1), z.lte(100))),
  hardStop: z.optional(z.boolean()),
});

type BudgetChange = z.infer<typeof schema>;

const settings = ['dailyUsd', 'monthlyUsd', 'monthlyTokens', 'preset', 'alertPercent', 'hardStop'] as const;

/**
 * `whetstone.setBudget({dailyUsd?, monthlyUsd?, monthlyTokens?, preset?, alertPercent?, hardStop?})`: writes the user's settings; without an
 * argument it asks, step by step. Returns what was set; undefined when the user left.
 */
export async function setBudget(argument: unknown): Promise<BudgetChange | undefined> {
  const given = parseArgument(schema, argument);
  const change = settings.some((name) => given[name] !== undefined) ? given : await ask();
  if (change === undefined) return undefined;
  const configuration = vscode.workspace.getConfiguration('whetstone');
  for (const name of settings) {
    const value = change[name];
    if (value === undefined) continue;
    await configuration.update(`budget.${name}`, value ?? undefined, vscode.ConfigurationTarget.Global);
  }
  return change;
}

async function ask(): Promise<BudgetChange | undefined> {
  const title = vscode.l10n.t('Set Budget');
  const what = await pick(title, 1, vscode.l10n.t('What should be bounded?'), [
    { label: vscode.l10n.t('Dollars a month'), value: 'monthlyUsd' as const },
    { label: vscode.l10n.t('Dollars a day'), value: 'dailyUsd' as const },
    { label: vscode.l10n.t('Tokens a month'), value: 'monthlyTokens' as const },
    { label: vscode.l10n.t('Nothing: remove all budgets'), value: 'nothing' as const },
  ]);
  if (what === undefined) return undefined;
  if (what === 'nothing') return { dailyUsd: null, monthlyUsd: null, monthlyTokens: null, preset: 'none' };
  const bound = what === 'monthlyTokens' ? await askTokens(title) : await askDollars(title, what);
  if (bound === undefined) return undefined;
  const hardStop = await pick(title, 3, vscode.l10n.t('What happens when a request could go over it?'), [
    {
      label: vscode.l10n.t('Only tell me'),
      detail: vscode.l10n.t('You are told once at 80%; nothing is refused.'),
      value: false,
    },
    {
      label: vscode.l10n.t('Refuse it'),
      detail:
        what === 'monthlyTokens'
          ? vscode.l10n.t('A call that could go over is not made. The built-in rewriter goes on.')
          : vscode.l10n.t(
              'A call that could go over is not made. Models on this machine and the built-in rewriter go on.',
            ),
      value: true,
    },
  ]);
  return hardStop === undefined ? undefined : { ...bound, hardStop };
}

async function askDollars(title: string, what: 'dailyUsd' | 'monthlyUsd'): Promise<BudgetChange | undefined> {
  const text = await vscode.window.showInputBox({
    title: `${title} (2/3)`,
    prompt:
      what === 'dailyUsd'
        ? vscode.l10n.t('US dollars a day, e.g. 1.50')
        : vscode.l10n.t('US dollars a month, e.g. 20'),
    validateInput: (value) =>
      dollars(value) === null ? vscode.l10n.t('Give an amount such as 20 or 1.50.') : undefined,
    ignoreFocusOut: true,
  });
  const value = text === undefined ? null : dollars(text);
  return value === null ? undefined : { [what]: value };
}

async function askTokens(title: string): Promise<BudgetChange | undefined> {
  const preset = await pick(title, 2, vscode.l10n.t('How many tokens a month?'), [
    ...(['lite', 'pro', 'business'] as const).map((value) => ({
      label: grouped(budgetPresets[value]),
      description: value,
      value,
    })),
    { label: vscode.l10n.t('Another number…'), value: 'other' as const },
  ]);
  if (preset === undefined) return undefined;
  if (preset !== 'other') return { preset, monthlyTokens: null };
  const text = await vscode.window.showInputBox({
    title: `${title} (2/3)`,
    prompt: vscode.l10n.t('Tokens a month, e.g. 1000000'),
    validateInput: (value) =>
      tokens(value) === null ? vscode.l10n.t('Give a whole number such as 1000000.') : undefined,
    ignoreFocusOut: true,
  });
  const value = text === undefined ? null : tokens(text);
  return value === null ? undefined : { monthlyTokens: value };
}

async function pick<Value>(
  title: string,
  step: number,
  placeHolder: string,
  items: readonly (vscode.QuickPickItem & { readonly value: Value })[],
): Promise<Value | undefined> {
  const picked = await vscode.window.showQuickPick(items, {
    title: `${title} (${step}/3)`,
    placeHolder,
    ignoreFocusOut: true,
  });
  return picked?.value;
}

function dollars(text: string): number | null {
  const trimmed = text.trim().replace(/^\$/, '').replace(',', '.');
  const value = Number(trimmed);
  return trimmed !== '' && Number.isFinite(value) && value >= 0 && value <= 1_000_000 ? value : null;
}

function tokens(text: string): number | null {
  const value = Number(text.replaceAll(/[\s,._']/g, ''));
  return Number.isInteger(value) && value > 0 && value <= 1_000_000_000 ? value : null;
}
