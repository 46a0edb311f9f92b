import { randomUUID } from 'node:crypto';
import { assessPrompt, type SecondOpinion } from '../core/assess/assessPrompt.ts';
import { scoring } from '../core/assess/scoring.ts';
import { WhetstoneError } from '../core/errors.ts';
import { instructionsFrom } from '../core/enhance/model/instructions.ts';
import { guardEnhancement } from '../core/guard/guardEnhancement.ts';
import type { PromptDocument } from '../core/prompt/document.ts';
import { parsePrompt } from '../core/prompt/parsePrompt.ts';
import type { CommandIo } from './io.ts';
import { chooseProvider, withModels } from './models.ts';
import { guardPolicyOf } from './guardPolicy.ts';
import { ownInstructions } from './ownInstructions.ts';
import { warnAbout } from './remarks.ts';
import type { CommonOptions } from './terminal.ts';

export interface SecondOpinionOptions extends CommonOptions {
  readonly provider?: string;
  readonly model?: string;
  readonly cache?: boolean;
  readonly redact?: boolean;
}

/**
 * What a model thinks of a prompt, through the same guard, limits and account as every other request. Throws `provider-unavailable` when there is nobody
 * to ask.
 */
export async function secondOpinion(
  document: PromptDocument,
  folder: string,
  options: SecondOpinionOptions,
  io: CommandIo,
): Promise<SecondOpinion> {
  const choice = await chooseProvider(options, io);
  if (choice === null) throw nobody();
  const policy = await guardPolicyOf(folder, options, io);
  const { kind, text } = document;
  const guarded = guardEnhancement(
    { text, style: 'minimal' },
    {
      policy,
      redact: options.redact === true,
      hint: 'Take it out, or go on with it masked: --redact.',
    },
  );
  const files = await ownInstructions(folder, io);
  const made = await withModels(choice, policy, options, io, ({ complete, judged }) =>
    assessPrompt(
      parsePrompt(guarded.request.text, { kind }),
      {
        complete,
        provider: choice.provider,
        model: choice.model,
        account: { workspace: folder, evaluation: false, experiment: null },
        createId: randomUUID,
        cache: options.cache !== false,
        redact: options.redact === true,
        onJudged: judged,
        instructions: () => instructionsFrom(files, scoring),
      },
      io.signal,
    ),
  );
  await warnAbout([...guarded.warnings.map(({ message }) => message), ...made.notes], options, io);
  return made;
}

function nobody(): WhetstoneError {
  return new WhetstoneError(
    'provider-unavailable',
    'There is no model to ask.',
    'Set a key such as OPENAI_API_KEY or start Ollama; the score itself needs none (leave out --deep).',
  );
}
