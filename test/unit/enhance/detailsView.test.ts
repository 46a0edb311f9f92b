import assert from 'node:assert/strict';
import {
  detailsStateSchema,
  detailsView,
  fromDetailsPanel,
  toDetailsPanel,
} from '../../../src/core/enhance/detailsView.ts';
import type { Enhancement } from '../../../src/core/enhance/enhancement.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { explainScore } from '../../../src/core/score/explainScore.ts';
import { levelOf, recommendationFor, type Score } from '../../../src/core/score/score.ts';

function score(part: number): Score {
  const level = levelOf(part * 4);
  return {
    total: part * 4,
    level,
    recommendation: recommendationFor(level),
    language: 'en',
    clarity: part,
    specificity: part,
    context: part,
    actionability: part,
    suggestions: [],
  };
}

const enhancement: Enhancement = {
  enhancementId: '6f0c',
  originalPrompt: 'fix the login bug',
  enhancedPrompt: '## Goal\nFix the login bug',
  changed: true,
  originalScore: score(8),
  enhancedScore: score(20),
  techniquesApplied: ['GoalExtraction'],
  goal: 'Fix the login bug',
  requirements: ['Reject an expired session'],
  successCriteria: ['`npm test` passes'],
  contextNotes: '',
  openQuestions: ['What does the user see?'],
  style: 'balanced',
  provider: 'offline',
  model: 'built-in',
  inputTokens: 4,
  outputTokens: 9,
  costUsd: 0,
  latencyMs: 12,
  cached: false,
  stale: false,
  fallbackFrom: null,
  warnings: [{ code: 'lost-reference', message: 'The path `a.ts` is missing.' }],
  contextUsed: {
    files: [{ path: 'src/login.ts', why: 'its name holds "login"' }],
    commits: ['abc1234'],
    tokens: 40,
  },
};

describe('the details panel', () => {
  it('shows both scores, the four parts and everything the model said', () => {
    const view = detailsView(enhancement);
    assert.deepEqual(view.totals, { before: 32, after: 80, levelBefore: 'fair', levelAfter: 'excellent' });
    assert.deepEqual(
      view.parts.map((part) => [part.name, part.before, part.after, part.most]),
      [
        ['clarity', 8, 20, 25],
        ['specificity', 8, 20, 25],
        ['context', 8, 20, 25],
        ['actionability', 8, 20, 25],
      ],
    );
    assert.deepEqual(view.files, [{ path: 'src/login.ts', why: 'its name holds "login"' }]);
    assert.deepEqual(view.openQuestions, ['What does the user see?']);
    assert.deepEqual([view.earned, view.cost, view.suggestions], [[], [], []]);
  });

  it('says what the score of the result rests on, once that is known', () => {
    const explanation = explainScore(parsePrompt('Fix `logIn()` in src/auth/login.ts, maybe it is broken'));
    const view = detailsView({ ...enhancement, enhancedScore: explanation.score }, explanation);
    assert.ok(view.earned.some(({ label, points }) => label === 'names a file or folder' && points > 0));
    assert.ok(view.cost.length > 0 && view.cost.every(({ points }) => points < 0));
    assert.deepEqual(
      view.suggestions.map(({ points }) => points),
      explanation.score.suggestions.map(({ gain }) => gain),
    );
  });

  it('shows what a model thinks of the original, part by part', () => {
    const part = { score: 9, quote: 'login bug', reason: 'Which one is not said.' };
    const assessment = {
      clarity: part,
      specificity: part,
      context: part,
      actionability: part,
      overall: { ...part, score: 35 },
    };
    const view = detailsView({ ...enhancement, assessment });
    assert.deepEqual(
      view.assessment.map(({ most, name, score }) => [name, score, most]),
      [
        ['clarity', 9, 25],
        ['specificity', 9, 25],
        ['context', 9, 25],
        ['actionability', 9, 25],
        ['overall', 35, 100],
      ],
    );
    assert.equal(view.assessment[0]?.quote, 'login bug');
    const { assessment: _assessment, ...older } = view;
    const entries = { answers: {}, withoutFiles: [] };
    assert.deepEqual(detailsStateSchema.parse({ view: older, entries }).view.assessment, []);
  });

  it('takes a panel of an older version, which knows no reasons', () => {
    const { cost: _cost, earned: _earned, suggestions: _suggestions, ...older } = detailsView(enhancement);
    const state = detailsStateSchema.parse({ view: older, entries: { answers: {}, withoutFiles: [] } });
    assert.deepEqual(state.view.earned, []);
  });

  it('survives a reload: its state is plain data that validates', () => {
    const state = {
      view: detailsView(enhancement),
      entries: { answers: { 'What does the user see?': 'a 401' }, withoutFiles: [] },
    };
    assert.deepEqual(detailsStateSchema.parse(JSON.parse(JSON.stringify(state))), state);
  });

  it('refuses messages of another shape', () => {
    assert.equal(fromDetailsPanel.safeParse({ type: 'regenerate', enhancementId: 1 }).success, false);
    assert.equal(
      fromDetailsPanel.safeParse({ type: 'showWarning', enhancementId: 'a', index: -1 }).success,
      false,
    );
    assert.equal(toDetailsPanel.safeParse({ type: 'busy', busy: 'yes' }).success, false);
    assert.equal(fromDetailsPanel.safeParse({ type: 'ready' }).success, true);
  });
});
