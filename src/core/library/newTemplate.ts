import { stringify } from 'yaml';
import type { Picoschema } from './schemaFromSamples.ts';

/** What a new template starts with. */
export interface NewTemplate {
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly tags: readonly string[];
  /** Handlebars source; '' for a beginning to fill in. */
  readonly body: string;
  readonly schema: Picoschema;
  /** Values that show what it is for; {} = none. */
  readonly sample?: Readonly<Record<string, unknown>>;
  readonly model?: string;
}

/** The text of a `.prompt` file. Names and texts are quoted where YAML needs it. */
export function templateText(template: NewTemplate): string {
  const { name, description, category, tags, body, schema, sample = {}, model } = template;
  const data = {
    name,
    ...(description !== '' && { description }),
    ...(model !== undefined && { model }),
    ...(Object.keys(schema).length > 0 && { input: { schema } }),
    metadata: {
      category,
      ...(tags.length > 0 && { tags }),
      ...(Object.keys(sample).length > 0 && { sample }),
    },
  };
  return `---\n${stringify(data, { lineWidth: 0 })}---\n${body.endsWith('\n') ? body : `${body}\n`}`;
}

/** The body of a template that nobody has written yet. */
export const beginning = `## {{task_title}}

{{task_description}}

### Success Criteria
- [ ] 
`;
