import { ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { explainScore } from '../../../src/core/score/explainScore.ts';
import { lexicalLanguages, lexiconFor } from '../../../src/core/score/reading/lexicon.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';

const file = new URL('../../fixtures/score/translations.json', import.meta.url);
const prompts = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>[];

function total(text: string | undefined): number {
  return scorePrompt(parsePrompt(text ?? '')).total;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

describe('score of a prompt and its translation', () => {
  it('differs by at most 8 points in the median of 80 pairs', () => {
    const differences = prompts.flatMap(({ en, ...others }) =>
      Object.values(others).map((text) => Math.abs(total(text) - total(en))),
    );
    ok(
      differences.length === 80 && median(differences) <= 8,
      `median ${median(differences)} of ${differences.length}`,
    );
  });

  for (const language of lexicalLanguages.filter((one) => one !== 'en')) {
    it(`differs by at most 8 points in the median in ${language}`, () => {
      const differences = prompts.map((prompt) => Math.abs(total(prompt[language]) - total(prompt['en'])));
      ok(median(differences) <= 8, differences.join(' '));
    });
  }

  it('judges a language without word lists by structure alone', () => {
    const korean =
      'src/cart.ts 파일의 checkout() 함수가 빈 장바구니에서 오류를 냅니다. null을 반환해야 합니다.';
    const { score, cost, earned } = explainScore(parsePrompt(korean));
    ok(!lexiconFor('ko', korean).lexical);
    ok(score.language === 'ko' && cost.every((one) => one.rule !== 'no-request'));
    ok(earned.some((one) => one.rule === 'names-file'));
    ok(score.total >= 50, `${score.total}`);
  });
});
