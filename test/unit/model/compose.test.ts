import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { compose, type Complete, type Middleware } from '../../../src/core/model/completion.ts';
import { completion, completionRequest } from '../../harness/completions.ts';

describe('compose', () => {
  it('runs the first middleware outermost', async () => {
    const steps: string[] = [];
    const noting =
      (name: string): Middleware =>
      (next) =>
      async (request, signal) => {
        steps.push(`${name} in`);
        const answer = await next(request, signal);
        steps.push(`${name} out`);
        return answer;
      };
    const answer: Complete = (request) => Promise.resolve(completion(request.messages[0]?.content ?? ''));
    const complete = compose([noting('a'), noting('b')], answer);
    const { text } = await complete(completionRequest('hello'), new AbortController().signal);
    assert.equal(text, 'hello');
    assert.deepEqual(steps, ['a in', 'b in', 'b out', 'a out']);
  });

  it('is what answers when there is no middleware', async () => {
    const answer: Complete = () => Promise.resolve(completion('x'));
    assert.equal(compose([], answer), answer);
  });
});
