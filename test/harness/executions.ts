import type { TemplateExecution } from '../../src/core/library/execution.ts';

/** The n-th execution of a template, a minute after the one before; all its texts name its number. */
export function executionOf(number: number, changes: Partial<TemplateExecution> = {}): TemplateExecution {
  return {
    id: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    createdAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000).toISOString(),
    template: { id: 'release-notes', place: 'user', scope: 'user', name: 'Release Notes', version: 1 },
    workspace: '/home/ada/shop',
    values: { since: `v${number}` },
    messages: [
      { role: 'system', content: 'You write release notes.' },
      { role: 'user', content: `What changed since v${number}?` },
    ],
    answer: `# Changes ${number}\n\n- one`,
    parsed: null,
    repaired: false,
    inputTokens: 100,
    outputTokens: 50,
    costUsd: 0.5,
    latencyMs: 1000,
    provider: 'openai',
    model: 'gpt-test',
    cached: false,
    status: 'ok',
    error: null,
    notes: [],
    rating: null,
    ...changes,
  };
}
