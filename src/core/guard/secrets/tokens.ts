import type { Detection } from '../finding.ts';
import { KeywordTrie } from './keywordTrie.ts';
import { isMadeUpToken } from './placeholder.ts';
import { entropyOf, wordShare } from './randomness.ts';
import type { TokenRule } from './rule.ts';
import { aiRules } from './rules/ai.ts';
import { businessRules } from './rules/business.ts';
import { cloudRules } from './rules/cloud.ts';
import { codeRules } from './rules/code.ts';
import { secretDetection } from './secretDetection.ts';

/** Every token format known by its own form. Order decides between rules that match the same place: the first wins. */
export const tokenRules: readonly TokenRule[] = [...cloudRules, ...codeRules, ...aiRules, ...businessRules];

const trie = new KeywordTrie<TokenRule>(
  tokenRules.flatMap((rule) =>
    rule.anchors.flatMap((anchor) =>
      rule.pattern.ignoreCase
        ? [...new Set([anchor, anchor.toLowerCase(), anchor.toUpperCase()])].map(
            (form) => [form, rule] as const,
          )
        : [[anchor, rule] as const],
    ),
  ),
);

/** All tokens of known formats in `text`. Pure; linear in its length. */
export function findTokens(text: string): Detection[] {
  const found: Detection[] = [];
  trie.scan(text, 0, text.length, (rule, at) => {
    const detection = tokenAt(text, rule, at);
    if (detection !== null) found.push(detection);
  });
  return found;
}

function tokenAt(text: string, rule: TokenRule, anchor: number): Detection | null {
  const open = rule.open === true;
  for (let start = Math.max(0, anchor - (rule.back ?? 0)); start <= anchor; start++) {
    if (!open && start > 0 && isWord(text.charCodeAt(start - 1))) continue;
    rule.pattern.lastIndex = start;
    const match = rule.pattern.exec(text)?.[0];
    if (match === undefined || start + match.length < anchor) continue;
    const end = start + match.length;
    if (!open && end < text.length && isWord(text.charCodeAt(end)) && isWord(text.charCodeAt(end - 1)))
      continue;
    if (
      rule.proves?.(match) !== true &&
      (entropyOf(match) < (rule.entropy ?? 3) || wordShare(match) > 0.6 || isMadeUpToken(match))
    )
      continue;
    return secretDetection(rule.id, rule.secretClass, start, end);
  }
  return null;
}

function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}
