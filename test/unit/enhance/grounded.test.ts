import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';
import { addedLines, type EnhancedSample, enhanceSamples } from '../../harness/enhanceSamples.ts';
import { layOutRepository } from '../../harness/layOutRepository.ts';
import { repositoryNames } from '../../harness/repositoryHistories.ts';
import { samplePrompts } from '../../harness/samplePrompts.ts';

describe('enhancements in the fixture repositories', () => {
  let temporary = '';
  let samples: EnhancedSample[] = [];
  const folderOf = (repository: string): string => join(temporary, repository);

  before(async function () {
    this.timeout(120_000);
    temporary = mkdtempSync(join(tmpdir(), 'whetstone-grounded-'));
    for (const name of repositoryNames) layOutRepository(name, folderOf(name));
    samples = await enhanceSamples(folderOf, 'balanced');
  });
  after(() => rmSync(temporary, { recursive: true, force: true }));

  it('cover at least 40 different prompts', () => {
    assert.ok(new Set(samplePrompts.map(({ text }) => text)).size >= 40);
  });

  it('verify without a warning, and nearly all are changed', () => {
    const changed = samples.filter(({ enhancement }) => enhancement.changed);
    for (const { sample, enhancement } of changed) assert.deepEqual(enhancement.warnings, [], sample.text);
    assert.ok(changed.length >= samples.length * 0.9, String(changed.length));
  });

  it('stay the original where nothing is known, with a question about the place', () => {
    for (const { sample, enhancement } of samples.filter(({ enhancement }) => !enhancement.changed)) {
      assert.equal(enhancement.enhancedPrompt, sample.text);
      assert.deepEqual(enhancement.warnings, []);
      assert.match(enhancement.contextNotes, /left as it is/);
      assert.ok(
        enhancement.openQuestions.some((question) =>
          question.startsWith('No file of the repository goes by'),
        ),
        sample.text,
      );
    }
  });

  it('gain at least 25 points on average and lower no prompt', () => {
    const gains = samples.map(
      ({ enhancement }) => enhancement.enhancedScore.total - enhancement.originalScore.total,
    );
    assert.ok(Math.min(...gains) >= 0);
    assert.ok(gains.reduce((sum, gain) => sum + gain, 0) / gains.length >= 25);
  });

  it('answer "fix the login bug" with the login files, a commit, the commands, the rules and pointed questions', () => {
    const { enhancement } = samples.find(({ sample }) => sample.text === 'fix the login bug')!;
    for (const part of [
      '`src/auth/login.ts`',
      '`tests/auth/login.test.ts`',
      'Lock an account for 15 minutes after five failed logins',
      '`npm test`',
      '`npm run lint`',
      '"Every bug fix comes with a test that fails without it."',
      '"Never log passwords, session tokens or e-mail addresses."',
    ])
      assert.ok(enhancement.enhancedPrompt.includes(part), part);
    assert.ok(enhancement.openQuestions.length >= 2 && enhancement.openQuestions.length <= 4);
    assert.ok(enhancement.openQuestions.every((question) => /login|5f09c6a|`[0-9a-f]{7}`/.test(question)));
  });

  it('ask at most five questions, none of them of many prompts', () => {
    const asked = new Map<string, number>();
    for (const { enhancement } of samples) {
      assert.ok(enhancement.openQuestions.length <= 5);
      for (const question of enhancement.openQuestions) asked.set(question, (asked.get(question) ?? 0) + 1);
    }
    for (const [question, times] of asked) assert.ok(times <= 3, `${times} x ${question}`);
  });

  it('never hold a bracketed placeholder', () => {
    for (const { enhancement } of samples)
      assert.doesNotMatch(enhancement.enhancedPrompt, /\[[A-Za-z][^\]]*\](?!\()|<[a-z]+>|TODO|TBD/);
  });

  it('repeat at most a quarter of the added lines from other results', () => {
    const seen = new Set<string>();
    let added = 0;
    let repeated = 0;
    for (const { enhancement } of samples)
      for (const line of addedLines(enhancement)) {
        added += 1;
        if (seen.has(line)) repeated += 1;
        seen.add(line);
      }
    console.log(`      added lines: ${added}, of which the same text as in another result: ${repeated}`);
    assert.ok(added > 300);
    assert.ok(repeated / added <= 0.25, `${repeated} of ${added}`);
  });

  it('hold lines of their own that are worth at most 2 points under an unrelated prompt', () => {
    const times = new Map<string, number>();
    for (const { enhancement } of samples)
      for (const line of new Set(addedLines(enhancement))) times.set(line, (times.get(line) ?? 0) + 1);
    const fixed = [...times]
      .filter(([line, count]) => count >= 6 && !line.startsWith('- "'))
      .map(([line]) => line);
    const skeleton = [
      '## Requirements',
      '',
      '## Constraints',
      '',
      '## Files on it',
      '',
      '## From AGENTS.md on it',
      '',
    ];
    const unrelated = [
      'Write a haiku about the sea.',
      'why is the sky blue',
      'Translate the menu into French and print it on A4.',
      'Book a table for four on Friday at 19:30, by the window.',
      'make it nicer',
    ];
    for (const prompt of unrelated) {
      const before = scorePrompt(parsePrompt(prompt)).total;
      const after = scorePrompt(
        parsePrompt([prompt, '', ...skeleton, ...fixed.map((line) => `${line}\n`)].join('\n')),
      ).total;
      assert.ok(after - before <= 2, `${prompt}: ${before} -> ${after} with ${fixed.join(' | ')}`);
    }
  });

  it('name only files that exist, each for a reason that holds when it is derived again', () => {
    let named = 0;
    for (const { sample, enhancement, context } of samples) {
      const root = folderOf(sample.repository);
      for (const { path, why } of enhancement.contextUsed.files) {
        named += 1;
        assert.ok(existsSync(join(root, path)), path);
        if (context.rules.some((rule) => rule.path === path)) continue;
        assert.ok(reasonHolds(root, path, why, sample.text), `${sample.text}: ${path}: ${why}`);
      }
      for (const hash of enhancement.contextUsed.commits)
        assert.ok(context.git?.commits.some((commit) => commit.hash === hash));
    }
    console.log(`      files named with a reason: ${named}`);
    assert.ok(named > 100);
  });

  it('quote rules word for word', () => {
    for (const { sample, enhancement } of samples) {
      const rules = ['AGENTS.md', 'CLAUDE.md']
        .map((name) => join(folderOf(sample.repository), name))
        .filter((path) => existsSync(path))
        .map((path) => readFileSync(path, 'utf8').replace(/\s+/g, ' '));
      for (const [, quote] of enhancement.enhancedPrompt.matchAll(/^- "(.+)"$/gm))
        assert.ok(
          rules.some((text) => text.includes(quote!)),
          quote,
        );
    }
  });

  it('name only commands that the repository has', () => {
    for (const { enhancement, context } of samples)
      for (const [, command] of enhancement.enhancedPrompt.matchAll(/`((?:npm|make|uv|go) [^`]+)`/g))
        assert.ok(Object.values(context.commands).includes(command!), command);
  });
});

/** Checks each clause of a reason against the path, the text of the file and the prompt, without the code that made it. */
function reasonHolds(root: string, path: string, why: string, prompt: string): boolean {
  const text = readFileSync(join(root, path), 'utf8').toLowerCase();
  const quoted = (clause: string): string[] =>
    [...clause.matchAll(/["`]([^"`]+)["`]/g)].map(([, word]) => word!.toLowerCase());
  return why.split('; ').every((clause) => {
    const words = quoted(clause);
    if (clause.startsWith('its name holds') || clause.startsWith('it is named after'))
      return words.every((word) => basename(path).toLowerCase().includes(word));
    if (clause.startsWith('its folder holds'))
      return words.every((word) => dirname(path).toLowerCase().includes(word));
    if (/^its path holds .* (?:another word for|which goes with)/.test(clause))
      return path.toLowerCase().includes(words[0]!) && prompt.toLowerCase().includes(words[1]!);
    if (/^(?:mentions|uses|defines|contains)/.test(clause)) return words.every((word) => text.includes(word));
    const tested = /^tests (\S+)$/.exec(clause)?.[1];
    if (tested !== undefined) return existsSync(join(root, tested));
    if (clause.startsWith('named in the prompt')) return prompt.includes(basename(path));
    if (clause.startsWith('lies in ')) return prompt.includes(dirname(path).split('/').at(-1)!);
    return /^changed in \d+ of the last \d+ commits$|^has uncommitted changes$|^one of \d+ files/.test(
      clause,
    );
  });
}
