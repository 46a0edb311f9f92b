import type { Uri } from 'vscode';
import * as z from 'zod/mini';
import { parseArgument } from '../commandArgument.ts';
import { openNewPrompt } from '../newPrompt.ts';

const newPromptArgument = z.object({ text: z.optional(z.string()) });

/** `whetstone.newPrompt({text?})`: opens an untitled prompt and returns its address. */
export async function newPrompt(argument: unknown): Promise<Uri> {
  const { text } = parseArgument(newPromptArgument, argument);
  return (await openNewPrompt(text ?? '')).uri;
}
