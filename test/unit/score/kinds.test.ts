import { ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { PromptKind } from '../../../src/core/prompt/document.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { explainScore } from '../../../src/core/score/explainScore.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';

interface Pair {
  readonly kind: PromptKind;
  readonly name: string;
  readonly better: string;
  readonly worse: string;
}

const file = new URL('../../fixtures/score/kind-pairs.json', import.meta.url);
const pairs = JSON.parse(readFileSync(file, 'utf8')) as Pair[];

function total(text: string, kind: PromptKind): number {
  return scorePrompt(parsePrompt(text, { kind })).total;
}

describe('score of prompt, skill, agent, instructions, rules and command files', () => {
  it('puts the better of two files above the worse in at least 36 of 40 pairs', () => {
    const wrong = pairs.filter((pair) => total(pair.better, pair.kind) <= total(pair.worse, pair.kind));
    ok(pairs.length === 40 && wrong.length <= 4, wrong.map((pair) => pair.name).join('; '));
  });

  it('reads each kind by rules of its own', () => {
    const text = '---\ndescription: Writes notes\n---\n\n1. Read `notes.md`.\n2. Sort it.\n';
    const skill = explainScore(parsePrompt(text, { kind: 'skill' }));
    const rules = explainScore(parsePrompt(text, { kind: 'rules' }));
    ok(skill.earned.some((one) => one.rule === 'description-what'));
    ok(rules.earned.every((one) => one.rule !== 'description-what'));
    ok(skill.score.suggestions.some((one) => one.rule === 'description-when'));
  });

  it('points at rules that contradict each other', () => {
    const text = '- Always log the headers.\n- Run `npm test`.\n- Never log the headers.\n';
    const { cost } = explainScore(parsePrompt(text, { kind: 'rules' }));
    const found = cost.find((one) => one.rule === 'contradicts');
    ok(found !== undefined && found.spans.length === 2, JSON.stringify(cost));
  });
});
