import { checkDraft, type TemplateFinding } from '../../core/library/editing/checkDraft.ts';
import type { DraftPreview, DraftTexts } from '../../core/library/editing/draftView.ts';
import { previewDraft } from '../../core/library/editing/previewDraft.ts';
import type { TemplateDraft } from '../../core/library/editing/templateDraft.ts';
import { countTokens } from '../../core/usage/tokens.ts';

/** A template that is being written, with what was written into the fields of its preview. */
export interface DraftPreviewInput {
  readonly draft: TemplateDraft;
  readonly texts: DraftTexts;
}

export function check(draft: TemplateDraft): Promise<readonly TemplateFinding[]> {
  return checkDraft(draft);
}

export function preview({ draft, texts }: DraftPreviewInput): Promise<DraftPreview> {
  return previewDraft(draft, texts, countTokens);
}
