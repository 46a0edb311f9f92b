import { compressing } from '../core/compress/compressing.ts';
import { compressWithModel, type ModelCompression } from '../core/compress/compressWithModel.ts';
import { instructionsFrom } from '../core/enhance/model/instructions.ts';
import { countTokens } from '../core/usage/tokens.ts';
import { askAboutPrompt } from './askAboutPrompt.ts';
import type { CompressOptions } from './compressCommand.ts';
import type { CommandIo } from './io.ts';

/** Says a prompt in fewer words through a model. Throws what `askAboutPrompt` throws. */
export function compressThroughModel(
  { path, text }: { readonly text: string; readonly path: string | null },
  folder: string,
  options: CompressOptions,
  io: CommandIo,
): Promise<ModelCompression> {
  return askAboutPrompt(
    text,
    folder,
    {
      withoutModel:
        'Set a key such as OPENAI_API_KEY or start Ollama; without --provider and --model no model is needed.',
      ask: (sendable, asking, files) =>
        compressWithModel(
          sendable,
          { path: path ?? undefined },
          { ...asking, countTokens, instructions: () => instructionsFrom(files, compressing) },
          io.signal,
        ),
      remarks: ({ warnings }) => warnings,
    },
    options,
    io,
  );
}
