import { nearest } from '../nearest.ts';
import { mentionsIn, type Mentions } from './mentions.ts';
import type { Template, TemplateProblem } from './template.ts';

/** A file `_name.prompt` is a part for other templates, not a template of its own; `{{> name}}` puts it in. */
export function isPartialId(id: string): boolean {
  return id.startsWith('_');
}

interface Source {
  readonly body: string;
  readonly mentions: Mentions;
}

/**
 * Gives each template the bodies of the partials it uses, directly or through others, and reports what is wrong with them: no such partial (with the
 * nearest name), a partial that includes itself, a variable in one that the template does not declare. `{{> name}}` means the file
 * `_name.prompt`, else the template `name`. `names`: every name there is, where not all of them are given.
 */
export async function linkPartials(
  templates: readonly Template[],
  partials: readonly Template[],
  names?: readonly string[],
): Promise<readonly Template[]> {
  const bodies = new Map([
    ...templates.map(({ id, body }): [string, string] => [id, body]),
    ...partials.map(({ id, body }): [string, string] => [id.slice(1), body]),
  ]);
  const sources = new Map<string, Promise<Source>>();
  const read = (name: string): Promise<Source> | null => {
    const body = bodies.get(name);
    if (body === undefined) return null;
    const known = sources.get(name) ?? mentionsIn(body).then((mentions) => ({ body, mentions }));
    sources.set(name, known);
    return known;
  };
  return Promise.all(
    templates.map(async (template) =>
      template.uses.length === 0 ? template : linked(template, read, names ?? [...bodies.keys()]),
    ),
  );
}

async function linked(
  template: Template,
  read: (name: string) => Promise<Source> | null,
  names: readonly string[],
): Promise<Template> {
  const problems: TemplateProblem[] = [];
  const found = new Map<string, string>();
  const declared = new Set(template.variables.map(({ name }) => name));
  for (const use of template.uses) {
    const report = (message: string, about: Pick<TemplateProblem, 'name' | 'near'> = {}): void => {
      const { span, line, column } = use;
      problems.push({ code: 'template-partial', message, span, line, column, ...about });
    };
    const visit = async (name: string, way: readonly string[], bound: ReadonlySet<string>): Promise<void> => {
      if (way.includes(name)) {
        report(`The partial "${name}" includes itself: ${[...way, name].join(' > ')}.`);
        return;
      }
      if (found.has(name)) return;
      const source = read(name);
      if (source === null) {
        const near = nearest(name, names);
        report(`There is no partial "${name}".${near ? ` Did you mean "${near}"?` : ''}`, { name, near });
        return;
      }
      const { body, mentions } = await source;
      if (mentions.error) {
        report(`The partial "${name}" cannot be read: ${mentions.error.message}`);
        return;
      }
      const strange = mentions.variables.find(
        (mention) => !declared.has(mention.name) && !bound.has(mention.name),
      );
      if (strange !== undefined && !use.hasOwnContext)
        report(`The partial "${name}" wants "${strange.name}", which is not a variable of this template.`);
      for (const part of mentions.partials)
        await visit(part.name, [...way, name], new Set([...bound, ...part.given]));
      found.set(name, body);
    };
    await visit(use.name, [template.id], new Set(use.given));
  }
  return {
    ...template,
    partials: Object.fromEntries(found),
    problems: [...template.problems, ...problems],
  };
}
