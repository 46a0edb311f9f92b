import assert from 'node:assert/strict';
import { isAbort } from '../../../../src/core/errors.ts';
import { lint, lintFixed, lintFolder } from '../../../../src/node/engine/lintCalls.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../harness/temporaryFolder.ts';

const never = new AbortController().signal;
const bad = 'Explain ${slection} to a new member of the team.\n';

describe('the linter in the engine', () => {
  let folder: TemporaryFolder;

  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  const place = (): { root: string; trusted: boolean; rules: Record<string, never> } => ({
    root: folder.path,
    trusted: true,
    rules: {},
  });
  const text = (content: string): Parameters<typeof lint>[0] => ({
    ...place(),
    text: content,
    kind: 'prompt',
    file: null,
    inEditor: true,
  });

  it('ends the check of a folder in the middle when it is cancelled', async () => {
    folder.write(
      Object.fromEntries(Array.from({ length: 45 }, (_, index) => [`prompts/p${index}.prompt.md`, bad])),
    );
    const controller = new AbortController();
    const steps: number[] = [];
    const check = lintFolder(
      place(),
      (step) => {
        if (step.step !== 'linting') return;
        steps.push(step.done);
        if (step.done === 10) controller.abort();
      },
      controller.signal,
    );
    await assert.rejects(check, isAbort);
    assert.deepEqual(steps, [0, 10]);
  });

  it('sees files that were made a moment ago', async () => {
    folder.write({ 'prompts/one.prompt.md': bad });
    assert.equal((await lintFolder(place(), () => {}, never)).length, 1);
    folder.write({ 'prompts/two.prompt.md': bad });
    assert.equal((await lintFolder(place(), () => {}, never)).length, 2);
  });

  it('skips a text of 5 MB and says so, and fixes nothing in it', async () => {
    const large = `${bad}${'Some words. '.repeat(440_000)}`;
    const { findings } = await lint(text(large), never);
    assert.deepEqual(
      findings.map(({ rule }) => rule),
      ['skipped-file'],
    );
    assert.match(findings[0]?.message ?? '', /5\.0 MB, over the limit of 2 MB/);
    assert.equal(await lintFixed({ ...text(large), rule: null }, never), large);
  });

  it('brings the least score that the team asks for, of a folder that is trusted', async () => {
    folder.write({ 'whetstone.config.json': JSON.stringify({ thresholds: { minScore: 60 } }) });
    assert.equal((await lint(text(bad), never)).minimum, 60);
    assert.equal((await lint({ ...text(bad), trusted: false }, never)).minimum, null);
  });
});
