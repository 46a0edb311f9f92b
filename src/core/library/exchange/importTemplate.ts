import { kindOfPath } from '../../prompt/kind.ts';
import type { PromptKind } from '../../prompt/document.ts';
import { parsePrompt } from '../../prompt/parsePrompt.ts';
import { templateText } from '../newTemplate.ts';
import { idOf } from '../templateName.ts';

/** A file of ours, a VS Code prompt file, a skill, or a Claude command. */
export type ExchangeFormat = 'prompt' | 'prompt.md' | 'skill' | 'claude';

/** A foreign file as a template. */
export interface ImportedTemplate {
  readonly id: string;
  readonly format: ExchangeFormat;
  /** Text of the `.prompt` file. */
  readonly text: string;
  /** What could not be carried over, in sentences; empty when nothing was lost. */
  readonly lost: readonly string[];
}

/** Which format a path names; null for a file that is no prompt. */
export function formatOf(path: string): ExchangeFormat | null {
  if (path.toLowerCase().endsWith('.prompt')) return 'prompt';
  switch (kindOfPath(path)) {
    case 'prompt':
      return 'prompt.md';
    case 'skill':
      return 'skill';
    case 'command':
      return 'claude';
    default:
      return null;
  }
}

const kinds: Readonly<Record<Exclude<ExchangeFormat, 'prompt'>, PromptKind>> = {
  'prompt.md': 'prompt',
  skill: 'skill',
  claude: 'command',
};

/**
 * Makes a template of a file. `path` uses `/` and gives the id; files of ours stay as they are. Variables of the foreign syntax become variables of the
 * template, and text that looks like Handlebars is kept as text.
 */
export function importTemplate(path: string, text: string, format: ExchangeFormat): ImportedTemplate {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  const stem =
    format === 'skill' ? (parts.at(-2) ?? 'skill') : file.replace(/(?:\.prompt)?\.md$|\.prompt$/i, '');
  if (format === 'prompt') {
    const isPart = stem.startsWith('_');
    return { id: `${isPart ? '_' : ''}${idOf(stem)}`, format, text, lost: [] };
  }
  const { frontMatter, body, variables } = parsePrompt(text, { kind: kinds[format] });
  const data =
    frontMatter?.data ??
    (frontMatter === null ? {} : looselyRead(text.slice(frontMatter.content.start, frontMatter.content.end)));
  const lost: string[] = [];
  const found = new Map<string, string>();
  let converted = '';
  let position = body.start;
  for (const { syntax, name, placeholder, span } of variables) {
    if (syntax === 'mustache' || span.start < position) continue;
    const own = variableName(syntax, name);
    found.set(own, found.get(own) || (placeholder ?? descriptions[own] ?? ''));
    converted += `${asText(text.slice(position, span.start))}{{${own}}}`;
    position = span.end;
  }
  converted += asText(text.slice(position, body.end));
  for (const key of Object.keys(data)) {
    if (!['name', 'description', 'model'].includes(key))
      lost.push(`"${key}" of the front matter has no place in a template.`);
  }
  if (format === 'claude' && /(?:^|\s)!`/.test(converted))
    lost.push('Commands that ran before the prompt (!`…`) are plain text now.');
  if (format !== 'skill' && /(?:^|\s)(?:#file:|@)[\w./-]+\//.test(converted))
    lost.push('Files that were put in by name (#file:, @) are plain text now.');
  const name = stringOf(data['name']) || titled(stem);
  const model = stringOf(data['model']);
  return {
    id: idOf(stem),
    format,
    text: templateText({
      name,
      description: stringOf(data['description']),
      category: 'Imported',
      tags: [],
      body: converted.replace(/^\r?\n/, ''),
      schema: Object.fromEntries(
        [...found].map(([variable, description]) => {
          const words = description.replaceAll(/\s+/g, ' ').trim();
          return [
            `${variable}${optional.has(variable) ? '?' : ''}`,
            words === '' ? 'string' : `string, ${words}`,
          ];
        }),
      ),
      ...(model !== '' && { model }),
    }),
    lost,
  };
}

const descriptions: Readonly<Record<string, string>> = {
  arguments: 'What follows the command',
  selection: 'The selected text',
  file: 'Path of the file',
};

/** What an editor fills in may be empty. */
const optional: ReadonlySet<string> = new Set(['selection', 'arguments']);

function variableName(syntax: string, name: string): string {
  if (syntax === 'argument') return name === 'ARGUMENTS' ? 'arguments' : `argument_${name}`;
  if (name === 'selectedText') return 'selection';
  const plain = name
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replace(/^_/, '')
    .replace(/_$/, '');
  return /^[a-z]/.test(plain) ? plain : `value_${plain}`;
}

/** Lines `key: value` of front matter that is no YAML, as commands with `argument-hint: [a] [b]` have it. */
function looselyRead(content: string): Readonly<Record<string, unknown>> {
  const lines = content.split('\n').map((line) => /^([A-Za-z][\w-]*):[ \t]*(.*)$/.exec(line.trimEnd()));
  return Object.fromEntries(lines.flatMap((line) => (line === null ? [] : [[line[1] ?? '', line[2] ?? '']])));
}

/** Text in which Handlebars sees nothing of its own. */
function asText(text: string): string {
  return text.replaceAll('{{', String.raw`\{{`);
}

function titled(stem: string): string {
  const words = stem.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function stringOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
