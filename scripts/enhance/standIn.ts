import { z } from 'zod';

const body = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });
const data = z.object({ prompt: z.string(), context: z.string().default('') });

/**
 * What a stand-in for a model answers to a request: the author's prompt with the likeliest file and the project's test command from the context that was
 * sent, in the dresses that models give their JSON. Made of the request alone, as a model's answer is.
 */
export function standInAnswer(number: number, request: Readonly<Record<string, unknown>>): string {
  const user = body.parse(request).messages.at(-1)?.content ?? '';
  const sent = /<data>\n(.*)\n<\/data>/s.exec(user)?.[1] ?? '{}';
  const { context, prompt } = data.parse(JSON.parse(sent));
  const files = [...context.matchAll(/^- `([^`]+)`: (?:named|its|changed|mentions)/gm)]
    .map((match) => match[1])
    .slice(0, 3);
  const test = /^- test: `([^`]+)`/m.exec(context)?.[1];
  const parts = [
    prompt.trim(),
    ...(files.length === 0 ? [] : ['', '## Where', ...files.map((file) => `- \`${file}\``)]),
    ...(test === undefined ? [] : ['', '## Done when', `- \`${test}\` passes.`]),
  ];
  const json = JSON.stringify(
    {
      enhanced_prompt: parts.join('\n'),
      goal: prompt.trim().split('\n')[0]?.slice(0, 200) ?? '',
      requirements: [],
      success_criteria: test === undefined ? [] : [`${test} passes`],
      context_notes: files.join(', '),
      open_questions: [],
    },
    null,
    number % 2 === 0 ? 2 : 0,
  );
  switch (number % 4) {
    case 0:
      return json;
    case 1:
      return `\`\`\`json\n${json}\n\`\`\``;
    case 2:
      return `Here is the rewritten request:\n\n${json}`;
    default:
      return `${json}\n`;
  }
}
