import type { PromptDocument } from '../prompt/document.ts';
import { parsePrompt } from '../prompt/parsePrompt.ts';

/**
 * The anchors of a Markdown text as GitHub and VS Code make them: lower case, blanks to hyphens, punctuation out, repeated ones numbered;
 * `id` and `name` of HTML tags besides.
 */
export function anchorsOf(text: string): string[] {
  return anchorsIn(parsePrompt(text, { kind: 'rules' }));
}

/** The same of a document that is already read. */
export function anchorsIn({ text, blocks }: Pick<PromptDocument, 'text' | 'blocks'>): string[] {
  const anchors: string[] = [];
  const seen = new Map<string, number>();
  for (const { type, content } of blocks) {
    if (type !== 'heading') continue;
    const anchor = anchorOf(text.slice(content.start, content.end));
    const before = seen.get(anchor) ?? 0;
    seen.set(anchor, before + 1);
    anchors.push(before === 0 ? anchor : `${anchor}-${before}`);
  }
  for (const match of text.matchAll(/<[a-z]\w*\s[^<>]{0,200}?(?:id|name)="([^"\n]{1,200})"/gi))
    anchors.push((match[1] ?? '').toLowerCase());
  return anchors;
}

function anchorOf(heading: string): string {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}
