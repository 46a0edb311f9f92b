import * as z from 'zod';
import { errorCodes } from '../../../src/core/errors.ts';

/** The promised shapes, written down once more and strictly, so that a change of the code cannot change them unseen. */
const part = z.int().min(0).max(25);

const scoreFields = {
  total: z.int().min(0).max(100),
  level: z.enum(['poor', 'fair', 'good', 'excellent']),
  recommendation: z.string().min(1),
  language: z.string().regex(/^(?:[a-z]{2}|und)$/),
  clarity: part,
  specificity: part,
  context: part,
  actionability: part,
  suggestions: z.array(
    z.strictObject({
      rule: z.string().min(1),
      component: z.enum(['clarity', 'specificity', 'context', 'actionability']),
      priority: z.enum(['high', 'medium', 'low']),
      gain: z.int().min(0),
      suggestion: z.string().min(1),
      start: z.int().min(0),
      end: z.int().min(0),
    }),
  ),
};

export const scoreShape = z.object(scoreFields);
export const scoreRowShape = z.object({ id: z.union([z.string(), z.number()]), ...scoreFields });

export const errorShape = z.strictObject({
  error: z.strictObject({
    code: z.enum(errorCodes),
    message: z.string().min(1),
    hint: z.string().min(1),
    resetAt: z.iso.datetime().optional(),
  }),
});

export const tokensShape = z.strictObject({ tokens: z.int(), model: z.string(), exact: z.boolean() });

export const contextShape = z.object({
  root: z.string(),
  languages: z.array(z.strictObject({ name: z.string(), files: z.int(), share: z.number() })),
  frameworks: z.array(
    z.strictObject({ name: z.string(), version: z.string().nullable(), evidence: z.string() }),
  ),
  packageManagers: z.array(z.string()),
  commands: z.record(z.string(), z.string()),
  conventions: z.array(z.string()),
  rules: z.array(z.strictObject({ path: z.string(), text: z.string() })),
  keyFiles: z.array(z.strictObject({ path: z.string(), type: z.string(), preview: z.string() })),
  fileTree: z.strictObject({
    directories: z.array(z.string()),
    totalFiles: z.int(),
    totalSizeBytes: z.int(),
    truncated: z.boolean(),
  }),
  relevantFiles: z.array(z.strictObject({ path: z.string(), score: z.number(), why: z.string() })),
  git: z
    .object({
      branch: z.string().nullable(),
      upstream: z.string().nullable(),
      ahead: z.int(),
      behind: z.int(),
      detached: z.boolean(),
      commits: z.array(
        z.strictObject({
          hash: z.string(),
          message: z.string(),
          author: z.string(),
          timestamp: z.iso.datetime(),
          filesChanged: z.int(),
        }),
      ),
      changedFiles: z.array(z.string()),
      uncommitted: z.array(z.string()),
      summary: z.string(),
    })
    .nullable(),
  summary: z.string(),
  tokens: z.int(),
  elapsedMs: z.number(),
});

const assessedPart = (most: number): z.ZodObject =>
  z.strictObject({ score: z.int().min(0).max(most), quote: z.string(), reason: z.string() });

export const assessmentShape = z.object({
  clarity: assessedPart(25),
  specificity: assessedPart(25),
  context: assessedPart(25),
  actionability: assessedPart(25),
  overall: assessedPart(100),
});

export const enhancementShape = z.object({
  enhancementId: z.uuid(),
  originalPrompt: z.string(),
  enhancedPrompt: z.string(),
  changed: z.boolean(),
  originalScore: scoreShape,
  enhancedScore: scoreShape,
  assessment: assessmentShape.optional(),
  techniquesApplied: z.array(z.string()),
  goal: z.string(),
  requirements: z.array(z.string()),
  successCriteria: z.array(z.string()),
  contextNotes: z.string(),
  openQuestions: z.array(z.string()).max(5),
  style: z.enum(['minimal', 'balanced', 'comprehensive']),
  provider: z.enum(['offline', 'openai', 'anthropic', 'openrouter', 'ollama']),
  model: z.string(),
  inputTokens: z.int(),
  outputTokens: z.int(),
  costUsd: z.number().nullable(),
  latencyMs: z.number(),
  cached: z.boolean(),
  stale: z.boolean(),
  fallbackFrom: z.string().nullable(),
  warnings: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  contextUsed: z.strictObject({
    files: z.array(z.strictObject({ path: z.string(), why: z.string() })),
    commits: z.array(z.string()),
    tokens: z.int(),
  }),
});

const edit = z.strictObject({ start: z.int().min(0), end: z.int().min(0), text: z.string() });

export const lintShape = z.array(
  z.strictObject({
    path: z.string().min(1),
    kind: z.enum(['prompt', 'instructions', 'agent', 'skill', 'rules', 'command', 'typed']),
    score: scoreShape,
    findings: z.array(
      z.strictObject({
        rule: z.string().min(1),
        component: z.enum(['clarity', 'specificity', 'context', 'actionability']).optional(),
        severity: z.enum(['error', 'warning', 'info', 'hint']),
        message: z.string().min(1),
        start: z.int().min(0),
        end: z.int().min(0),
        line: z.int().min(1),
        column: z.int().min(1),
        fix: z.strictObject({ title: z.string().min(1), edits: z.array(edit).min(1) }).optional(),
      }),
    ),
  }),
);
