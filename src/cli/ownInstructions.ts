import type { TemplateFile } from '../core/library/library.ts';
import { dataFolder } from '../node/home.ts';
import { instructionFiles } from '../node/instructionFiles.ts';
import { installation } from './installation.ts';
import type { CommandIo } from './io.ts';

/** The files with instructions for models that count in a folder: the product's, the user's and the folder's. */
export function ownInstructions(folder: string, io: CommandIo): Promise<readonly TemplateFile[]> {
  return instructionFiles(
    {
      installation: installation()?.folder ?? null,
      home: dataFolder({ env: io.env, cwd: io.cwd }),
      workspace: folder,
    },
    io.signal,
  );
}
