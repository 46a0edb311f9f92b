import { randomUUID } from 'node:crypto';
import { WhetstoneError } from '../core/errors.ts';
import { type GuardPolicy, teamPolicy, userPolicy } from '../core/guard/policy.ts';
import type { TemplateExecution } from '../core/library/execution.ts';
import { findTemplate } from '../core/library/library.ts';
import { modelForRun } from '../core/library/modelOfTemplate.ts';
import { parseTemplate } from '../core/library/parseTemplate.ts';
import { runTemplate } from '../core/library/runTemplate.ts';
import type { Template } from '../core/library/template.ts';
import { formatUsd, fromUsd, grouped } from '../core/usage/money.ts';
import { concreteVersion } from '../node/concreteVersion.ts';
import { readGuardUserSettings } from '../node/guardUserSettings.ts';
import type { Store } from '../node/store/openStore.ts';
import { readTeamConfigOf } from '../node/teamConfig.ts';
import { exitStatus } from './exitStatus.ts';
import type { CommandIo } from './io.ts';
import { type Choice, chooseProvider, withModels } from './models.ts';
import { warnAbout } from './remarks.ts';
import { StreamedOutput } from './streamedOutput.ts';
import { type CliLibrary, keyOf, readLibrary } from './templateLibrary.ts';
import { runFor } from './templateRunsCommand.ts';
import { givenValues, type ValueOptions } from './templateValues.ts';
import { paintFor, shownShort, writeJson } from './terminal.ts';

export interface RunOptions extends ValueOptions {
  readonly provider?: string;
  readonly model?: string;
  readonly label?: string;
  readonly at?: string;
  /** Id of a run whose values to take. */
  readonly again?: string;
  readonly stream?: boolean;
  /** False with `--no-cache`. */
  readonly cache: boolean;
  readonly redact?: boolean;
}

/** `whetstone template run ID`: the answer on stdout, what it took on stderr. The run is kept, also one that failed. */
export async function runTemplateCommand(id: string, options: RunOptions, io: CommandIo): Promise<number> {
  const library = await readLibrary(options, io);
  const given = await givenValues(options, io);
  const { choice, note } = await chosenFor(findTemplate(library.templates, id), options, io);
  const streamed = options.stream && !options.json && io.stdout.isTerminal ? new StreamedOutput(io) : null;
  const policy = await policyIn(library);
  const execution = await withModels(choice, policy, options, io, async ({ complete, judged }, store) => {
    const { key, notes, template, version } = await versionFor(library, id, options, store, io.signal);
    const earlier = options.again === undefined ? {} : await valuesOf(options.again, library, id, store, io);
    return runTemplate(
      {
        template,
        place: key.place,
        version,
        values: { ...earlier, ...given },
        provider: choice.provider,
        model: choice.model,
        cache: options.cache,
        redact: options.redact === true,
        policy,
        workspace: library.folder,
        notes: [...notes, ...(note === null ? [] : [note])],
      },
      {
        complete,
        createId: randomUUID,
        clock: () => Date.now(),
        now: () => performance.now(),
        keep: (made) => store.executions.add(made),
        onJudged: judged,
        ...(streamed !== null && { onText: (text: string) => streamed.show(text) }),
      },
      io.signal,
    );
  });
  await warnAbout(execution.notes, options, io);
  if (execution.error !== null) {
    const { code, hint, message } = execution.error;
    const kept = execution.answer === '' ? '' : ` See it with: whetstone template history ${id} --run last`;
    throw new WhetstoneError(code, message, `${hint}${kept}`);
  }
  if (options.json) await writeJson(io, execution);
  else {
    const text = `${answerIn(execution)}\n`;
    await (streamed === null ? io.stdout.write(text) : streamed.finish(text));
    if (!options.quiet)
      await io.stderr.write(`\n${paintFor(io.stderr, options, io)('dim', accountOf(execution))}\n`);
  }
  return exitStatus.done;
}

/** An answer that was asked for as JSON comes as JSON alone, whatever stood around it. */
export function answerIn({ answer, parsed }: TemplateExecution): string {
  return parsed === null ? answer.replace(/\n+$/, '') : JSON.stringify(parsed, null, 2);
}

/** Who answered, and what it took. */
export function accountOf(execution: TemplateExecution): string {
  const { cached, costUsd, inputTokens, latencyMs, model, outputTokens, provider, template } = execution;
  const tokens = (count: number | null): string => (count === null ? '?' : grouped(count));
  const cost = costUsd === null ? 'cost unknown' : formatUsd(fromUsd(costUsd));
  const who = [provider, model].filter((name) => name !== null).map((name) => shownShort(name));
  return `${shownShort(template.id)} version ${template.version} by ${who.join(' ')}${cached ? ', from the cache' : ''}: ${tokens(inputTokens)} + ${tokens(outputTokens)} tokens, ${cost}, ${(latencyMs / 1000).toFixed(1)} s. Run ${execution.id.slice(0, 8)}.`;
}

/** Whom to ask: what the options name, else the template, else the settings. Throws `provider-unavailable` when that is nobody. */
async function chosenFor(
  template: Template,
  options: RunOptions,
  io: CommandIo,
): Promise<{ readonly choice: Choice; readonly note: string | null }> {
  const usual = await chooseProvider(options, io);
  const wish = modelForRun(
    template,
    { provider: options.provider ?? 'auto', model: options.model ?? null },
    { provider: 'auto', model: null },
    usual?.connections.map(({ definition }) => definition.id) ?? [],
  );
  const isOwn = (options.provider ?? 'auto') === 'auto' && options.model === undefined;
  const choice =
    usual !== null && isOwn && wish.model !== null
      ? { ...usual, model: wish.model, ...(wish.provider !== 'auto' && { provider: wish.provider }) }
      : usual;
  if (choice !== null) return { choice, note: wish.note };
  throw new WhetstoneError(
    'provider-unavailable',
    'A template can only be run by a model, and none is set up.',
    'Set OPENAI_API_KEY, ANTHROPIC_API_KEY or OPENROUTER_API_KEY, start Ollama, or use: whetstone template render',
  );
}

function versionFor(
  library: CliLibrary,
  id: string,
  options: RunOptions,
  store: Store,
  signal: AbortSignal,
): ReturnType<typeof concreteVersion> {
  const { at, label } = options;
  const wanted = label ?? (at !== undefined && /^\d{1,9}$/.test(at) ? Number(at) : at) ?? null;
  return concreteVersion(
    {
      read: async (source) => {
        const current = findTemplate(library.templates, id);
        if (source === null) return current;
        const { partials, scope } = current;
        return { ...(await parseTemplate(source, { id, scope })), partials };
      },
      placeOf: (template) => keyOf(library, template).place,
      versions: store.templates,
      folder: library.folder,
    },
    wanted,
    signal,
  );
}

async function valuesOf(
  run: string,
  library: CliLibrary,
  id: string,
  store: Store,
  io: CommandIo,
): Promise<TemplateExecution['values']> {
  const key = keyOf(library, findTemplate(library.templates, id));
  return (await runFor(store.executions, run, key, io.signal)).values;
}

async function policyIn(library: CliLibrary): Promise<GuardPolicy> {
  const [{ config }, own] = await Promise.all([
    readTeamConfigOf(library.folder),
    readGuardUserSettings(library.home),
  ]);
  return teamPolicy(config.guard, userPolicy(own.settings));
}
