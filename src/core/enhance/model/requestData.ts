import type { ContextPack } from '../../context/packContext.ts';
import type { RewriteInput } from '../rewriter.ts';

/**
 * The request and all that goes with it as JSON on one line. Nothing in it can close the `<data>` around it, begin another message of a template, or
 * hide a control character.
 */
export function requestData(input: RewriteInput, pack: ContextPack | null): string {
  const { description, document, title } = input;
  return encoded({
    prompt: document.text,
    kind: document.kind,
    ...(document.language !== 'und' && { language: document.language }),
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(pack !== null && pack.text !== '' && { context: pack.text }),
  });
}

/** Data as JSON on one line; see `requestData`. */
export function encoded(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll(/<(?=\/?data>)/gi, '\\u003c')
    .replaceAll(
      /[\u007F-\u009F\u2028\u2029\u200B-\u200F\u202A-\u202E\u2060-\u2069\uE000-\uF8FF\uFEFF]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}
