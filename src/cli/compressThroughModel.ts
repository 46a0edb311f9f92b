import { randomUUID } from 'node:crypto';
import { compressing } from '../core/compress/compressing.ts';
import { compressWithModel, type ModelCompression } from '../core/compress/compressWithModel.ts';
import { instructionsFrom } from '../core/enhance/model/instructions.ts';
import { WhetstoneError } from '../core/errors.ts';
import { guardEnhancement } from '../core/guard/guardEnhancement.ts';
import { countTokens } from '../core/usage/tokens.ts';
import type { CompressOptions } from './compressCommand.ts';
import { guardPolicyOf } from './guardPolicy.ts';
import type { CommandIo } from './io.ts';
import { chooseProvider, withModels } from './models.ts';
import { ownInstructions } from './ownInstructions.ts';
import { warnAbout } from './remarks.ts';

/** Says a prompt in fewer words through a model, under the guard, limits and account of every request. Throws `provider-unavailable` when there is nobody to ask. */
export async function compressThroughModel(
  { path, text }: { readonly text: string; readonly path: string | null },
  folder: string,
  options: CompressOptions,
  io: CommandIo,
): Promise<ModelCompression> {
  const choice = await chooseProvider(options, io);
  if (choice === null)
    throw new WhetstoneError(
      'provider-unavailable',
      'There is no model to ask.',
      'Set a key such as OPENAI_API_KEY or start Ollama; without --provider and --model no model is needed.',
    );
  const policy = await guardPolicyOf(folder, options, io);
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
    compressWithModel(
      guarded.request.text,
      { path: path ?? undefined },
      {
        complete,
        provider: choice.provider,
        model: choice.model,
        account: { workspace: folder, evaluation: false, experiment: null },
        createId: randomUUID,
        cache: options.cache !== false,
        redact: options.redact === true,
        onJudged: judged,
        countTokens,
        instructions: () => instructionsFrom(files, compressing),
      },
      io.signal,
    ),
  );
  await warnAbout([...guarded.warnings.map(({ message }) => message), ...made.warnings], options, io);
  return made;
}
