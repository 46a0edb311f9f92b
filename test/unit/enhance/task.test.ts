import assert from 'node:assert/strict';
import { withoutPoliteness } from '../../../src/core/enhance/politeness.ts';
import { taskKindOf, type TaskKind } from '../../../src/core/enhance/task.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';

describe('taskKindOf', () => {
  const examples: readonly (readonly [string, TaskKind])[] = [
    ['fix the login bug', 'bugfix'],
    ['Can you please fix the failing tests in CI', 'bugfix'],
    ['the cart total is wrong when a discount code is used', 'bugfix'],
    ['clicking save does not work', 'bugfix'],
    ['why does POST /login return 500', 'bugfix'],
    ['add a wishlist', 'feature'],
    ['Reject postings in a closed period, and cover it with tests', 'feature'],
    ['users get logged out all the time', 'bugfix'],
    ['tokens should expire after 30 days', 'feature'],
    ["let's support CSV export", 'feature'],
    ['I want users to be able to reset their password', 'feature'],
    ['add error handling to the upload', 'feature'],
    ['refactor checkout', 'refactoring'],
    ['rename placeOrder to submitOrder everywhere', 'refactoring'],
    ['clean up the error handling', 'refactoring'],
    ['write tests for the discounts', 'tests'],
    ['we need to add tests for the scope', 'tests'],
    ['increase the test coverage of src/cart', 'tests'],
    ['document how sessions work', 'documentation'],
    ['update the README', 'documentation'],
    ['add docstrings to app/reports', 'documentation'],
    ['explain how the sync works', 'other'],
    ['what does Merge do?', 'other'],
    ['run the linter', 'other'],
    ['Behebe den Absturz: TypeError: x ist nicht definiert, wenn der Warenkorb leer ist', 'bugfix'],
    ['Füge bitte eine Wunschliste hinzu, damit Kunden Produkte merken können', 'other'],
  ];
  for (const [text, kind] of examples)
    it(`takes "${text}" for ${kind}`, () => assert.equal(taskKindOf(parsePrompt(text)), kind));

  it('does not judge by what stands in code', () => {
    assert.equal(taskKindOf(parsePrompt('Add a route\n\n```js\n// fix this crash\n```\n')), 'feature');
  });
});

describe('withoutPoliteness', () => {
  it('takes greetings and requests for help off, and nothing else', () => {
    assert.equal(withoutPoliteness('Hi, can you please fix it'), 'fix it');
    assert.equal(withoutPoliteness("let's look at making a function"), 'look at making a function');
    assert.equal(withoutPoliteness('Canada is missing'), 'Canada is missing');
  });
});
