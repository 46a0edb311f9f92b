import { equal, ok } from 'node:assert/strict';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { explainScore } from '../../../src/core/score/explainScore.ts';
import type { WorkspaceNames } from '../../../src/core/score/names.ts';
import { workspaceNames } from '../../../src/core/score/workspaceNames.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';

const paths = new Set(['src/cart.ts', 'src/cart/total.ts', 'README.md']);
const symbols = new Set(['checkout', 'CartStore']);
const near: Readonly<Record<string, string>> = {
  'src/card.ts': 'src/cart.ts',
  chekout: 'checkout',
  'tset:unit': 'test:unit',
};

const names: WorkspaceNames = {
  hasPath: (path) => paths.has(path),
  hasSymbol: (name) => symbols.has(name),
  hasScript: (name) => name === 'test:unit',
  nearest: (name) => near[name] ?? null,
};

describe('score with a workspace at hand', () => {
  it('lets names that exist earn as much as without a workspace', () => {
    const document = parsePrompt('Make `checkout()` in src/cart.ts return null for an empty cart.');
    equal(scorePrompt(document, names).total, scorePrompt(document).total);
  });

  it('points at a path that does not exist, with the nearest one, and takes its points away', () => {
    const document = parsePrompt('Make `checkout()` in src/card.ts return null for an empty cart.');
    const score = scorePrompt(document, names);
    ok(score.total < scorePrompt(document).total - 5);
    const found = score.suggestions.find((one) => one.rule === 'unknown-name');
    ok(found !== undefined && found.suggestion.includes('src/cart.ts'));
    equal(document.text.slice(found.start, found.end), 'src/card.ts');
  });

  it('points at a misspelt symbol or script, but not at a name it has never heard of', () => {
    const rulesOf = (text: string): string[] =>
      scorePrompt(parsePrompt(text), names).suggestions.map((one) => one.rule);
    ok(rulesOf('Why does `chekout()` return null?').includes('unknown-name'));
    ok(rulesOf('Run `npm run tset:unit` and fix what fails.').includes('unknown-name'));
    ok(!rulesOf('Replace `useQuery` by `useSuspenseQuery` in src/cart.ts.').includes('unknown-name'));
  });

  it('does not miss what is to be created', () => {
    const { score } = explainScore(
      parsePrompt('Create src/invoice.ts with a function that sums the rows.'),
      names,
    );
    ok(score.suggestions.every((one) => one.rule !== 'unknown-name'));
  });

  it('says whether names were looked up', () => {
    const document = parsePrompt('Fix src/cart.ts');
    equal(explainScore(document, names).grounded, true);
    equal(explainScore(document).grounded, false);
  });
});

describe('index of workspace names', () => {
  const index = workspaceNames({
    paths: ['src/cart.ts', 'src/cart/total.ts', 'docs/a/guide.md'],
    symbols: ['checkout'],
    scripts: ['test:unit'],
  });

  it('knows files by their path or its end, and folders', () => {
    for (const path of [
      'src/cart.ts',
      './src/cart.ts',
      'cart.ts',
      'cart/total.ts',
      'src/cart',
      'docs/a/',
      'a',
    ]) {
      ok(index.hasPath(path), path);
    }
    for (const path of ['rt.ts', 'src/total.ts', 'b', 'src/cart.tsx']) ok(!index.hasPath(path), path);
  });

  it('finds the nearest: the same file elsewhere, then a like name', () => {
    equal(index.nearest('src/total.ts'), 'src/cart/total.ts');
    equal(index.nearest('src/card.ts'), 'src/cart.ts');
    equal(index.nearest('chekout'), 'checkout');
    equal(index.nearest('somethingElse'), null);
  });
});
