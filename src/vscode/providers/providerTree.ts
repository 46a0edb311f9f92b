import * as vscode from 'vscode';
import { type Connections, type ConnectionState, isReady } from '../connections.ts';
import type { TestedProvider } from './providerTests.ts';

/** A connection in the side bar; menus pass it to the commands. A class, so that it is told from the plain objects of programs. */
export class ProviderNode {
  readonly type = 'provider';
  readonly id: string;
  readonly state: ConnectionState;
  readonly preferred: boolean;

  constructor(state: ConnectionState, preferred: boolean) {
    this.id = state.definition.id;
    this.state = state;
    this.preferred = preferred;
  }
}

/** The Providers view: every connection with its model and how it was at its last test; a star marks the one that is asked first. */
export class ProviderTree implements vscode.TreeDataProvider<ProviderNode>, vscode.Disposable {
  readonly #connections: Connections;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscription: vscode.Disposable;
  readonly #tests = new Map<string, TestedProvider>();

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(connections: Connections) {
    this.#connections = connections;
    this.#subscription = connections.onDidChange(() => this.#changed.fire());
  }

  /** Shows how a connection was just now. */
  tested(outcome: TestedProvider): void {
    this.#tests.set(outcome.id, outcome);
    this.#changed.fire();
  }

  /** What is not known any more is not shown either. */
  forget(id: string): void {
    this.#tests.delete(id);
    this.#changed.fire();
  }

  /** Only what is set up, or was and is off; the view says how to add the first one. */
  async getChildren(node?: ProviderNode): Promise<ProviderNode[]> {
    if (node !== undefined) return [];
    const [all, preferred] = await Promise.all([this.#connections.list(), this.#connections.preferred()]);
    return all
      .filter(({ chosen, configured, hasKey, problem }) => chosen || configured || hasKey || problem !== null)
      .map((state) => new ProviderNode(state, state.definition.id === preferred));
  }

  getTreeItem({ id, preferred, state }: ProviderNode): vscode.TreeItem {
    const { definition, model, problem } = state;
    const { text, icon, tooltip } = healthOf(state, this.#tests.get(id));
    const item = new vscode.TreeItem(definition.name);
    item.id = `provider:${id}`;
    item.contextValue = `provider ${definition.kind} ${definition.enabled ? 'on' : 'off'}${preferred ? ' preferred' : ''}`;
    item.description = [model ?? vscode.l10n.t('any model'), text].filter((part) => part !== '').join(' · ');
    item.iconPath = preferred && problem === null ? new vscode.ThemeIcon('star-full') : icon;
    item.tooltip = [
      definition.name,
      definition.baseUrl ?? '',
      preferred ? vscode.l10n.t('Asked first') : '',
      tooltip,
    ]
      .filter((line) => line !== '')
      .join('\n');
    item.accessibilityInformation = {
      label: [definition.name, preferred ? vscode.l10n.t('Asked first') : '', item.description]
        .filter((part) => part !== '')
        .join(', '),
    };
    return item;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function healthOf(
  state: ConnectionState,
  test: TestedProvider | undefined,
): { readonly text: string; readonly icon: vscode.ThemeIcon; readonly tooltip: string } {
  if (state.problem !== null)
    return {
      text: vscode.l10n.t('needs attention'),
      icon: new vscode.ThemeIcon('error'),
      tooltip: state.problem,
    };
  if (!state.definition.enabled)
    return { text: vscode.l10n.t('off'), icon: new vscode.ThemeIcon('circle-slash'), tooltip: '' };
  if (!isReady(state))
    return { text: vscode.l10n.t('no key'), icon: new vscode.ThemeIcon('key'), tooltip: '' };
  if (test === undefined) return { text: '', icon: new vscode.ThemeIcon('plug'), tooltip: '' };
  return test.healthy
    ? {
        text: vscode.l10n.t('answers in {0} ms', test.latencyMs ?? 0),
        icon: new vscode.ThemeIcon('pass'),
        tooltip: '',
      }
    : {
        text: vscode.l10n.t('does not answer'),
        icon: new vscode.ThemeIcon('warning'),
        tooltip: test.error ?? '',
      };
}
