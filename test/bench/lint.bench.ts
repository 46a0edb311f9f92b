// The linter on finished files of other people: speed beside markdownlint-cli2, calm, and that fixing ends.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../scripts/prepare/cacheFolder.ts';
import { mustRun } from '../../scripts/prepare/command.ts';
import { isAtLeast } from '../../src/core/lint/finding.ts';
import { lintText } from '../../src/core/lint/lintText.ts';
import { fixRounds } from '../harness/fixRounds.ts';
import { lintFixtures, promptFixtures } from '../harness/lintFixtures.ts';
import { memoryWorkspace } from '../harness/ruleExamples.ts';
import { benchData, figure, measure } from './measure.ts';

interface AgentFile {
  readonly path: string;
  readonly text: string;
}

let loaded: Promise<readonly AgentFile[]> | undefined;

/** The agent files with their paths; read once. */
function agentFiles(): Promise<readonly AgentFile[]> {
  loaded ??= (async () => {
    const folder = join(benchData(), 'agent-files');
    const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.md')).sort();
    return Promise.all(
      paths.map(async (path) => ({ path, text: await readFile(join(folder, path), 'utf8') })),
    );
  })();
  return loaded;
}

/** Rounds of fixing over files; throws, with the file, where a promise is broken. */
function fixAll(files: readonly AgentFile[], workspace: ReturnType<typeof memoryWorkspace>): number {
  let fixes = 0;
  for (const { path, text } of files) {
    try {
      fixes += fixRounds(text, { path, workspace }).fixes;
    } catch (error) {
      throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
    }
  }
  return fixes;
}

await figure(
  'fixing converges on the fixtures: fixes applied',
  () =>
    fixAll(
      promptFixtures().map(([path, text]) => ({ path, text })),
      memoryWorkspace(lintFixtures()),
    ),
  { unit: 'fixes' },
);

await figure(
  'fixing converges on the agent files: fixes applied',
  async () => {
    const files = await agentFiles();
    return fixAll(files, memoryWorkspace(Object.fromEntries(files.map(({ path, text }) => [path, text]))));
  },
  { unit: 'fixes' },
);

/** Findings at warning or above, one number a file. */
async function gravePerFile(): Promise<number[]> {
  const files = await agentFiles();
  const workspace = memoryWorkspace(Object.fromEntries(files.map(({ path, text }) => [path, text])));
  return files.map(
    ({ path, text }) =>
      lintText(text, { path, workspace }).findings.filter(({ severity }) => isAtLeast(severity, 'warning'))
        .length,
  );
}

await figure('findings at warning or above, per agent file (median)', gravePerFile, {
  unit: 'findings',
  aim: { atMost: 3 },
});

await figure(
  'agent files without a finding at warning or above',
  async () => {
    const counts = await gravePerFile();
    return counts.filter((count) => count === 0).length / counts.length;
  },
  { unit: 'of files' },
);

let long: string | undefined;
await measure(
  'lint 20 kB of agent files (typing)',
  async () => {
    long ??= (await agentFiles())
      .map(({ text }) => text)
      .join('\n\n')
      .slice(0, 20_000);
    lintText(long, { kind: 'instructions' });
  },
  { runs: 51, aim: { atMost: 15 } },
);

for (const piece of [
  'a ',
  '- Do not use it. ',
  '`',
  '${a',
  '<!-- ',
  '{{a}} ',
  '# a\n',
  '- Always a b c.\n',
  '[a](#b) ',
]) {
  const text = piece.repeat(1_000_000 / piece.length);
  await measure(`lint 1 MB of ${JSON.stringify(piece)}`, () => lintText(text, { kind: 'prompt' }), {
    runs: 1,
  });
}

await mustRun(process.execPath, ['esbuild.mjs', '--production'], { cwd: projectRoot });
const folder = await mkdtemp(join(tmpdir(), 'whetstone-lint-bench-'));

/** Milliseconds of one call of a program over the agent files; both programs get the same folder, one after the other. */
function timed(script: string, args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  // Both end with 1 when there are findings.
  if (status !== 0 && status !== 1) throw new Error(stderr.slice(0, 500));
  return performance.now() - start;
}

try {
  const ours: number[] = [];
  const theirs: number[] = [];
  await figure(
    'lint 160 files in one call',
    async () => {
      await cp(join(benchData(), 'agent-files'), folder, { recursive: true });
      for (let run = 0; run < 5; run += 1) {
        ours.push(timed(join(projectRoot, 'dist/cli/cli.js'), ['lint', '--format', 'json']));
        theirs.push(
          timed(join(projectRoot, 'node_modules/markdownlint-cli2/markdownlint-cli2-bin.mjs'), ['**/*.md']),
        );
      }
      return ours;
    },
    { unit: 'ms', aim: { atMost: 1500 } },
  );
  await figure(
    'the same as a share of markdownlint-cli2',
    () => ours.map((time, run) => time / theirs[run]!),
    {
      unit: 'times',
      aim: { atMost: 1 },
    },
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
