import type { PromptKind } from '../../../prompt/document.ts';

/** Files that tell how to do a task: a reusable prompt, a command, a skill, an agent. */
export const taskFiles: readonly PromptKind[] = ['prompt', 'command', 'skill', 'agent'];
/** Files that tell how to work whatever the task is. */
export const ruleFiles: readonly PromptKind[] = ['instructions', 'rules'];
export const allFiles: readonly PromptKind[] = [...taskFiles, ...ruleFiles];
