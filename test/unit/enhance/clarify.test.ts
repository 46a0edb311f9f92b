import assert from 'node:assert/strict';
import type { RepositoryContext } from '../../../src/core/context/context.ts';
import { clarifyingQuestions } from '../../../src/core/enhance/clarify/clarifyingQuestions.ts';
import { answersAsSentences } from '../../../src/core/enhance/clarify/withAnswers.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';
import { sampleContext } from '../../harness/sampleContext.ts';

function ask(text: string, context: RepositoryContext | null = sampleContext(), path?: string): string[] {
  const document = parsePrompt(text, { path });
  return clarifyingQuestions(document, scorePrompt(document), context).map(({ id }) => id);
}

describe('clarifyingQuestions', () => {
  it('asks a bare bug report where it is, what goes wrong and how it is checked', () => {
    assert.deepEqual(ask('fix the login bug'), ['place', 'fault', 'check']);
  });

  it('offers files with reasons, the test that goes with them and the commands of the project', () => {
    const document = parsePrompt('fix the login bug');
    const [place, , check] = clarifyingQuestions(document, scorePrompt(document), sampleContext());
    assert.deepEqual(place?.options[0], { label: 'src/auth/login.ts', detail: 'its name holds "login"' });
    assert.ok(place?.options.every(({ label }) => !label.includes('test')));
    assert.ok(check?.options.some(({ label }) => label.includes('tests/auth/login.test.ts')));
    assert.ok(check?.options.some(({ label }) => label === '`npm test` passes'));
  });

  it('asks nothing that the prompt answers', () => {
    assert.deepEqual(
      ask(
        'In src/auth/login.ts the form crashes with TypeError when the name is empty; only change that file. Done when `npm test` passes.',
      ),
      [],
    );
  });

  it('asks what stands in the way before a refactoring', () => {
    assert.ok(ask('refactor the login').includes('aim'));
    assert.ok(!ask('refactor the login: extract the validation').includes('aim'));
  });

  it('asks what can be asked without a repository', () => {
    assert.deepEqual(ask('fix the login bug', null), ['fault']);
  });

  it('asks nothing of standing instructions, of other languages and of nothing', () => {
    assert.deepEqual(ask('Fix bugs with tests.', sampleContext(), 'AGENTS.md'), []);
    assert.deepEqual(
      ask('Bitte behebe den Fehler beim Anmelden, der seit gestern nicht mehr funktioniert.'),
      [],
    );
    assert.deepEqual(ask(''), []);
  });

  it('asks at most three questions', () => {
    for (const text of [
      'fix login',
      'add a page to the login',
      'refactor login',
      'write tests for login',
      'x',
    ])
      assert.ok(ask(text).length <= 3);
  });
});

describe('answersAsSentences', () => {
  it('writes the answers as sentences of the prompt', () => {
    assert.equal(
      answersAsSentences([
        { id: 'place', picked: ['a.ts', 'b.ts'], typed: '' },
        { id: 'fault', picked: ['The result is wrong'], typed: 'It shows 3, should show 4' },
        { id: 'check', picked: ['A new case in `t.ts` passes', '`npm test` passes'], typed: '' },
        { id: 'scope', picked: ['Dependencies'], typed: '' },
      ]),
      'It is about `a.ts` and `b.ts`.\nThe result is wrong. It shows 3, should show 4.\nDone when a new case in `t.ts` passes and `npm test` passes.\nDo not change: dependencies.',
    );
  });

  it('is empty when every question was skipped', () => {
    assert.equal(answersAsSentences([{ id: 'place', picked: [], typed: ' ' }]), '');
  });

  it('raises the score of a poor prompt', () => {
    const text = 'fix the login bug';
    const answers = answersAsSentences([
      { id: 'place', picked: ['src/auth/login.ts'], typed: '' },
      {
        id: 'fault',
        picked: [],
        typed: 'After a wrong password the form shows "500" instead of "Wrong password"',
      },
      { id: 'check', picked: ['`npm test` passes'], typed: '' },
    ]);
    const before = scorePrompt(parsePrompt(text)).total;
    const after = scorePrompt(parsePrompt(`${text}\n\n${answers}\n`)).total;
    assert.ok(after >= before + 20, `${before} -> ${after}`);
  });
});
