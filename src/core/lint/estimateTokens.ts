/**
 * About how many tokens a text has, without a vocabulary: four and a half ASCII characters, or two others, to a token. Within
 * a tenth on most agent files (docs/decisions/0094).
 */
export function estimateTokens(text: string): number {
  let others = 0;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) others++;
  return Math.round((text.length - others) / 4.5 + others / 2);
}
