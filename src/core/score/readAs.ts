import type { PromptDocument, PromptKind } from '../prompt/document.ts';

/**
 * As what a prompt is read. A prompt or command file with neither front matter nor variables holds one request that somebody saved,
 * so it is judged as the request it is; with either it is meant to be used again and judged as such.
 */
export function readAs({ kind, frontMatter, variables }: PromptDocument): PromptKind {
  const reusable = frontMatter !== null || variables.length > 0;
  return (kind === 'prompt' || kind === 'command') && !reusable ? 'typed' : kind;
}
