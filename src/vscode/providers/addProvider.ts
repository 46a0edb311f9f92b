import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { networkKinds, vendorNames } from '../../core/model/connectionDefinition.ts';
import { checkedBaseUrl, tidyKey } from '../../core/model/connectionInput.ts';
import { WhetstoneError } from '../../core/errors.ts';
import { parseArgument } from '../commandArgument.ts';
import { isPlainObject } from '../commands.ts';
import { pickModel } from './chooseModel.ts';
import type { ProviderDependencies, TestedProvider } from './providerTests.ts';
import { addConnection, changeConnection } from './writeSettings.ts';

const kinds = [...networkKinds, 'vscode-lm'] as const;

type Kind = (typeof kinds)[number];

const addArgument = z.object({
  kind: z.enum(kinds),
  name: z.optional(z.string()),
  baseUrl: z.optional(z.string()),
  key: z.optional(z.string()),
  model: z.optional(z.string()),
  test: z.optional(z.boolean()),
});

export interface AddedProvider {
  readonly id: string;
  /** Null when it was not tested. */
  readonly test: TestedProvider | null;
}

/** What the steps of the wizard gather; undefined parts were not asked for. */
interface Answers {
  readonly kind: Kind;
  readonly name?: string | undefined;
  readonly baseUrl?: string | undefined;
  readonly key?: string | undefined;
}

export interface AddDependencies extends ProviderDependencies {
  readonly test: (id: string) => Promise<TestedProvider | undefined>;
}

/**
 * `whetstone.addProvider({kind, name?, baseUrl?, key?, model?, test?})`: sets up a connection. Without an argument a wizard asks for vendor, endpoint,
 * key and model, and whether to test it now. Undefined when the user left. Throws `config-invalid` for an address or key that cannot be one.
 */
export async function addProvider(
  dependencies: AddDependencies,
  argument: unknown,
): Promise<AddedProvider | undefined> {
  if (isPlainObject(argument)) {
    const { key, model, test, ...given } = parseArgument(addArgument, argument);
    const id = await create(dependencies, { ...given, key });
    if (model !== undefined) await changeConnection(id, { models: { medium: model } });
    return { id, test: test === true ? ((await dependencies.test(id)) ?? null) : null };
  }
  const answers = await ask();
  if (answers === undefined) return undefined;
  const id = await create(dependencies, answers);
  const model = await pickModel(dependencies, await dependencies.connections.find(id));
  if (typeof model === 'string') await changeConnection(id, { models: { medium: model } });
  const now = vscode.l10n.t('Test now');
  const later = vscode.l10n.t('Test later');
  const when = await vscode.window.showQuickPick([now, later], {
    title: vscode.l10n.t('Test the connection?'),
    placeHolder: vscode.l10n.t('A test asks for the list of models, which costs nothing.'),
  });
  return { id, test: when === now ? ((await dependencies.test(id)) ?? null) : null };
}

async function create({ connections }: AddDependencies, answers: Answers): Promise<string> {
  const { kind } = answers;
  const name = vendorNames[kind];
  const baseUrl = (answers.baseUrl ?? '').trim() === '' ? null : checkedBaseUrl(answers.baseUrl ?? '', name);
  // Before anything is written: a key that cannot be one leaves no half connection behind.
  if (answers.key !== undefined) tidyKey(answers.key, name);
  const first = await connections.find(kind);
  const again = first.chosen || first.hasKey;
  if (again && kind === 'vscode-lm')
    throw new WhetstoneError(
      'usage',
      vscode.l10n.t('The models of VS Code are set up already.'),
      vscode.l10n.t('Choose one of them with "Whetstone: Choose Model".'),
    );
  const id = again
    ? await addConnection(kind, {
        ...(answers.name !== undefined && { name: answers.name }),
        baseUrl,
        enabled: true,
      })
    : kind;
  if (!again) await changeConnection(kind, { enabled: true, ...(baseUrl !== null && { baseUrl }) });
  if (answers.key !== undefined) {
    const { tidied } = await connections.keys.set(id, answers.key, name);
    if (tidied) tellTidied(name);
  }
  return id;
}

