import assert from 'node:assert/strict';
import { orderText } from '../../../src/core/enhance/offline/order.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';

const order = (text: string): ReturnType<typeof orderText> => orderText(parsePrompt(text));

describe('orderText', () => {
  it('takes the request as the goal, in the author’s words', () => {
    assert.equal(order('can you please fix the login bug?')?.goal, 'Fix the login bug.');
    assert.equal(order('npm install fails on my machine')?.goal, 'npm install fails on my machine.');
  });

  it('splits a request of several parts', () => {
    const ordered = order(
      'Create a route for exporting orders as CSV, add a button to the cart page and document it',
    );
    assert.equal(ordered?.goal, 'Create a route for exporting orders as CSV.');
    assert.deepEqual(ordered?.requirements, ['Add a button to the cart page', 'Document it']);
  });

  it('keeps together what belongs together', () => {
    for (const text of [
      'make it so that users can log in and add items',
      'add a test and build step',
      'search and replace "a, and remove b" in `x and fix y`',
      'add logging (start, and stop) to the worker',
    ])
      assert.deepEqual(order(text)?.requirements, [], text);
  });

  it('sorts background, requirements, constraints and output', () => {
    const ordered = order(
      'Show the price per item on the cart page. We sell in euro only. Do not change the layout. Add a test for it. Keep your answer concise.',
    );
    assert.deepEqual(ordered, {
      goal: 'Show the price per item on the cart page.',
      background: ['We sell in euro only.'],
      requirements: ['Add a test for it.'],
      constraints: ['Do not change the layout.'],
      output: ['Keep your answer concise.'],
    });
  });

  it('leaves a text alone whose request leans on what stands before it', () => {
    assert.equal(order('The balance is one day off. Fix it.'), null);
  });

  it('leaves structured, long and foreign text alone', () => {
    assert.equal(order('Do this:\n- add a\n- remove b'), null);
    assert.equal(order('add a field. '.repeat(400)), null);
    assert.equal(order('Füge bitte eine Wunschliste hinzu, damit Kunden sich Produkte merken können.'), null);
  });

  it('loses no word', () => {
    const text =
      'Add a route for orders, then remove the old one. It is slow. Never log tokens. Rename a_b to c_d and fix x.ts';
    const ordered = order(text)!;
    const all = JSON.stringify(ordered).toLowerCase();
    for (const word of text.toLowerCase().match(/[a-z_.]{3,}/g) ?? [])
      if (!['and', 'then'].includes(word)) assert.ok(all.includes(word.replace(/\.$/, '')), word);
  });
});
