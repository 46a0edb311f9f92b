import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExecutionSummary, TemplateExecution } from '../../../src/core/library/execution.ts';
import {
  answers,
  type Behaviour,
  fails,
  faultyServer,
  type FaultyServer,
} from '../../harness/faultyServer.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';
import { run, type Recorded } from './recordedIo.ts';

const key = ['sk', 'marked', '00112233445566778899'].join('-');

describe('whetstone template run', function () {
  this.timeout(30_000);
  let folder: TemporaryFolder;
  let server: FaultyServer;
  let behave: (number: number) => Behaviour;

  beforeEach(async () => {
    folder = temporaryFolder();
    folder.write({
      '.whetstone/templates/judge.prompt': [
        '---',
        'name: Judge',
        'input: {schema: {code: string, "language?": string}}',
        'output: {schema: {"verdict(enum)": [good, bad]}}',
        'metadata: {languages: [Go, TypeScript]}',
        '---',
        '{{role "system"}}Judge {{language}}.',
        '{{role "user"}}{{code}}',
      ].join('\n'),
    });
    behave = () => answers('```json\n{"verdict": "good"}\n```', { inputTokens: 30, outputTokens: 10 });
    server = await faultyServer('openai', (number) => behave(number));
  });

  afterEach(async () => {
    await server.close();
    folder.remove();
  });

  async function whetstone(
    args: readonly string[],
    given: { terminal?: boolean; signal?: AbortSignal } = {},
  ): Promise<Recorded> {
    const recorded = await run(['template', ...args], {
      cwd: folder.path,
      stdin: null,
      env: {
        WHETSTONE_HOME: join(folder.path, 'home'),
        OPENAI_API_KEY: key,
        OPENAI_BASE_URL: `${server.url}/v1`,
      },
      ...given,
    });
    assert.ok(!`${recorded.stdout}${recorded.stderr}`.includes(key), 'the key shows');
    return recorded;
  }

  const runs = async (...args: string[]): Promise<ExecutionSummary[]> =>
    JSON.parse(
      (await whetstone(['history', 'judge', '--runs', '--json', ...args])).stdout,
    ) as ExecutionSummary[];

  it('prints the answer, says what it took, and keeps the run', async () => {
    const { status, stderr, stdout } = await whetstone([
      'run',
      'judge',
      '--var',
      'code=let a',
      '--model',
      'gpt-4o-mini',
    ]);
    assert.equal(status, 0, stderr);
    assert.deepEqual(JSON.parse(stdout), { verdict: 'good' });
    assert.match(
      stderr,
      /judge version 1 by openai gpt-4o-mini: 30 \+ 10 tokens, \$0\.\d+, \d+\.\d s\. Run [0-9a-f]{8}\./,
    );
    const [kept] = await runs();
    assert.deepEqual([kept?.status, kept?.template.version, kept?.inputTokens], ['ok', 1, 30]);
    const shown = await whetstone(['history', 'judge', '--run', 'last']);
    assert.match(shown.stdout, /Sent \(user\)\nlet a\n/);
    const listed = JSON.parse((await whetstone(['list', '--json'])).stdout) as Record<string, unknown>[];
    const row = listed.find(({ id }) => id === 'judge');
    assert.deepEqual([row?.['runs'], row?.['successShare'], row?.['usageCount']], [1, 1, 1]);
  });

  it('gives the whole execution as JSON, in the version that is wanted, and the same again', async () => {
    const first = JSON.parse(
      (await whetstone(['run', 'judge', '--var', 'code=let a', '--json'])).stdout,
    ) as TemplateExecution;
    assert.deepEqual(
      [first.status, first.parsed, first.values],
      ['ok', { verdict: 'good' }, { code: 'let a' }],
    );
    writeFileSync(join(folder.path, '.whetstone/templates/judge.prompt'), 'Say {{code}} {{language}}');
    const again = JSON.parse(
      (await whetstone(['run', 'judge', '--again', first.id.slice(0, 8), '--var', 'language=Go', '--json']))
        .stdout,
    ) as TemplateExecution;
    assert.equal(again.messages[0]?.content, 'Say let a Go');
    assert.equal(again.template.version, 2);
    const old = JSON.parse(
      (await whetstone(['run', 'judge', '--at', '1', '--var', 'code=x', '--no-cache', '--json'])).stdout,
    ) as TemplateExecution;
    assert.deepEqual([old.template.version, old.messages[0]?.content], [1, 'Judge .']);
    assert.deepEqual(
      (await runs()).map(({ template }) => template.version),
      [1, 2, 1],
    );
    assert.equal((await runs('--search', 'language', '--limit', '1')).length, 0);
    assert.equal((await runs('--search', 'let')).length, 2);
  });

  it('streams to a terminal', async () => {
    behave = () => answers('{"verdict": "bad"}', { chunks: 6 });
    const { writes } = await whetstone(['run', 'judge', '--var', 'code=x', '--stream', '--quiet'], {
      terminal: true,
    });
    assert.ok(writes.length > 2, JSON.stringify(writes));
    assert.match(writes.join(''), /^\{"verdict": "bad"\}/);
  });

  it('ends with the status that goes with what happened, and keeps what failed', async () => {
    for (const [args, status, says] of [
      [['run', 'judge'], 2, /needs a value for "code"/],
      [['run', 'judge', '--var', `code=${'x'.repeat(50_001)}`], 2, /50,001 bytes, more than the 50,000/],
      [['run', 'judge', '--var', 'code=x', '--var', 'language=Typescrpt'], 2, /Did you mean "TypeScript"/],
      [['run', 'jugde', '--var', 'code=x'], 2, /Did you mean "judge"/],
      [['run', 'judge', '--var', 'code=x', '--at', '7'], 2, /no version 7/],
      [['run', 'judge', '--again', 'last'], 2, /has no run "last"/],
      [['history', 'judge', '--run', 'abc'], 2, /has no run "abc"/],
    ] as const) {
      const recorded = await whetstone(args);
      assert.deepEqual([recorded.status, recorded.stdout], [status, ''], recorded.stderr);
      assert.match(recorded.stderr, says);
    }
    assert.deepEqual([server.times.length, await runs()], [0, []]);

    behave = () => answers('I would rather not say.');
    const misfit = await whetstone(['run', 'judge', '--var', 'code=x', '--json']);
    assert.equal(misfit.status, 3);
    assert.match(misfit.stderr, /"code":\s*"provider-invalid-response"/);
    assert.equal(server.times.length, 2);
    behave = () => fails(401);
    assert.equal((await whetstone(['run', 'judge', '--var', 'code=y'])).status, 3);
    const secret = `ghp_${'A1b2C3d4E5f6G7h8I9j0'.repeat(2).slice(0, 36)}`;
    assert.equal((await whetstone(['run', 'judge', '--var', `code=${secret}`])).status, 1);
    behave = () => answers('{"verdict": "bad"}');
    assert.equal((await whetstone(['run', 'judge', '--var', `code=${secret}`, '--redact'])).status, 0);
    assert.deepEqual(
      (await runs()).map(({ errorCode }) => errorCode),
      [null, 'blocked-by-guard', 'unauthorized', 'provider-invalid-response'],
    );
    assert.equal((await runs('--status', 'failed', '--limit', '2')).length, 2);
  });

  it('keeps a run that is interrupted', async () => {
    behave = () => answers('never whole', { after: { chunks: 1, then: 'stall' } });
    const controller = new AbortController();
    const running = whetstone(['run', 'judge', '--var', 'code=x'], { signal: controller.signal });
    while (server.times.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    assert.equal((await running).status, 130);
    assert.deepEqual(
      (await runs()).map(({ status }) => status),
      ['cancelled'],
    );
  });

  it('says what to set up where there is no model', async () => {
    const { status, stderr } = await run(['template', 'run', 'judge', '--var', 'code=x'], {
      cwd: folder.path,
      stdin: null,
      env: { WHETSTONE_HOME: join(folder.path, 'home') },
    });
    assert.equal(status, 3);
    assert.match(stderr, /none is set up.*OPENAI_API_KEY/);
  });
});
