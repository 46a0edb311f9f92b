import { recommendationFor, levelOf, type Score } from '../../src/core/score/score.ts';
import type { Enhancement } from '../../src/core/enhance/enhancement.ts';
import { newEntry, type HistoryEntry } from '../../src/core/history/entry.ts';

/** A score whose parts add up to `total`. */
export function scoreOf(total: number): Score {
  const part = Math.floor(total / 4);
  const level = levelOf(total);
  return {
    total,
    level,
    recommendation: recommendationFor(level),
    language: 'en',
    clarity: total - 3 * part,
    specificity: part,
    context: part,
    actionability: part,
    suggestions: [],
  };
}

/** A whole enhancement with plausible content; `number` makes its id and texts distinct. */
export function enhancementOf(number: number, changes: Partial<Enhancement> = {}): Enhancement {
  return {
    enhancementId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    originalPrompt: `fix failed login number ${number}`,
    enhancedPrompt: `Fix the failed login number ${number}.\n\n## Done when\n- the tests in tests/auth pass`,
    changed: true,
    originalScore: scoreOf(33),
    enhancedScore: scoreOf(78),
    techniquesApplied: ['GoalExtraction', 'SuccessCriteriaDefinition'],
    goal: 'Users can sign in again',
    requirements: ['keep the session cookie'],
    successCriteria: ['npm test passes'],
    contextNotes: '',
    openQuestions: ['Which browser?'],
    style: 'balanced',
    provider: 'offline',
    model: 'built-in',
    inputTokens: 10,
    outputTokens: 40,
    costUsd: null,
    latencyMs: 12,
    cached: false,
    stale: false,
    fallbackFrom: null,
    warnings: [{ code: 'lost-number', message: 'The number 3 is gone.' }],
    contextUsed: {
      files: [{ path: 'src/auth/login.ts', why: 'named in the prompt' }],
      commits: ['0a1b2c3'],
      tokens: 120,
    },
    ...changes,
  };
}

/** An undecided entry made `number` seconds after 2026-11-01 12:00 UTC. */
export function entryOf(number: number, changes: Partial<Enhancement> = {}): HistoryEntry {
  return newEntry(enhancementOf(number, changes), {
    at: Date.UTC(2026, 10, 1, 12) + number * 1000,
    workspace: '/home/ada/shop',
    source: { kind: 'selection', uri: 'file:///home/ada/shop/a.prompt.md', range: { start: 3, end: 20 } },
  });
}
