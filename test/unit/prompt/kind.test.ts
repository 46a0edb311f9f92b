import assert from 'node:assert/strict';
import type { PromptKind } from '../../../src/core/prompt/document.ts';
import { kindOfPath } from '../../../src/core/prompt/kind.ts';

const cases: readonly (readonly [string, PromptKind | null])[] = [
  ['review.prompt.md', 'prompt'],
  ['.github/prompts/review.md', 'prompt'],
  ['a/b/style.instructions.md', 'instructions'],
  ['.github/copilot-instructions.md', 'instructions'],
  ['planner.agent.md', 'agent'],
  ['.github/agents/planner.md', 'agent'],
  ['/home/me/x/.github/agents/planner.md', 'agent'],
  ['old.chatmode.md', 'agent'],
  ['.claude/agents/reviewer.md', 'agent'],
  ['C:\\repo\\.claude\\agents\\reviewer.md', 'agent'],
  ['.github/skills/pdf/SKILL.md', 'skill'],
  ['anywhere\\SKILL.md', 'skill'],
  ['AGENTS.md', 'rules'],
  ['packages/web/AGENTS.md', 'rules'],
  ['CLAUDE.md', 'rules'],
  ['.claude/rules/testing.md', 'rules'],
  ['.claude/commands/git/commit.md', 'command'],
  ['README.md', null],
  ['.github/agents/README.md', null],
  ['.github/agents/notes.txt', null],
  ['agents/planner.md', null],
  ['x.github/agents/planner.md', null],
  ['.prompt.md', null],
  ['src/app.ts', null],
  ['', null],
];

describe('kindOfPath', () => {
  for (const [path, kind] of cases) {
    it(`takes ${path || 'an empty path'} for ${kind ?? 'no prompt file'}`, () => {
      assert.equal(kindOfPath(path), kind);
    });
  }
});
