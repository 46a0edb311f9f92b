import assert from 'node:assert/strict';
import { complexityOf } from '../../../src/core/model/complexity.ts';
import { nearestModels } from '../../../src/core/model/nearestModels.ts';
import { priceOf } from '../../../src/core/usage/prices.ts';
import { modelForTask } from '../../../src/core/model/tiers.ts';

describe('complexityOf', () => {
  it('follows words, code and steps', () => {
    assert.equal(complexityOf('fix the login bug'), 'simple');
    assert.equal(complexityOf(''), 'simple');
    assert.equal(complexityOf('rename `a` to `b`'), 'medium');
    assert.equal(complexityOf('word '.repeat(60)), 'medium');
    assert.equal(complexityOf('word '.repeat(201)), 'complex');
    assert.equal(complexityOf('1. read\n2. write'), 'complex');
    assert.equal(complexityOf('First read it, then change it, and finally run it.'), 'complex');
  });
});

describe('modelForTask', () => {
  it('takes the own models before the shipped ones', () => {
    assert.equal(modelForTask('openai', 'complex', { medium: 'mine' }), 'mine');
    assert.equal(modelForTask('openai', 'simple', { simple: 'small', medium: 'mine' }), 'small');
    assert.equal(modelForTask('ollama', 'simple'), null);
    assert.equal(modelForTask('toString', 'simple'), null);
  });

  it('names only models whose price is known', () => {
    for (const kind of ['openai', 'anthropic'])
      for (const complexity of ['simple', 'medium', 'complex'] as const) {
        const model = modelForTask(kind, complexity);
        assert.ok(model !== null && priceOf(model) !== null, `${kind} ${complexity}`);
      }
  });
});

describe('nearestModels', () => {
  it('finds the ones that may have been meant', () => {
    assert.deepEqual(nearestModels('gpt-5.4-mni', ['gpt-5.4-mini', 'claude']), ['gpt-5.4-mini']);
    assert.deepEqual(nearestModels('llama3', ['llama3:8b', 'mistral']), ['llama3:8b']);
    assert.deepEqual(nearestModels('x', ['mistral']), []);
  });
});
