import { formatUsd, fromUsd } from '../usage/money.ts';
import type { TemplateExecution } from './execution.ts';
import { fieldText } from './formFields.ts';

/** The headings and names of figures, in the user's language. */
export interface ExecutionWords {
  readonly answer: string;
  readonly messages: string;
  readonly values: string;
  readonly figures: string;
  readonly nothing: string;
  readonly version: string;
  readonly status: string;
  readonly model: string;
  readonly tokens: string;
  readonly cost: string;
  readonly time: string;
  readonly started: string;
  readonly rating: string;
  readonly good: string;
  readonly poor: string;
  readonly unknown: string;
  /** By status. */
  readonly statuses: Readonly<Record<TemplateExecution['status'], string>>;
  /** By role; a role that is not named here keeps its own name. */
  readonly roles: Readonly<Record<string, string>>;
}

/**
 * A run as a Markdown document: the answer first, then what was sent, the values, and the figures. `say` puts a sentence of the core into the user's
 * language; texts of template and model stay as they are, fenced so that nothing in them can end the fence.
 */
export function describeExecution(
  execution: TemplateExecution,
  words: ExecutionWords,
  say: (sentence: string) => string,
): string {
  const { error, notes, template } = execution;
  const wrong = error === null ? [] : [`> ${say(error.message)} ${say(error.hint)}`.trimEnd()];
  const values = Object.entries(execution.values);
  const parts = [
    `# ${template.name}`,
    ...wrong,
    ...notes.map((note) => `> ${say(note)}`),
    `## ${words.answer}`,
    execution.answer === '' ? `*${words.nothing}*` : fenced(execution.answer),
    `## ${words.messages}`,
    ...execution.messages.flatMap(({ content, role }) => [
      `### ${words.roles[role] ?? role}`,
      fenced(content),
    ]),
    `## ${words.values}`,
    ...(values.length === 0
      ? [`*${words.nothing}*`]
      : values.flatMap(([name, value]) => [`### ${name}`, fenced(fieldText(value))])),
    `## ${words.figures}`,
    figures(execution, words),
  ];
  return `${parts.join('\n\n')}\n`;
}

function figures(execution: TemplateExecution, words: ExecutionWords): string {
  const { costUsd, inputTokens, latencyMs, model, outputTokens, provider, rating } = execution;
  const rows: readonly (readonly [string, string])[] = [
    [words.status, words.statuses[execution.status]],
    [words.version, String(execution.template.version)],
    [words.model, [provider, model].filter((name) => name !== null).join(': ') || words.unknown],
    [words.tokens, `${inputTokens ?? words.unknown} → ${outputTokens ?? words.unknown}`],
    [words.cost, costUsd === null ? words.unknown : formatUsd(fromUsd(costUsd))],
    [words.time, `${latencyMs} ms`],
    [words.started, execution.createdAt],
    ...(rating === null ? [] : [[words.rating, rating === 1 ? words.good : words.poor] as const]),
  ];
  return rows.map(([name, value]) => `- ${name}: ${value}`).join('\n');
}

/** A code block whose fence is longer than any run of backquotes in the text. */
function fenced(text: string): string {
  let longest = 2;
  for (const [run] of text.matchAll(/`{3,}/g)) longest = Math.max(longest, run.length);
  const fence = '`'.repeat(longest + 1);
  return `${fence}\n${text}\n${fence}`;
}
