import { stringify } from 'yaml';

/** What a new template starts with. */
export interface NewTemplate {
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly tags: readonly string[];
  /** Handlebars source; '' for a beginning to fill in. */
  readonly body: string;
  /** Variables by name with their descriptions; all text. */
  readonly variables: readonly {
    readonly name: string;
    readonly description: string;
    readonly required: boolean;
  }[];
  readonly model?: string;
}

/** The text of a `.prompt` file. Names and texts are quoted where YAML needs it. */
export function templateText(template: NewTemplate): string {
  const { name, description, category, tags, body, variables, model } = template;
  const schema = Object.fromEntries(
    variables.map((variable) => [
      `${variable.name}${variable.required ? '' : '?'}`,
      variable.description === '' ? 'string' : `string, ${variable.description}`,
    ]),
  );
  const data = {
    name,
    ...(description !== '' && { description }),
    ...(model !== undefined && { model }),
    ...(variables.length > 0 && { input: { schema } }),
    metadata: { category, ...(tags.length > 0 && { tags }) },
  };
  return `---\n${stringify(data, { lineWidth: 0 })}---\n${body.endsWith('\n') ? body : `${body}\n`}`;
}
