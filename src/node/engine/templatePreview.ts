import type { TemplateFiles } from '../../core/library/library.ts';
import type { FieldTexts } from '../../core/library/playgroundView.ts';
import type { TemplatePreview } from '../../core/library/previewTemplate.ts';
import { readAccountingSettings } from '../../core/usage/accountingSettings.ts';
import { templateFolders, type TemplateFolder } from '../templateFiles.ts';

/** Which template to fill in, with what, and for which model. */
export interface TemplatePreviewInput {
  readonly folders: readonly TemplateFolder[];
  readonly id: string;
  /** The file's text in another version; null = as it stands. */
  readonly source: string | null;
  readonly texts: FieldTexts;
  /** Model as its provider calls it; null = not known. */
  readonly model: string | null;
  /** It runs on this machine. */
  readonly free: boolean;
  /** The settings of the account as they were written, by name. */
  readonly accounting: Readonly<Record<string, unknown>>;
}

/** Fills in a template from a form. Throws `template-not-found`. `folders`: with those of the team. */
export async function previewOfTemplate(
  input: TemplatePreviewInput,
  folders: readonly TemplateFolder[],
  signal: AbortSignal,
): Promise<TemplatePreview> {
  const [{ findTemplate, loadTemplates }, { previewTemplate }, { countTokens }] = await Promise.all([
    import('../../core/library/library.ts'),
    import('../../core/library/previewTemplate.ts'),
    import('../../core/usage/tokens.ts'),
  ]);
  const files = withSource(templateFolders(folders), input);
  const template = findTemplate(await loadTemplates(files, signal), input.id);
  const { prices } = readAccountingSettings((name) => input.accounting[name]);
  return previewTemplate(template, input.texts, { ...input, prices, countTokens });
}

/** The same files, with another text in the one that is asked for; its partials are those of now. */
function withSource(
  files: TemplateFiles,
  { id, source }: Pick<TemplatePreviewInput, 'id' | 'source'>,
): TemplateFiles {
  if (source === null) return files;
  return {
    list: async (signal) =>
      (await files.list(signal)).map((file) => (file.id === id ? { ...file, text: source } : file)),
  };
}
