import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { falseClauses } from '../../../harness/checkReason.ts';
import { contextOf } from '../../../harness/contextPorts.ts';
import { fixtureFiles, fixtureRoot } from '../../../harness/layOutRepository.ts';
import { samplePrompts } from '../../../harness/samplePrompts.ts';
import { relevanceCases } from './cases.ts';

describe('rankFiles', function () {
  this.timeout(60_000);

  it('puts a file that one would open first, in at least nine of ten prompts', async () => {
    const missed: string[] = [];
    let [first, among, count] = [0, 0, 0];
    for (const { repository, prompt, expected } of relevanceCases) {
      if (expected.length === 0) continue;
      const files = (await contextOf(fixtureRoot(repository), prompt)).relevantFiles.map(({ path }) => path);
      count += 1;
      if (expected.includes(files[0] ?? '')) first += 1;
      else missed.push(`${prompt} -> ${files.slice(0, 3).join(', ')}`);
      if (files.slice(0, 3).some((path) => expected.includes(path))) among += 1;
    }
    assert.ok(first / count >= 0.9, `precision@1 ${first / count}: ${missed.join('\n')}`);
    assert.ok(among / count >= 0.95, `precision@3 ${among / count}`);
  });

  it('names no file for a prompt that names nothing', async () => {
    for (const { repository, prompt, expected } of relevanceCases) {
      if (expected.length > 0) continue;
      assert.deepEqual((await contextOf(fixtureRoot(repository), prompt)).relevantFiles, [], prompt);
    }
  });

  it('puts what holds the word itself before what only holds one that goes with it', async () => {
    const { relevantFiles } = await contextOf(fixtureRoot('storefront'), 'write tests for checkout');
    // Prose is weighed down for its kind, whatever it holds.
    const paths = relevantFiles.map(({ path }) => path).filter((path) => !path.endsWith('.md'));
    const own = paths.map((path) => /checkout/i.test(path));
    assert.ok(own.filter(Boolean).length >= 4, paths.join());
    assert.ok(!own.slice(0, own.lastIndexOf(true)).includes(false), paths.join());
  });

  it('does not take the wish for tests for what they are about', async () => {
    const { relevantFiles } = await contextOf(fixtureRoot('storefront'), 'write tests for checkout');
    for (const { path, why } of relevantFiles) assert.doesNotMatch(why, /holds[^;]*"tests?"/, path);
  });

  it('gives only reasons that can be derived again from the prompt, the path and the text', async () => {
    const wrong: string[] = [];
    let clauses = 0;
    const prompts = [
      ...relevanceCases.map(({ repository, prompt }) => ({ repository, text: prompt })),
      ...samplePrompts,
    ];
    for (const { repository, text: prompt } of prompts) {
      const allPaths = fixtureFiles(repository);
      for (const { path, why } of (await contextOf(fixtureRoot(repository), prompt)).relevantFiles) {
        const text = path === '.env.example' ? '' : readFileSync(join(fixtureRoot(repository), path), 'utf8');
        clauses += why.split('; ').length;
        wrong.push(
          ...falseClauses(why, { path, prompt, text, allPaths, history: null }).map(
            (clause) => `${path}: ${clause} (${prompt})`,
          ),
        );
      }
    }
    assert.ok(clauses > 300, `${clauses} clauses`);
    assert.deepEqual(wrong, []);
  });

  it('would notice a reason that is not true', () => {
    const evidence = {
      path: 'src/auth/login.ts',
      prompt: 'fix the login',
      text: 'let a = 1;',
      allPaths: [],
      history: null,
    };
    for (const why of [
      'its name holds "logout"',
      'mentions "login" once',
      'defines `a`',
      'tests src/x.ts',
      'changed in 1 of the last 2 commits',
      'is nice',
    ]) {
      assert.deepEqual(falseClauses(why, evidence), [why]);
    }
  });

  it('is the same every time', async () => {
    const gather = async (): Promise<unknown> =>
      (await contextOf(fixtureRoot('tasktide'), 'list should sort by due date')).relevantFiles;
    assert.deepEqual(await gather(), await gather());
  });
});
