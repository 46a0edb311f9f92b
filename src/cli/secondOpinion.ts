import { assessPrompt, type SecondOpinion } from '../core/assess/assessPrompt.ts';
import { scoring } from '../core/assess/scoring.ts';
import { instructionsFrom } from '../core/enhance/model/instructions.ts';
import type { PromptDocument } from '../core/prompt/document.ts';
import { parsePrompt } from '../core/prompt/parsePrompt.ts';
import { askAboutPrompt, type AskOptions } from './askAboutPrompt.ts';
import type { CommandIo } from './io.ts';

/** What a model thinks of a prompt. Throws what `askAboutPrompt` throws. */
export function secondOpinion(
  { kind, text }: PromptDocument,
  folder: string,
  options: AskOptions,
  io: CommandIo,
): Promise<SecondOpinion> {
  return askAboutPrompt(
    text,
    folder,
    {
      withoutModel:
        'Set a key such as OPENAI_API_KEY or start Ollama; the score itself needs none (leave out --deep).',
      ask: (sendable, asking, files) =>
        assessPrompt(
          parsePrompt(sendable, { kind }),
          { ...asking, instructions: () => instructionsFrom(files, scoring) },
          io.signal,
        ),
      remarks: ({ notes }) => notes,
    },
    options,
    io,
  );
}
