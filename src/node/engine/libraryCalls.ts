import { dirname } from 'node:path';
import type { GuardPolicy } from '../../core/guard/policy.ts';
import type { TemplateExecution } from '../../core/library/execution.ts';
import type { ExportedTemplate } from '../../core/library/exchange/exportTemplate.ts';
import type { TemplatePreview } from '../../core/library/previewTemplate.ts';
import type { RenderedTemplate, Template } from '../../core/library/template.ts';
import type { TemplateFolder } from '../templateFiles.ts';
import type {
  EngineProgress,
  LibraryFound,
  ReadTemplateInput,
  RenderInput,
  TemplatesInput,
  WholeTemplate,
} from './engine.ts';
import type { ExportInput } from './exchangeCalls.ts';
import { LibraryIndex } from './libraryIndex.ts';
import type { EngineTools } from './operations.ts';
import type { TemplatePreviewInput } from './templatePreview.ts';
import type { RunTemplateInput } from './templateRun.ts';

/** What is known of template files, for as long as the thread lives. */
const index = new LibraryIndex();

export async function templates(
  { folders, index: kept }: TemplatesInput,
  onProgress: (progress: EngineProgress) => void,
  signal: AbortSignal,
): Promise<LibraryFound> {
  if (kept !== undefined) await index.load(kept);
  const all = await withTeamFolders(folders);
  const found = await index.list(all, (some) => onProgress({ step: 'templates', templates: some }), signal);
  if (kept !== undefined) void index.save(kept);
  return { ...found, places: all.map(({ path, place, scope }) => ({ place: place ?? scope, path })) };
}

export async function readTemplate(
  { folders, id }: ReadTemplateInput,
  signal: AbortSignal,
): Promise<WholeTemplate> {
  const template = await index.read(await withTeamFolders(folders), id, signal);
  if (template.problems.length > 0 || Object.keys(template.sample).length === 0)
    return { template, tokens: null };
  const [{ renderTemplate: render }, { countTokens }] = await Promise.all([
    import('../../core/library/renderTemplate.ts'),
    import('../../core/usage/tokens.ts'),
  ]);
  const { text } = await render(template, template.sample);
  return { template, tokens: (await countTokens(text)).tokens };
}

export async function renderTemplate(
  { folders, id, variables }: RenderInput,
  signal: AbortSignal,
): Promise<RenderedTemplate> {
  const { renderTemplate: render } = await import('../../core/library/renderTemplate.ts');
  return render(await index.read(await withTeamFolders(folders), id, signal), variables);
}

/** Throws `template-not-found`. */
export async function previewTemplate(
  input: TemplatePreviewInput,
  signal: AbortSignal,
): Promise<TemplatePreview> {
  const { previewOfTemplate } = await import('./templatePreview.ts');
  const { folders, id, source } = input;
  return previewOfTemplate(await index.read(await withTeamFolders(folders), id, signal, source), input);
}

/** Throws like `runInEngine`. */
export async function runTemplate(
  input: RunTemplateInput,
  policy: GuardPolicy,
  onProgress: (progress: EngineProgress) => void,
  tools: EngineTools,
  signal: AbortSignal,
): Promise<TemplateExecution> {
  const { runInEngine } = await import('./templateRun.ts');
  const folders = await withTeamFolders(input.folders);
  const found = {
    read: (source: string | null) => index.read(folders, input.id, signal, source),
    placeOf: ({ path, scope }: Template) =>
      folders.find((folder) => path !== null && folder.path === dirname(path))?.place ?? scope,
  };
  return runInEngine(input, found, policy, onProgress, tools, signal);
}

export async function exportTemplates(
  input: ExportInput,
  signal: AbortSignal,
): Promise<readonly ExportedTemplate[]> {
  const { exportTemplates: write } = await import('./exchangeCalls.ts');
  const folders = await withTeamFolders(input.folders);
  return write(input, (id) => index.read(folders, id, signal));
}

/**
 * Adds the folders that the configurations of the workspace's folders name, and says under which place the versions of a workspace's templates
 * are kept: that of its repository's root, as in the terminal.
 */
export async function withTeamFolders(
  folders: readonly TemplateFolder[],
): Promise<readonly TemplateFolder[]> {
  const roots = new Set(folders.flatMap(({ within }) => within ?? []));
  if (roots.size === 0) return folders;
  const [{ readTeamConfigOf, repositoryRoot }, { teamTemplates }] = await Promise.all([
    import('../teamConfig.ts'),
    import('../teamTemplates.ts'),
  ]);
  const repositories = new Map<string, string>();
  const added = await Promise.all(
    [...roots].map(async (root) => {
      const { config } = await readTeamConfigOf(root);
      const within = await repositoryRoot(root);
      repositories.set(root, within);
      const { paths } = await teamTemplates(within, config.templates ?? []);
      return paths.map((path) => ({
        scope: 'workspace' as const,
        path,
        within,
        place: `workspace:${within}`,
      }));
    }),
  );
  const own = folders.map((folder) => {
    const root = folder.within === undefined ? undefined : repositories.get(folder.within);
    return root === undefined ? folder : { ...folder, place: `workspace:${root}` };
  });
  return [...own, ...added.flat()];
}
