import { randomUUID } from 'node:crypto';
import { WhetstoneError } from '../core/errors.ts';
import { guardEnhancement } from '../core/guard/guardEnhancement.ts';
import type { TemplateFile } from '../core/library/library.ts';
import type { Asking } from '../core/model/askInForm.ts';
import { guardPolicyOf } from './guardPolicy.ts';
import type { CommandIo } from './io.ts';
import { chooseProvider, withModels } from './models.ts';
import { ownInstructions } from './ownInstructions.ts';
import { warnAbout } from './remarks.ts';
import type { CommonOptions } from './terminal.ts';

export interface AskOptions extends CommonOptions {
  readonly provider?: string;
  readonly model?: string;
  /** False with `--no-cache`. */
  readonly cache?: boolean;
  readonly redact?: boolean;
}

/** What is asked about a prompt. */
export interface PromptQuestion<Made> {
  /** What to do when there is no model, one sentence. */
  readonly withoutModel: string;
  /** Asks: the text as it may leave, how to ask, and the files with instructions that count here. */
  readonly ask: (text: string, asking: Asking, files: readonly TemplateFile[]) => Promise<Made>;
  /** What has to be said with the answer, one sentence each. */
  readonly remarks: (made: Made) => readonly string[];
}

/** Asks a model about a prompt, under the guard, limits and account of every request. Throws `provider-unavailable` when there is nobody to ask. */
export async function askAboutPrompt<Made>(
  text: string,
  folder: string,
  { ask, remarks, withoutModel }: PromptQuestion<Made>,
  options: AskOptions,
  io: CommandIo,
): Promise<Made> {
  const choice = await chooseProvider(options, io);
  if (choice === null)
    throw new WhetstoneError('provider-unavailable', 'There is no model to ask.', withoutModel);
  const policy = await guardPolicyOf(folder, options, io);
  const redact = options.redact === true;
  const guarded = guardEnhancement(
    { text, style: 'minimal' },
    { policy, redact, hint: 'Take it out, or go on with it masked: --redact.' },
  );
  const files = await ownInstructions(folder, io);
  const made = await withModels(choice, policy, options, io, ({ complete, judged }) =>
    ask(
      guarded.request.text,
      {
        complete,
        provider: choice.provider,
        model: choice.model,
        account: { workspace: folder, evaluation: false, experiment: null },
        createId: randomUUID,
        cache: options.cache !== false,
        redact,
        onJudged: judged,
      },
      files,
    ),
  );
  await warnAbout([...guarded.warnings.map(({ message }) => message), ...remarks(made)], options, io);
  return made;
}
