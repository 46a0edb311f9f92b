import * as vscode from 'vscode';
import { GroupNode, TemplateNode, type LibraryNode } from './libraryNodes.ts';

const mime = 'application/vnd.code.tree.whetstone.library';

/** Templates dragged onto a category, or onto a template in one, move into it. */
export function dragBetweenCategories(
  move: (templates: readonly TemplateNode[], category: string) => Promise<void>,
): vscode.TreeDragAndDropController<LibraryNode> {
  return {
    dragMimeTypes: [mime],
    dropMimeTypes: [mime],
    handleDrag(nodes, transfer) {
      const dragged = nodes.filter((node) => node.type === 'template');
      if (dragged.length > 0) transfer.set(mime, new vscode.DataTransferItem(dragged));
    },
    async handleDrop(target, transfer) {
      const dragged = transfer.get(mime)?.value as readonly LibraryNode[] | undefined;
      const category = categoryOf(target);
      if (dragged === undefined || category === null) return;
      const moving = dragged.filter(
        (node) => node instanceof TemplateNode && node.entry.category !== category,
      ) as TemplateNode[];
      if (moving.length > 0) await move(moving, category);
    },
  };
}

/** Null for a place that is no category. */
function categoryOf(target: LibraryNode | undefined): string | null {
  if (target instanceof GroupNode) return target.by === 'category' ? target.name : null;
  return target?.entry.category ?? null;
}
