import { WhetstoneError } from '../../core/errors.ts';
import type { Score } from '../../core/score/score.ts';
import type { LibraryEntry } from '../../core/library/library.ts';
import type { RenderedTemplate } from '../../core/library/template.ts';
import type { EngineProgress, RenderInput, ScoreInput, TemplatesInput } from './engine.ts';
import type { EngineCall } from './protocol.ts';

/** Performs one use case of the core. What a call needs loads with the first call that needs it. */
export async function perform(
  call: EngineCall,
  _onProgress: (progress: EngineProgress) => void,
  signal: AbortSignal,
): Promise<unknown> {
  signal.throwIfAborted();
  switch (call.name) {
    case 'score':
      return score(call.input);
    case 'templates':
      return templates(call.input, signal);
    case 'renderTemplate':
      return renderTemplate(call.input, signal);
    case 'context':
    case 'enhance':
      throw new WhetstoneError('disabled', 'This build cannot do that yet.', 'Score the prompt instead.');
  }
}

async function score({ text, kind, path }: ScoreInput): Promise<Score> {
  const [{ parsePrompt }, { scorePrompt }] = await Promise.all([
    import('../../core/prompt/parsePrompt.ts'),
    import('../../core/score/scorePrompt.ts'),
  ]);
  const options = { ...(kind !== undefined && { kind }), ...(path !== undefined && { path }) };
  return scorePrompt(parsePrompt(text, options));
}

async function templates({ folders }: TemplatesInput, signal: AbortSignal): Promise<readonly LibraryEntry[]> {
  const [{ libraryEntry, loadTemplates }, { templateFolders }] = await loadLibrary();
  return Promise.all((await loadTemplates(templateFolders(folders), signal)).map(libraryEntry));
}

async function renderTemplate(
  { folders, id, variables }: RenderInput,
  signal: AbortSignal,
): Promise<RenderedTemplate> {
  const [{ findTemplate, loadTemplates }, { templateFolders }] = await loadLibrary();
  const { renderTemplate: render } = await import('../../core/library/renderTemplate.ts');
  return render(findTemplate(await loadTemplates(templateFolders(folders), signal), id), variables);
}

function loadLibrary(): Promise<
  [typeof import('../../core/library/library.ts'), typeof import('../templateFiles.ts')]
> {
  return Promise.all([import('../../core/library/library.ts'), import('../templateFiles.ts')]);
}
