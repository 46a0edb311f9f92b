import type { Detection } from './finding.ts';
import { compilePattern } from './patternSafety.ts';
import type { GuardPattern, GuardPolicy } from './policy.ts';

/** A detection with the action that its own word or pattern asks for. */
export type PolicyDetection = Detection & { readonly action: 'allow' | 'warn' | 'redact' | 'block' };

/** Words and topics as whole words in any letter case, and the patterns of users and teams. */
export function findPolicyWords(text: string, policy: GuardPolicy): PolicyDetection[] {
  return [
    ...findWords(text, policy.topics.block, 'block'),
    ...findWords(text, policy.topics.warn, 'warn'),
    ...policy.patterns.flatMap((pattern) => findPattern(text, pattern)),
  ];
}

function findWords(text: string, words: readonly string[], action: 'block' | 'warn'): PolicyDetection[] {
  if (words.length === 0) return [];
  const escaped = words
    .map((word) => word.trim())
    .filter((word) => word !== '')
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s{1,8}'));
  if (escaped.length === 0) return [];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}_])(?:${escaped.join('|')})(?![\\p{L}\\p{N}_])`, 'giu');
  return [...text.matchAll(pattern)].map((match) => ({
    kind: 'policy' as const,
    rule: action === 'block' ? 'blocked-topic' : 'watched-topic',
    label: 'TOPIC',
    message:
      action === 'block'
        ? 'Your policy keeps this topic out of prompts.'
        : 'Your policy asks for care with this topic.',
    action,
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function findPattern(text: string, pattern: GuardPattern): PolicyDetection[] {
  return [...text.matchAll(compilePattern(pattern))]
    .filter((match) => match[0] !== '')
    .map((match) => ({
      kind: 'policy' as const,
      rule: pattern.id,
      label: pattern.id.toUpperCase().replace(/[^A-Z]/g, '_'),
      message: `This matches the pattern "${pattern.id}" of your policy.`,
      action: pattern.action ?? 'block',
      start: match.index,
      end: match.index + match[0].length,
    }));
}
