import { linkPartials } from '../partials.ts';
import { parseTemplate } from '../parseTemplate.ts';
import type { Template } from '../template.ts';

/** A template that is being written, with what it could put in. */
export interface TemplateDraft {
  /** The file's name without `.prompt`. */
  readonly id: string;
  readonly text: string;
  /** The files of the partials that it uses, directly or through others, by the name in `{{> name}}`. */
  readonly parts: Readonly<Record<string, string>>;
  /** Names of all partials within reach. */
  readonly partNames: readonly string[];
}

/** The draft as a template with its partials. Like every template it has its faults in `problems`. */
export async function readDraft({ id, parts, text }: TemplateDraft): Promise<Template> {
  const template = await parseTemplate(text, { id, scope: 'user' });
  const linked = await Promise.all(
    Object.entries(parts).map(([name, part]) => parseTemplate(part, { id: `_${name}`, scope: 'user' })),
  );
  return (await linkPartials([template], linked))[0] ?? template;
}
