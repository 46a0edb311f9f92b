import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../../core/errors.ts';
import { parseArgument } from '../commandArgument.ts';
import type { PlaygroundPanel } from './playgroundPanel.ts';
import type { PlaygroundDependencies } from './ports.ts';
import { withTemplateId } from './templateArgument.ts';

const openArgument = z.object({ id: z.optional(z.string()) });

/**
 * `whetstone.openPlayground({id?})`: opens the playground beside the editor, with a template or with what it showed last. Returns what is open.
 * Throws `template-not-found`.
 */
export async function openPlayground(
  { library }: PlaygroundDependencies,
  panel: PlaygroundPanel,
  argument: unknown,
): Promise<{ readonly id: string | null }> {
  const { id } = parseArgument(openArgument, withTemplateId(argument));
  if (id !== undefined && (await library.find(id)) === undefined)
    throw new WhetstoneError(
      'template-not-found',
      vscode.l10n.t('There is no template "{0}".', id),
      vscode.l10n.t('The Library view lists the templates there are.'),
    );
  await panel.open(id ?? null);
  return { id: id ?? null };
}
