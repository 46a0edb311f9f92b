import { WhetstoneError } from '../core/errors.ts';
import type { ExecutionStatus, ExecutionSummary, TemplateExecution } from '../core/library/execution.ts';
import type { ExecutionStore } from '../core/library/executionStore.ts';
import { findTemplate } from '../core/library/library.ts';
import type { TemplateKey } from '../core/library/templateVersions.ts';
import { formatUsd, fromUsd } from '../core/usage/money.ts';
import { exitStatus } from './exitStatus.ts';
import type { CommandIo } from './io.ts';
import { keyOf, readLibrary } from './templateLibrary.ts';
import { type CommonOptions, type Paint, paintFor, shown, shownShort, writeJson } from './terminal.ts';
import { withStore } from './withStore.ts';

export interface TemplateRunsOptions extends CommonOptions {
  readonly runs?: boolean;
  /** Show this run: id, beginning of an id, or `last`. */
  readonly run?: string;
  readonly status?: ExecutionStatus;
  readonly search?: string;
  readonly limit?: string;
}

const shownRows = 50;

/** `whetstone template history ID --runs` and `--run RUN`: the runs of a template, newest first, or one of them whole. */
export async function templateRunsCommand(
  id: string,
  options: TemplateRunsOptions,
  io: CommandIo,
): Promise<number> {
  const library = await readLibrary(options, io);
  const key = keyOf(library, findTemplate(library.templates, id));
  await withStore(options, io, async ({ store: { executions } }) => {
    const paint = paintFor(io.stdout, options, io);
    if (options.run !== undefined) {
      const execution = await runFor(executions, options.run, key, io.signal);
      if (options.json) await writeJson(io, execution);
      else await io.stdout.write(rendered(execution, paint));
      return;
    }
    const found = await runsOf(executions, key, options, io.signal);
    if (options.json) await writeJson(io, found);
    else await io.stdout.write(found.map((run) => `${lineOf(run, paint)}\n`).join(''));
  });
  return exitStatus.done;
}

/** The run of a template whose id begins so, or the newest for `last`. Throws `usage` when that is none or more than one. */
export async function runFor(
  executions: ExecutionStore,
  id: string,
  template: TemplateKey,
  signal: AbortSignal,
): Promise<TemplateExecution> {
  const filter = id === 'last' ? {} : { idPrefix: id.toLowerCase() };
  const { executions: found } = await executions.find({ ...filter, template, limit: 2 }, signal);
  const [first, second] = found;
  if (id !== 'last' && second !== undefined)
    throw new WhetstoneError(
      'usage',
      `More than one run has an id that begins with "${shownShort(id)}".`,
      'Write more of the id.',
    );
  const execution = first === undefined ? null : await executions.get(first.id, signal);
  if (execution !== null) return execution;
  throw new WhetstoneError(
    'usage',
    `The template "${template.id}" has no run "${shownShort(id)}".`,
    'See its runs with --runs for the ids; "last" is the newest.',
  );
}

async function runsOf(
  executions: ExecutionStore,
  template: TemplateKey,
  { limit: wanted, search, status }: TemplateRunsOptions,
  signal: AbortSignal,
): Promise<readonly ExecutionSummary[]> {
  const limit = wanted === undefined ? shownRows : Number(wanted);
  if (!Number.isInteger(limit) || limit < 1)
    throw new WhetstoneError('usage', '--limit is no whole number from 1.', 'Give a number such as 100.');
  const found: ExecutionSummary[] = [];
  let after: string | null = null;
  do {
    const page: Awaited<ReturnType<ExecutionStore['find']>> = await executions.find(
      {
        template,
        limit: Math.min(1000, limit - found.length),
        ...(search !== undefined && { text: search }),
        ...(status !== undefined && { status }),
        ...(after !== null && { after }),
      },
      signal,
    );
    found.push(...page.executions);
    after = page.next;
  } while (after !== null && found.length < limit);
  return found;
}

function lineOf(run: ExecutionSummary, paint: Paint): string {
  const { costUsd, createdAt, id, latencyMs, model, status, template, title } = run;
  const cost = costUsd === null ? '' : `  ${formatUsd(fromUsd(costUsd))}`;
  const when = createdAt.slice(0, 16).replace('T', ' ');
  const ended = paint(status === 'ok' ? 'green' : 'yellow', status);
  return `${paint('cyan', id.slice(0, 8))}  ${paint('dim', when)}  v${template.version}  ${ended}  ${shownShort(model ?? '-', 30)}${cost}  ${(latencyMs / 1000).toFixed(1)} s  ${shownShort(title, 60)}`;
}

function rendered(run: TemplateExecution, paint: Paint): string {
  const { answer, createdAt, error, id, messages, model, notes, provider, status, template, values } = run;
  const part = (heading: string, text: string): string[] => [
    '',
    paint('bold', heading),
    ...text.split('\n').map(shown),
  ];
  return `${[
    paint('bold', id),
    `${createdAt}  ${shown(template.name)} version ${template.version}  ${status}  ${shownShort([provider, model].filter(Boolean).join(' '))}`,
    ...notes.map(shown),
    ...part('Values', JSON.stringify(values, null, 2)),
    ...messages.flatMap(({ content, role }) => part(`Sent (${shownShort(role)})`, content)),
    ...(error === null ? [] : part('Error', `${error.message} ${error.hint}`)),
    ...part('Answer', answer),
  ].join('\n')}\n`;
}
