import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'mocha';
import {
  answers,
  type Behaviour,
  fails,
  faultyServer,
  type FaultyServer,
} from '../../harness/faultyServer.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';
import { run, type Recorded } from './recordedIo.ts';
import { assessmentShape, scoreShape } from './shapes.ts';

const prompt = 'fix the login bug';
const part = (score: number, quote: string, reason: string): object => ({ score, quote, reason });
const opinion = {
  clarity: part(15, 'the login bug', 'Which of the faults is meant stays open.'),
  specificity: part(2, '', 'No file, page or message is named.'),
  context: part(1, '', 'What happens now is not said.'),
  actionability: part(9, 'fix', 'The agent can begin, but not tell when it is done.'),
  overall: part(18, 'bug', 'It can only guess which fault is meant.'),
};

describe('whetstone score --deep', function () {
  this.timeout(30_000);
  let home: TemporaryFolder;
  let server: FaultyServer | null = null;

  beforeEach(() => {
    home = temporaryFolder();
  });
  afterEach(async () => {
    await server?.close();
    server = null;
    home.remove();
  });

  async function deep(steps: readonly Behaviour[], ...args: readonly string[]): Promise<Recorded> {
    server ??= await faultyServer('openai', (number) => steps[number] ?? fails(500));
    const env = {
      WHETSTONE_HOME: home.path,
      OPENAI_API_KEY: ['sk', 'marked', '0011223344'].join('-'),
      OPENAI_BASE_URL: `${server.url}/v1`,
    };
    return run(['score', '--deep', ...args], { cwd: home.path, env });
  }

  it('puts what a model thinks beside the score of the rules, which stays as it is', async () => {
    const plain = await run(['score', '--json', prompt], { cwd: home.path });
    const model = answers(JSON.stringify(opinion), { model: 'gpt-4.1', inputTokens: 800, outputTokens: 90 });
    const { status, stderr, stdout } = await deep([model], '--json', prompt);
    assert.equal(status, 0, stderr);
    const { assessment, ...score } = JSON.parse(stdout) as { assessment: Record<string, unknown> };
    assert.deepEqual(score, JSON.parse(plain.stdout));
    scoreShape.parse(JSON.parse(plain.stdout));
    assert.deepEqual(assessmentShape.parse(assessment), opinion);
    const { cached, inputTokens, model: name, outputTokens, provider } = assessment;
    assert.deepEqual(
      [provider, name, inputTokens, outputTokens, cached],
      ['openai', 'gpt-4.1', 800, 90, false],
    );
    const sent = JSON.stringify(server?.bodies[0]);
    assert.match(sent, /how likely it delivers what the author wanted/);
    assert.match(sent, /prompt_assessment/);
    assert.equal(server?.bodies[0]?.['temperature'], 0);
  });

  it('asks once about the same text, wherever it stands, and again when told to or when the text is another', async () => {
    const model = answers(JSON.stringify(opinion));
    const steps = [model, model, model];
    const asked = async (...args: readonly string[]): Promise<[boolean, number]> => {
      const { stdout } = await deep(steps, '--json', ...args);
      const { assessment } = JSON.parse(stdout) as { assessment: { cached: boolean } };
      return [assessment.cached, server?.times.length ?? 0];
    };
    assert.deepEqual(await asked(prompt), [false, 1]);
    const elsewhere = join(home.path, 'other');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'note.txt'), prompt);
    assert.deepEqual(await asked('--cwd', elsewhere, prompt), [true, 1]);
    assert.deepEqual(await asked('--no-cache', prompt), [false, 2]);
    assert.deepEqual(await asked(`${prompt} now`), [false, 3]);
  });

  it('shows both in words', async () => {
    const { stdout } = await deep([answers(`Sure!\n\`\`\`json\n${JSON.stringify(opinion)}\n\`\`\``)], prompt);
    assert.match(stdout, /of 100, poor|of 100, fair/);
    assert.match(stdout, /What a model thinks\n {2}clarity +15\/25 +"the login bug" Which of the faults/);
    assert.match(stdout, /overall +18\/100/);
    assert.match(stdout, /By openai \S+: \d+ \+ \d+ tokens/);
  });

  it('asks once more when the answer falls short, and keeps no bad one', async () => {
    const short = { ...opinion, overall: part(180, '', 'Very good.') };
    const steps = [answers(JSON.stringify(short)), answers(JSON.stringify(opinion))];
    const { status } = await deep(steps, '--json', prompt);
    assert.equal(status, 0);
    assert.match(
      JSON.stringify(server?.bodies[1]),
      /could not be read: overall is 180, it goes from 0 to 100/,
    );
  });

  it('says so when no answer can be read, after two', async () => {
    const { status, stderr, stdout } = await deep(
      [answers('I like it.'), answers('Really.')],
      '--json',
      prompt,
    );
    assert.equal(status, 3);
    assert.equal(stdout, '');
    assert.match(stderr, /provider-invalid-response/);
    assert.equal(server?.times.length, 2);
  });

  it('sends no key, and masks it when told to', async () => {
    const secret = ['ghp', 'x9Kd83jfLQ0aPz7RtYw2mNc5VbGhJ4sUeI1o'].join('_');
    const text = `${prompt}, the token is ${secret}`;
    const blocked = await deep([answers(JSON.stringify(opinion))], text);
    assert.equal(blocked.status, 1);
    assert.equal(server?.times.length, 0);
    const masked = await deep([], '--redact', text);
    assert.equal(masked.status, 0, masked.stderr);
    assert.ok(!JSON.stringify(server?.bodies).includes(secret));
  });

  it('needs a model, and one text', async () => {
    const nobody = await run(['score', '--deep', prompt], {
      cwd: home.path,
      env: { WHETSTONE_HOME: home.path, OLLAMA_HOST: '' },
    });
    assert.equal(nobody.status, 3);
    assert.match(nobody.stderr, /no model to ask/);
    assert.equal((await run(['score', '--deep', '--jsonl', 'x'], { cwd: home.path })).status, 2);
    assert.equal((await run(['score', '--model', 'x', prompt], { cwd: home.path })).status, 2);
  });

  it('takes a rubric of the team, but not its form', async () => {
    const folder = join(home.path, '.whetstone', 'templates', 'instructions');
    mkdirSync(folder, { recursive: true });
    writeFileSync(
      join(folder, 'score.prompt'),
      '{{role "system"}}Be strict.{{role "user"}}<data>\n{{data}}\n</data>',
    );
    const { status, stderr } = await deep([answers(JSON.stringify(opinion))], prompt);
    assert.equal(status, 0, stderr);
    const sent = JSON.stringify(server?.bodies[0]);
    assert.match(sent, /Be strict\./);
    assert.match(sent, /You only judge/);
    assert.doesNotMatch(sent, /how likely it delivers/);
  });
});
