import type { Template } from '../../core/library/template.ts';
import type { FieldTexts } from '../../core/library/playgroundView.ts';
import type { TemplatePreview } from '../../core/library/previewTemplate.ts';
import { readAccountingSettings } from '../../core/usage/accountingSettings.ts';
import type { TemplateFolder } from '../templateFiles.ts';

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
  /** Ids of the providers that are set up, so that the template's own model can go before; null = `model` was chosen. */
  readonly ready: readonly string[] | null;
  /** The settings of the account as they were written, by name. */
  readonly accounting: Readonly<Record<string, unknown>>;
}

/** Fills in a template from a form. `template`: as it is read, with `source` in place of its file's text. */
export async function previewOfTemplate(
  template: Template,
  input: TemplatePreviewInput,
): Promise<TemplatePreview> {
  const [{ previewTemplate }, { countTokens }] = await Promise.all([
    import('../../core/library/previewTemplate.ts'),
    import('../../core/usage/tokens.ts'),
  ]);
  const { prices } = readAccountingSettings((name) => input.accounting[name]);
  return previewTemplate(template, input.texts, { ...input, prices, countTokens });
}
