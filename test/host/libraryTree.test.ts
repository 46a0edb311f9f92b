import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { FoundTemplate } from '../../src/core/library/foundTemplate.ts';
import { dragBetweenCategories } from '../../src/vscode/library/dragCategories.ts';
import { TemplateNode, type LibraryNode } from '../../src/vscode/library/libraryNodes.ts';
import { LibraryTree } from '../../src/vscode/library/libraryTree.ts';
import { whetstone } from './editing.ts';

const token = new vscode.CancellationTokenSource().token;

describe('the Library view', () => {
  let tree: LibraryTree;
  let templates: readonly FoundTemplate[];

  before(async () => {
    const builtin = (await (await whetstone()).templates.list()) as readonly FoundTemplate[];
    const [first, second] = builtin.filter(({ category }) => category === 'Documentation');
    assert.ok(first && second);
    templates = [
      ...builtin.filter(({ scope, category }) => scope === 'builtin' && category !== 'Documentation'),
      {
        ...first,
        scope: 'workspace',
        hides: 'builtin',
        labels: { production: 3 },
        usageCount: 2,
        lastUsedAt: '2026-01-02T03:04:05.000Z',
      },
      { ...second, scope: 'user', active: false },
    ];
    tree = new LibraryTree({
      known: async () => templates,
      onDidChange: new vscode.EventEmitter<void>().event,
      read: async () => {
        throw new Error('no tokens today');
      },
    });
  });

  after(() => tree.dispose());

  async function rows(node?: LibraryNode): Promise<string[]> {
    return (await tree.getChildren(node)).map((child) => {
      const { label, description } = tree.getTreeItem(child);
      const name = typeof label === 'string' ? label : label?.label;
      return `${name}: ${String(description)}`;
    });
  }

  async function nodeOf(label: string): Promise<LibraryNode> {
    const node = (await tree.getChildren()).find((each) => tree.getTreeItem(each).label === label);
    assert.ok(node, `no row ${label}`);
    return node;
  }

  it('shows scope, labels and state beside the name, as text, icon and badge, and to screen readers', async () => {
    const items = (await tree.getChildren(await nodeOf('Documentation'))).map((node) =>
      tree.getTreeItem(node),
    );
    const byState = new Map(items.map((item) => [item.contextValue, item]));
    const workspace = byState.get('template workspace active');
    const mine = byState.get('template user inactive');
    assert.match(
      String(workspace?.description),
      /^score \d+, workspace, instead of built in, production v3$/,
    );
    assert.match(String(mine?.description), /mine, inactive$/);
    assert.notDeepEqual(workspace?.iconPath, mine?.iconPath);
    assert.equal(mine?.resourceUri?.query, 'user inactive');
    assert.match(workspace?.accessibilityInformation?.label ?? '', /workspace, score \d+.*production v3/);
  });

  it('begins with the order that was kept, and with the usual one when that is broken', () => {
    const source = {
      known: async () => templates,
      onDidChange: new vscode.EventEmitter<void>().event,
      read: async () => {
        throw new Error('not asked');
      },
    };
    for (const [kept, sort, groupBy] of [
      [{ sort: 'score', groupBy: 'tag' }, 'score', 'tag'],
      [{ sort: 'size', groupBy: 7 }, 'name', 'category'],
      ['score', 'name', 'category'],
    ] as const) {
      const other = new LibraryTree(source, kept);
      assert.deepEqual([other.look.sort, other.look.groupBy], [sort, groupBy]);
      other.dispose();
    }
  });

  it('says in the tooltip what there is to know, also when tokens cannot be counted', async () => {
    const [node] = await tree.getChildren(await nodeOf('Documentation'));
    assert.ok(node);
    const { tooltip } = await tree.resolveTreeItem(tree.getTreeItem(node), node, token);
    const text = (tooltip as vscode.MarkdownString).value.replaceAll('\\', '').replaceAll('&nbsp;', ' ');
    assert.match(text, /Scores \d+ of 100/);
    assert.match(text, /Version \d+/);
  });

  it('groups by tag, sorts and filters', async () => {
    tree.show({ groupBy: 'tag', filter: { text: 'regression' } });
    assert.ok((await rows()).some((row) => row.startsWith('regression: ')));
    tree.show({ groupBy: 'category', filter: { active: false } });
    assert.equal((await rows()).length, 1);
    tree.show({ filter: {}, sort: 'score' });
    const scores = templates.map(({ score }) => score ?? 0);
    tree.show({ filter: { text: 'e' } });
    assert.ok(scores.length > 2 && (await rows()).length > 2);
    tree.show({ filter: {}, sort: 'name' });
  });

  it('moves dragged templates into the category they are dropped on', async () => {
    const moved: string[] = [];
    const controller = dragBetweenCategories(async (nodes, category) => {
      moved.push(...nodes.map(({ entry }) => `${entry.id} -> ${category}`));
    });
    const category = await nodeOf('Documentation');
    const single = (await tree.getChildren()).find((node) => node instanceof TemplateNode);
    assert.ok(single);
    const transfer = new vscode.DataTransfer();
    await controller.handleDrag?.([single, category], transfer, token);
    await controller.handleDrop?.(category, transfer, token);
    await controller.handleDrop?.(single, transfer, token);
    await controller.handleDrop?.(undefined, transfer, token);
    assert.deepEqual(moved, [`${single.entry.id} -> Documentation`]);
  });
});
