import { join } from 'node:path';
import type { TemplateFile } from '../core/library/library.ts';
import { templateFolders } from './templateFiles.ts';

/** Where instructions may lie; null where there is no such folder. */
export interface InstructionFolders {
  /** The folder that Whetstone is installed in. */
  readonly installation: string | null;
  /** The user's data folder. */
  readonly home: string | null;
  /** A repository that is trusted. */
  readonly workspace: string | null;
}

/** The files with instructions for models: the product's own, the user's and the workspace's. */
export function instructionFiles(
  { home, installation, workspace }: InstructionFolders,
  signal: AbortSignal,
): Promise<readonly TemplateFile[]> {
  const inside = ['templates', 'instructions'] as const;
  return templateFolders([
    ...(installation === null ? [] : [{ scope: 'builtin' as const, path: join(installation, ...inside) }]),
    ...(home === null ? [] : [{ scope: 'user' as const, path: join(home, ...inside) }]),
    ...(workspace === null
      ? []
      : [{ scope: 'workspace' as const, path: join(workspace, '.whetstone', ...inside), within: workspace }]),
  ]).list(signal);
}
