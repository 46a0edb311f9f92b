import type { PromptDocument } from '../../prompt/document.ts';
import { fencesOf } from './anchors.ts';

const chatter =
  /^\W*(?:(?:sure|certainly|of course|absolutely|okay|ok|great|got it|understood|no problem)\b[\s,.!:-]|here(?:['’]s| is| are)\b(?! what (?:i|we)\b)|i['’](?:ll|ve)\b|i (?:will|have|can see|cannot|can['’]t|am unable|fixed|added|updated|changed|created|looked|found)\b|(?:i['’]m )?sorry\b|as an ai\b|to (?:fix|solve|resolve|do|implement|address) (?:this|that|the issue|the problem|it)\b[^.\n]{0,80},|the (?:bug|problem|issue|error|cause) (?:is|was|lies)\b|(?:klar|gerne|natürlich|bien sûr|voici|por supuesto|claro|aquí (?:tienes|está))\b)/i;
const claims =
  /\b(?:i['’]ve|i have|i(?= (?:fixed|added|updated|changed|created|removed|renamed|refactored|implemented)))\s+(?:now\s+|just\s+|also\s+)?(?:fixed|added|updated|changed|created|removed|renamed|refactored|implemented|made|written|moved)\b|\b(?:hope this helps|let me know if you|feel free to)\b/i;
/** Lines of new code from which on a text is a solution rather than a request. */
const muchCode = 3;

/**
 * True when a text answers the task instead of rewriting it: it opens like a reply, claims that work is done, or brings code
 * blocks that neither the original nor the facts hold.
 */
export function isAnswer(
  original: PromptDocument,
  enhanced: PromptDocument,
  facts: readonly string[],
): boolean {
  const body = enhanced.text.slice(enhanced.body.start, enhanced.body.end);
  const before = original.text.slice(original.body.start, original.body.end);
  if (chatter.test(body.slice(0, 300)) && !chatter.test(before.slice(0, 300))) return true;
  if (claims.test(proseOf(enhanced)) && !claims.test(proseOf(original))) return true;
  const source = [original.text, ...facts].join('\n').replaceAll('\r\n', '\n');
  return fencesOf(enhanced).some((code) => {
    const lines = code
      .replaceAll('\r\n', '\n')
      .split('\n')
      .filter((line) => line.trim() !== '');
    return (
      lines.length >= muchCode && lines.filter((line) => !source.includes(line.trim())).length >= muchCode
    );
  });
}

function proseOf(document: PromptDocument): string {
  return document.prose.map(({ start, end }) => document.text.slice(start, end)).join('\n');
}
