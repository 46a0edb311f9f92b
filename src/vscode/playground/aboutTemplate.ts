import * as vscode from 'vscode';
import type { PlaygroundView } from '../../core/library/playgroundView.ts';
import { showError } from '../showError.ts';
import type { ListedTemplate, PlaygroundDependencies } from './ports.ts';
import { readSamples, samplesFile } from './samples.ts';

type About = NonNullable<PlaygroundView['template']>;

type Sources = Pick<PlaygroundDependencies, 'library' | 'log' | 'store'>;

/** What is known of a template beside its prompt: versions, samples, and what its runs came to. */
export async function aboutTemplate(
  sources: Sources,
  chosen: ListedTemplate,
  signal: AbortSignal,
): Promise<About> {
  const { store } = sources;
  const key = { place: chosen.place, id: chosen.id };
  const [versions, figures, samples] = await Promise.all([
    store.templates.versions(key, signal),
    store.executions.figures([key.place], signal),
    samplesOf(sources, chosen),
  ]);
  const own = figures.find(({ id }) => id === key.id);
  return {
    id: chosen.id,
    name: chosen.name,
    description: chosen.description,
    versions: versions.map(({ createdAt, note, number }) => ({
      number,
      label: [
        vscode.l10n.t('{0}, {1}', number, new Date(createdAt).toLocaleString(vscode.env.language)),
        note,
      ]
        .filter((part) => part !== '')
        .join(': '),
    })),
    samples,
    figures:
      own === undefined ? null : { runs: own.runs, success: own.successShare, meanCostUsd: own.meanCostUsd },
    variables: [],
  };
}

/** The file beside a template in which its samples are kept; a built-in template's lies among the user's own. */
export function samplesFileOf(
  { library }: Pick<PlaygroundDependencies, 'library'>,
  chosen: ListedTemplate,
): vscode.Uri {
  const file = chosen.scope === 'builtin' ? null : vscode.Uri.file(chosen.path);
  return samplesFile(file, chosen.id, library.userFolder);
}

async function samplesOf(sources: Sources, chosen: ListedTemplate): Promise<About['samples']> {
  try {
    return (await readSamples(samplesFileOf(sources, chosen))).map(({ name, values }) => ({
      name,
      values: { ...values },
    }));
  } catch (error) {
    showError(error, sources.log);
    return [];
  }
}