/** The steps; undefined when the user left at one of them. */
async function ask(): Promise<Answers | undefined> {
  const compatible = vscode.l10n.t("A server that speaks OpenAI's protocol");
  const items: (vscode.QuickPickItem & { readonly vendor: Kind; readonly other?: true })[] = [
    { label: 'OpenAI', vendor: 'openai' },
    { label: 'Anthropic', vendor: 'anthropic' },
    { label: 'OpenRouter', vendor: 'openrouter', description: vscode.l10n.t('many vendors with one key') },
    { label: 'Ollama', vendor: 'ollama', description: vscode.l10n.t('models on this machine') },
    {
      label: vscode.l10n.t('Models of VS Code'),
      vendor: 'vscode-lm',
      description: vscode.l10n.t('such as those of GitHub Copilot'),
    },
    {
      label: compatible,
      vendor: 'openai',
      other: true,
      description: 'LM Studio, vLLM, llama.cpp, LiteLLM, Portkey, Cloudflare',
    },
  ];
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Add a provider'),
    placeHolder: vscode.l10n.t('Who offers the model?'),
  });
  if (picked === undefined) return undefined;
  const { other = false, vendor } = picked;
  if (vendor === 'vscode-lm') return { kind: vendor };
  const baseUrl = await askForAddress(vendorNames[vendor], vendor, other);
  if (baseUrl === undefined) return undefined;
  if (vendor === 'ollama') return { kind: vendor, baseUrl };
  const key = await askForKey(other ? new URL(baseUrl).host : vendorNames[vendor], other);
  if (key === undefined) return undefined;
  return {
    kind: vendor,
    baseUrl,
    ...(key.trim() !== '' && { key }),
    ...(other && { name: new URL(baseUrl).host }),
  };
}

const addresses: Readonly<Record<Exclude<Kind, 'vscode-lm'>, string>> = {
  openai: 'https://api.openai.com/v1',
  anthropic: 'https://api.anthropic.com',
  openrouter: 'https://openrouter.ai/api/v1',
  ollama: 'http://127.0.0.1:11434',
};

/** '' for the vendor's own address; undefined when the user left. */
export async function askForAddress(
  name: string,
  kind: Exclude<Kind, 'vscode-lm'>,
  required: boolean,
  value?: string,
): Promise<string | undefined> {
  const usual = addresses[kind];
  const given = await vscode.window.showInputBox({
    title: vscode.l10n.t('Address of {0}', name),
    prompt: required
      ? vscode.l10n.t('The base URL, usually with /v1 at its end')
      : vscode.l10n.t('Press Enter for the usual address'),
    value: value ?? (required ? 'http://127.0.0.1:1234/v1' : usual),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === '' && !required ? null : problemOf(() => checkedBaseUrl(text, name)),
  });
  return given === undefined || given.trim().replace(/\/+$/, '') !== usual ? given : '';
}

/** The key as it was typed, '' when there is none; undefined when the user left. */
export async function askForKey(name: string, optional: boolean): Promise<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('API key of {0}', name),
    prompt: optional
      ? vscode.l10n.t(
          'Leave it empty when the server needs none. It is kept in the secret storage of VS Code.',
        )
      : vscode.l10n.t('It is kept in the secret storage of VS Code and sent to {0} only.', name),
    password: true,
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === ''
        ? optional
          ? null
          : vscode.l10n.t('Paste the key.')
        : problemOf(() => tidyKey(text, name)),
  });
}

/** Said, so that nobody wonders why the key that is used is not the one that was pasted. */
export function tellTidied(name: string): void {
  vscode.window.setStatusBarMessage(
    vscode.l10n.t('Blanks around the key of {0} were left out.', name),
    10_000,
  );
}

function problemOf(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    if (error instanceof WhetstoneError) return `${error.message} ${error.hint}`;
    throw error;
  }
}
