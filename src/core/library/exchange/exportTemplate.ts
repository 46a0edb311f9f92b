import { stringify } from 'yaml';
import { fillIn } from '../renderTemplate.ts';
import type { Template, TemplateVariable } from '../template.ts';
import type { ExchangeFormat } from './importTemplate.ts';

/** A template as a file of another tool. */
export interface ExportedTemplate {
  readonly id: string;
  /** Relative, with `/`. */
  readonly path: string;
  readonly text: string;
  /** What could not be carried over, in sentences; empty when nothing was lost. */
  readonly lost: readonly string[];
}

/**
 * Writes a template for another tool. These know neither conditions nor loops: every section is written, and each variable stands as that tool's own
 * place to fill in. Throws `template-render` for a template with problems.
 */
export async function exportTemplate(template: Template, format: ExchangeFormat): Promise<ExportedTemplate> {
  const { id, source } = template;
  if (format === 'prompt') {
    const names = Object.keys(template.partials);
    const lost =
      names.length === 0 ? [] : [`The partials it uses are files of their own: ${names.join(', ')}.`];
    return { id, path: `${id}.prompt`, text: source, lost };
  }
  const { variables } = template;
  const place = placeOf(format, variables);
  const data = Object.fromEntries(
    variables.map((variable) => [
      variable.name,
      variable.type === 'array' ? [place(variable)] : place(variable),
    ]),
  );
  const { text, messages } = await fillIn(template, data);
  const lost = [
    ...lostOf(template, format),
    ...(messages.length > 1 ? ['System and user parts are one text now.'] : []),
  ];
  const description = template.description || template.name;
  switch (format) {
    case 'prompt.md':
      return {
        id,
        path: `${id}.prompt.md`,
        text: file({ description, ...(template.model !== null && { model: template.model }) }, text),
        lost,
      };
    case 'claude': {
      const hint = variables.map(({ name }) => `[${name}]`).join(' ');
      return {
        id,
        path: `${id}.md`,
        text: file({ description, ...(hint !== '' && { 'argument-hint': hint }) }, text),
        lost,
      };
    }
    case 'skill': {
      const inputs = variables.map(
        ({ name, description: meaning, required }) =>
          `- \`${name}\`${required ? '' : ' (optional)'}${meaning === '' ? '' : `: ${meaning}`}`,
      );
      const asked = inputs.length === 0 ? '' : `\n\n## What to find out first\n\n${inputs.join('\n')}`;
      const when = `${description.replace(/\.?$/, '.')} Use when the task is of the kind "${template.category}".`;
      return {
        id,
        path: `${skillName(id)}/SKILL.md`,
        text: file({ name: skillName(id), description: when.slice(0, 1024) }, `${text}${asked}`),
        lost,
      };
    }
  }
}

/** Lower-case letters, digits and hyphens, at most 64, as the Agent Skills specification wants. */
function skillName(id: string): string {
  return id
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 64)
    .replace(/^-/, '')
    .replace(/-$/, '');
}

function placeOf(
  format: Exclude<ExchangeFormat, 'prompt'>,
  variables: readonly TemplateVariable[],
): (variable: TemplateVariable) => string {
  return (variable) => {
    const { name } = variable;
    const description = variable.description.replaceAll(/[{}\n]/g, ' ').trim();
    if (format === 'prompt.md') return `\${input:${name}${description === '' ? '' : `:${description}`}}`;
    if (format === 'skill') return `<${name}>`;
    const number = variables.indexOf(variable) + 1;
    if (variables.length === 1) return '$ARGUMENTS';
    return number <= 9 ? `$${number}` : `<${name}>`;
  };
}

function lostOf(template: Template, format: ExchangeFormat): string[] {
  const { body, config, model, sample, tags, variables } = template;
  const sources = [body, ...Object.values(template.partials)].join('\n');
  const checks: readonly (readonly [boolean, string])[] = [
    [
      /\{\{~?#(?:if|unless)\b/.test(sources),
      'Conditions: the sections of optional variables are always there.',
    ],
    [/\{\{~?#(?:each|with)\b/.test(sources), 'Loops: a list is one value now.'],
    [variables.some(({ type }) => type !== 'string'), 'Types of variables: everything is text now.'],
    [variables.some(({ options }) => options.length > 0), 'The values allowed for a variable.'],
    [variables.some((variable) => variable.default !== undefined), 'Default values.'],
    [
      format === 'claude' && variables.length > 9,
      'Only nine arguments can be numbered; the rest are named in the text.',
    ],
    [
      format === 'skill' && variables.length > 0,
      'Nobody asks for the variables; the skill says what to find out.',
    ],
    [Object.keys(sample).length > 0, 'Sample values.'],
    [Object.keys(config).length > 0, 'Parameters of the model.'],
    [model !== null && format !== 'prompt.md', 'The model.'],
    [tags.length > 0, 'Tags and category.'],
  ];
  return checks.flatMap(([isLost, words]) => (isLost ? [words] : []));
}

function file(data: Readonly<Record<string, unknown>>, text: string): string {
  return `---\n${stringify(data, { lineWidth: 0 })}---\n\n${text.trim()}\n`;
}
