import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { WhetstoneError } from '../../core/errors.ts';
import type { FieldTexts } from '../../core/library/playgroundView.ts';

/** Values of a template under a name. */
export interface Sample {
  readonly name: string;
  readonly values: FieldTexts;
}

const fileSchema = z.object({
  samples: z.array(z.object({ name: z.string(), values: z.record(z.string(), z.string()) })),
});

/**
 * Where the samples of a template lie: `ID.samples.json` beside its file, so that a team shares them; those of a built-in template among the
 * user's own templates.
 */
export function samplesFile(template: vscode.Uri | null, id: string, userFolder: vscode.Uri): vscode.Uri {
  const folder = template === null ? userFolder : vscode.Uri.joinPath(template, '..');
  return vscode.Uri.joinPath(folder, `${id}.samples.json`);
}

/** The samples in a file; none when it does not exist. Throws `input-unreadable` for one that is not of our making. */
export async function readSamples(file: vscode.Uri): Promise<readonly Sample[]> {
  let text: string;
  try {
    text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  } catch (error) {
    if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return [];
    throw unreadable(file, error);
  }
  try {
    return fileSchema.parse(JSON.parse(text)).samples;
  } catch (error) {
    throw unreadable(file, error);
  }
}

/** Adds a sample, or replaces the one of the same name. Throws `input-unreadable` and `storage`. */
export async function addSample(file: vscode.Uri, sample: Sample): Promise<readonly Sample[]> {
  const others = (await readSamples(file)).filter(({ name }) => name !== sample.name);
  const samples = [...others, sample].toSorted((left, right) => left.name.localeCompare(right.name));
  try {
    await vscode.workspace.fs.createDirectory(vscode.Uri.joinPath(file, '..'));
    const text = `${JSON.stringify({ samples }, null, 2)}\n`;
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  } catch (cause) {
    throw new WhetstoneError(
      'storage',
      vscode.l10n.t('The samples could not be written to {0}.', vscode.workspace.asRelativePath(file)),
      vscode.l10n.t('Check whether the folder may be written.'),
      { cause },
    );
  }
  return samples;
}

function unreadable(file: vscode.Uri, cause: unknown): WhetstoneError {
  return new WhetstoneError(
    'input-unreadable',
    vscode.l10n.t('The samples in {0} cannot be read.', vscode.workspace.asRelativePath(file)),
    vscode.l10n.t('Correct the file or delete it.'),
    { cause },
  );
}
