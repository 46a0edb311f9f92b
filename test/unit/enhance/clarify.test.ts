import assert from 'node:assert/strict';
import type { RepositoryContext } from '../../../src/core/context/context.ts';
import { promptTerms } from '../../../src/core/context/relevance/promptTerms.ts';
import { clarifyingQuestions } from '../../../src/core/enhance/clarify/clarifyingQuestions.ts';
import { namedPlaces } from '../../../src/core/enhance/clarify/namedPlaces.ts';
import { answersAsSentences } from '../../../src/core/enhance/clarify/withAnswers.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';
import { sampleContext } from '../../harness/sampleContext.ts';

function ask(text: string, context: RepositoryContext | null = sampleContext(), path?: string): string[] {
  const document = parsePrompt(text, { path });
  return clarifyingQuestions(document, scorePrompt(document), context).map(({ id }) => id);
}

describe('names to pick from', () => {
  const { words } = promptTerms(parsePrompt('fix the login bug'));
  const code = [
    'export async function loginUser(name) {',
    'class LoginForm extends Form {',
    'const startLogin = async (name) => {',
    'def login_twice(self):',
    "app.post('/login', handler);",
    '@GetMapping("/login/status")',
    "  it('refuses a login without a name', () => {",
    'def test_login_fails():',
    'function unrelated() {',
    "app.get('/carts', handler);",
    'export async function loginUser(name, again) {',
  ].join('\n');

  it('are symbols, routes and tests that hold a word of the prompt, each once', () => {
    assert.deepEqual(
      namedPlaces('src/login.ts', code, { words }).map(({ name, type }) => [type, name]),
      [
        ['symbol', 'loginUser'],
        ['symbol', 'LoginForm'],
        ['symbol', 'startLogin'],
        ['symbol', 'login_twice'],
        ['route', 'POST /login'],
        ['route', 'GET /login/status'],
        ['test', 'refuses a login without a name'],
        ['test', 'test_login_fails'],
      ],
    );
  });

  it('are none in binary, in one endless line, and for a prompt that names nothing', () => {
    assert.deepEqual(namedPlaces('a.bin', '\0\uFFFD'.repeat(500_000), { words }), []);
    assert.deepEqual(namedPlaces('a.js', 'function login'.repeat(80_000), { words }), []);
    assert.deepEqual(namedPlaces('a.js', code, { words: new Map() }), []);
  });

  it('stand among the answers, and become sentences', () => {
    const document = parsePrompt('fix the login bug');
    const [place, , check] = clarifyingQuestions(document, scorePrompt(document), sampleContext(), [
      { type: 'symbol', name: 'loginUser', path: 'src/auth/login.ts' },
      { type: 'route', name: 'POST /login', path: 'src/auth/login.ts' },
      { type: 'symbol', name: 'elsewhere', path: 'src/other.ts' },
      { type: 'test', name: 'refuses a login', path: 'tests/auth/login.test.ts' },
    ]);
    const labels = place?.options.map(({ label }) => label) ?? [];
    assert.ok(labels.includes('loginUser in src/auth/login.ts'), labels.join());
    assert.ok(!labels.some((label) => label.startsWith('elsewhere')));
    assert.ok(check?.options.some(({ label }) => label === '`refuses a login` passes'));
    assert.equal(
      answersAsSentences([
        { id: 'place', picked: ['POST /login in src/auth/login.ts', 'src/auth/session.ts'], typed: '' },
      ]),
      'It is about `POST /login` in `src/auth/login.ts` and `src/auth/session.ts`.',
    );
  });
});

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
