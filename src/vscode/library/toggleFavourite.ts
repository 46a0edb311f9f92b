import * as vscode from 'vscode';
import type { LibraryMemory } from './libraryMemory.ts';
import type { TemplateLibrary } from './templateLibrary.ts';
import { targetOf } from './templateTargets.ts';

/** `whetstone.toggleFavoriteTemplate({id})`: favourites come first when a template is chosen for use. */
export async function toggleFavourite(
  library: TemplateLibrary,
  memory: LibraryMemory,
  argument: unknown,
): Promise<{ readonly id: string; readonly favorite: boolean } | undefined> {
  const target = await targetOf(library, argument, vscode.l10n.t('Favorite Templates'));
  if (target === undefined) return undefined;
  return { id: target.id, favorite: await memory.toggleFavourite(target.id) };
}
