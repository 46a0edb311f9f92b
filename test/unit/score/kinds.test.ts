import assert, { ok } from 'node:assert/strict';
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

describe('a prompt file without front matter or variables', () => {
  const request = 'Rename the flag --out to --output in src/cli.py and keep --out as a hidden alias.';
  const total = (text: string, kind: 'typed' | 'prompt' | 'command'): number =>
    scorePrompt(parsePrompt(text, { kind })).total;

  it('is judged as the request that it holds', () => {
    assert.equal(total(request, 'prompt'), total(request, 'typed'));
    assert.equal(total(request, 'command'), total(request, 'typed'));
  });

  it('is judged as reusable once it has either', () => {
    const described = `---\ndescription: Rename a flag\n---\n${request}`;
    assert.notEqual(total(described, 'prompt'), total(request, 'typed'));
    const open = `${request} The file is \${file}.`;
    assert.notEqual(total(open, 'prompt'), total(open, 'typed'));
  });
});
