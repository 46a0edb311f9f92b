import assert from 'node:assert/strict';
import { factsOf } from '../../../src/core/enhance/verify/facts.ts';
import { inventions } from '../../../src/core/enhance/verify/invented.ts';
import { verifyRewrite } from '../../../src/core/enhance/verify/verifyRewrite.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';
import { sampleContext } from '../../harness/sampleContext.ts';

const facts = factsOf(sampleContext());
const some = scorePrompt(parsePrompt('x'));
const better = { before: { ...some, total: 20 }, after: { ...some, total: 60 } };
const codes = (original: string, rewrite: string, scores = better): string[] => [
  ...new Set(
    verifyRewrite(parsePrompt(original), parsePrompt(rewrite), facts, scores).map(({ code }) => code),
  ),
];

describe('verifyRewrite', () => {
  const lost: readonly (readonly [string, string, string, string])[] = [
    ['path', 'Fix the crash in src/cart.ts.', 'Fix the crash in the cart.', 'lost-reference'],
    ['line of a path', 'See src/auth/login.ts:42 for it.', 'See src/auth/login.ts for it.', 'lost-reference'],
    ['URL', 'Follow https://example.com/a?b=1 here.', 'Follow https://example.com/a here.', 'lost-reference'],
    ['mention', 'Ask @maria before you deploy.', 'Ask before you deploy.', 'lost-reference'],
    ['issue', 'Close #482 with it.', 'Close the issue with it.', 'lost-reference'],
    ['identifier', 'Rename `loadUser` now.', 'Rename the loader now.', 'lost-identifier'],
    ['bare identifier', 'Rename loadUser now.', 'Rename loadUsers now.', 'lost-identifier'],
    ['flag', 'Make `--dry-run` work.', 'Make the dry run work.', 'lost-identifier'],
    ['quoted text', 'The button says "Save changes".', 'The button says "Save".', 'lost-identifier'],
    ['variable', 'Explain ${input:topic} in short.', 'Explain ${input:theme} in short.', 'lost-variable'],
    ['mustache', 'Explain {{topic}} in short.', 'Explain the topic in short.', 'lost-variable'],
    ['number', 'Wait 30 seconds and retry 3 times.', 'Wait 30 seconds and retry.', 'lost-number'],
    ['unit', 'Wait 30 seconds.', 'Wait 30 minutes.', 'lost-number'],
    ['code', 'Run this:\n\n```sh\nnpm ci\nnpm test\n```\n', 'Run this:\n\n```sh\nnpm ci\n```\n', 'lost-code'],
    ['front matter', '---\ndescription: a\n---\nDo it.', '---\ndescription: b\n---\nDo it.', 'lost-code'],
  ];
  for (const [what, original, rewrite, code] of lost)
    it(`notices a lost or altered ${what}`, () =>
      assert.ok(codes(original, rewrite).includes(code), String(codes(original, rewrite))));

  const invented: readonly (readonly [string, string, string])[] = [
    ['path', 'Fix the login bug in src/auth/session2.ts.', 'invented-path'],
    ['URL', 'Fix the login bug, see https://example.org/login.', 'invented-path'],
    ['identifier', 'Fix the login bug in `checkCredentials`.', 'invented-requirement'],
    ['number', 'Fix the login bug within 200 ms.', 'invented-requirement'],
    ['variable', 'Fix the login bug in ${file}.', 'lost-variable'],
  ];
  for (const [what, rewrite, code] of invented)
    it(`notices an invented ${what}`, () => assert.deepEqual(codes('fix the login bug', rewrite), [code]));

  it('accepts what the repository holds', () => {
    const rewrite =
      'Fix the login bug in `src/auth/login.ts` (see also `login.test.ts` and the folder `src/auth`). Commit `3f2a9c1` touched it. Run `npm test`. "Never log passwords." applies; express 5.1.0.';
    assert.deepEqual(codes('fix the login bug', rewrite), []);
  });

  it('accepts good rewrites that use other words and another order', () => {
    const pairs: readonly (readonly [string, string])[] = [
      [
        'can u make `loadUser` in src/users.ts retry 3 times w/ 2s between, thx',
        '## Goal\nMake `loadUser` in `src/users.ts` retry.\n\n## Requirements\n1. At most 3 attempts\n2. 2 seconds between two attempts',
      ],
      [
        'the "Save changes" button on /settings does nothing, @tom says since #91',
        'On `/settings` nothing happens when "Save changes" is clicked. According to @tom this began with #91. Find the cause and fix it.',
      ],
      [
        'Add a limit of 10 MB to the upload in `api/upload.py:20`',
        'In `api/upload.py:20`, refuse uploads of more than 10 MB.',
      ],
      ['rename a_b to c_d, then run it for 50%', 'Rename `a_b` to `c_d`. Afterwards run it for 50 %.'],
    ];
    for (const [original, rewrite] of pairs) assert.deepEqual(codes(original, rewrite), [], rewrite);
  });

  const answers = [
    'Sure, here is the improved prompt: fix the login bug',
    'I have fixed the login bug by checking the password.',
    "Here's the fix for the login bug.",
    'The bug is caused by a missing await in the login.',
    'To fix this, compare the passwords first.',
    'Fix the login bug.\n\n```ts\nexport function login(user) {\n  const found = find(user);\n  return compare(found);\n}\n```\n',
    'Fix the login bug. I updated the handler. Let me know if you need more.',
  ];
  for (const answer of answers)
    it(`tells an answer from a rewrite: ${answer.slice(0, 50)}`, () =>
      assert.ok(codes('fix the login bug', answer).includes('answered')));

  it('does not take the author for an answering machine', () => {
    const original =
      'I have fixed the parser, now update the docs. Here is the log:\n\n```\none\ntwo\nthree\nfour\n```\n';
    assert.deepEqual(codes(original, `${original}\nKeep it short.`), []);
    assert.deepEqual(codes('fix it', 'To keep the login safe, fix it.'), []);
  });

  it('notices another language', () => {
    const original =
      'Bitte behebe den Fehler bei der Anmeldung, damit die Benutzer nicht immer wieder abgemeldet werden.';
    assert.deepEqual(
      codes(
        original,
        'Please fix the error in the login, so that the users are not logged out again and again.',
      ),
      ['language-changed'],
    );
  });

  it('wants a better score', () => {
    const scores = { before: { ...some, total: 40 }, after: { ...some, total: 40 } };
    assert.deepEqual(codes('fix the login bug', 'Fix the login bug.', scores), ['score-not-better']);
  });

  it('has nothing to say of a text that did not change', () => {
    assert.deepEqual(codes('fix src/a.ts', 'fix src/a.ts', { before: some, after: some }), []);
  });

  it('stays linear: a megabyte takes under a few seconds', () => {
    const line = 'Fix `loadUser` in src/users.ts within 30 seconds, see https://example.com/a and "Save".\n';
    const text = line.repeat(Math.ceil(1_000_000 / line.length));
    assert.deepEqual(codes(text, text.replace('Fix', 'Please fix')), []);
  }).timeout(20_000);
});

describe('paths that the original holds as the beginning of something longer', () => {
  it('are not taken for invented', () => {
    const original = parsePrompt(
      'look at /home/<NAME_1>/shop/a.ts and ../notes/src/{x,y}.ts, then at packages/{a,b}/index.ts',
    );
    const enhanced = parsePrompt(`${original.text}\n\nDone when the tests pass.`);
    const found = inventions(original, enhanced, { paths: new Set(), texts: [] });
    assert.deepEqual(found, []);
  });
});
