import { WhetstoneError } from '../../errors.ts';
import type { TemplateFile } from '../../library/library.ts';
import { parseTemplate } from '../../library/parseTemplate.ts';
import { renderTemplate } from '../../library/renderTemplate.ts';
import type { Template } from '../../library/template.ts';
import type { Message } from '../../model/completion.ts';
import type { Style } from '../enhancement.ts';
import { contract } from './contract.ts';

/** What the instructions are filled in with. */
export interface InstructionValues {
  /** JSON on one line. */
  readonly data: string;
  readonly style?: Style;
  readonly instructions?: string;
  readonly reasons?: string;
}

/** Instructions that are fit to be used. */
export interface Instructions {
  /** `enhance@1` */
  readonly version: string;
  /** The text of a file that a user or a team wrote; '' for the product's own. */
  readonly own: string;
  render(values: InstructionValues): Promise<readonly Message[]>;
}

/** What instructions are for. */
export interface InstructionKind {
  /** Name of the template file. */
  readonly id: string;
  /** What they are for, in words: `enhancing a prompt`. */
  readonly purpose: string;
  /** What to do without them. */
  readonly otherwise: string;
  /** What holds whatever they say; comes last in the system message. */
  readonly contract: string;
  readonly values: readonly (keyof InstructionValues)[];
}

/** The instructions for rewriting. */
export const enhancing: InstructionKind = {
  id: 'enhance',
  purpose: 'enhancing a prompt',
  otherwise: 'Install Whetstone again, or use the built-in rewriter (offline).',
  contract,
  values: ['data', 'style', 'instructions', 'reasons'],
};

const narrowness = { builtin: 0, user: 1, workspace: 2 } as const;

/**
 * Makes instructions of the template files with the id of their kind; the narrowest scope wins. Throws WhetstoneError `template-not-found` when there is none,
 * `template-schema` when it does not place the request (`{{data}}`) or wants a value that is not given, and `template-render` when it is broken.
 */
export async function instructionsFrom(
  files: readonly TemplateFile[],
  kind: InstructionKind = enhancing,
): Promise<Instructions> {
  const [file] = files
    .filter(({ id }) => id === kind.id)
    .toSorted((one, other) => narrowness[other.scope] - narrowness[one.scope]);
  if (file === undefined)
    throw new WhetstoneError(
      'template-not-found',
      `The instructions for ${kind.purpose} are missing.`,
      kind.otherwise,
    );
  const template = await parseTemplate(file.text, file);
  refuseUnusable(template, kind);
  return {
    version: `${template.id}@${template.version}${template.scope === 'builtin' ? '' : ` (${template.scope})`}`,
    own: template.scope === 'builtin' ? '' : template.body,
    render: (values) => rendered(template, kind, values),
  };
}

function refuseUnusable(template: Template, { values }: InstructionKind): void {
  const known: ReadonlySet<string> = new Set(values);
  const [problem] = template.problems;
  if (problem !== undefined)
    throw new WhetstoneError(
      'template-render',
      `The ${template.scope} instructions "${template.id}" have an error in line ${problem.line}: ${problem.message}`,
      'Correct the file, or take it away to use the built-in one.',
    );
  const stranger = template.variables.find(({ name, required }) => required && !known.has(name));
  if (stranger !== undefined)
    throw new WhetstoneError(
      'template-schema',
      `The ${template.scope} instructions "${template.id}" want a value "${stranger.name}" that is not given.`,
      `The values are: ${[...known].join(', ')}.`,
    );
  if (!/\{\{\{?\s*data\s*\}/.test(template.body))
    throw new WhetstoneError(
      'template-schema',
      `The ${template.scope} instructions "${template.id}" never place the request.`,
      'Put {{data}} where the request belongs.',
    );
}

async function rendered(
  template: Template,
  kind: InstructionKind,
  values: InstructionValues,
): Promise<readonly Message[]> {
  const wanted = new Set(template.variables.map(({ name }) => name));
  const given = Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, string][] =>
      typeof value === 'string' && wanted.has(name) ? [[name, name === 'data' ? value : plain(value)]] : [],
    ),
  );
  const { messages } = await renderTemplate(template, given);
  const system = messages.filter(({ role }) => role === 'system').map(({ content }) => content);
  const rest = messages.filter(({ role }) => role !== 'system');
  return [
    { role: 'system', content: [...system, kind.contract].join('\n\n') },
    ...rest.map(({ content, role }): Message => ({
      role: role === 'assistant' || role === 'model' ? 'assistant' : 'user',
      content,
    })),
  ];
}

/** Without the marks that separate messages in a rendered template, and without what could pass for the data's end. */
function plain(text: string): string {
  return text.replace(/[\uE000-\uF8FF]/g, '').replaceAll(/<(\/?)data>/gi, '<$1 data>');
}
