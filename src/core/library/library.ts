import { WhetstoneError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { parsePrompt } from '../prompt/parsePrompt.ts';
import { scorePrompt } from '../score/scorePrompt.ts';
import { isPartialId, linkPartials } from './partials.ts';
import { parseTemplate } from './parseTemplate.ts';
import { renderTemplate } from './renderTemplate.ts';
import type { TemplateRecord } from './templateVersions.ts';
import type { Template, TemplateProblem, TemplateScope, TemplateVariable } from './template.ts';

/** One template file as found. */
export interface TemplateFile {
  /** The file's name without `.prompt`. */
  readonly id: string;
  readonly scope: TemplateScope;
  readonly text: string;
  /** Absolute path of the file; absent where there is none. */
  readonly path?: string;
}

/** Where template files come from. `list` gives every file that can be read; a folder that does not exist is empty. */
export interface TemplateFiles {
  list(signal: AbortSignal): Promise<readonly TemplateFile[]>;
}

/** One row of `whetstone template list --json`. */
export interface TemplateListing {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly category: string;
  readonly tags: readonly string[];
  readonly scope: TemplateScope;
  readonly version: number;
  readonly active: boolean;
  readonly usageCount: number;
  /** ISO 8601 UTC; null = never used. */
  readonly lastUsedAt: string | null;
  /** Total score of the text that the template's sample values render to; null when it has none or cannot be rendered. */
  readonly score: number | null;
}

/** A row of the library with all that a form needs. */
export interface LibraryEntry extends TemplateListing {
  readonly variables: readonly TemplateVariable[];
  readonly problems: readonly TemplateProblem[];
  readonly remarks: readonly string[];
}

const scopeWords: Readonly<Record<TemplateScope, string>> = {
  builtin: 'built-in',
  user: 'user',
  workspace: 'workspace',
};

const narrowness: Readonly<Record<TemplateScope, number>> = { builtin: 0, user: 1, workspace: 2 };

/**
 * All templates by category and name. Where two scopes hold the same id the narrower wins: workspace, then user, then built-in.
 */
export async function loadTemplates(files: TemplateFiles, signal: AbortSignal): Promise<readonly Template[]> {
  const chosen = new Map<string, TemplateFile>();
  /** The narrowest scope among the files that a chosen one hides, by id. */
  const hidden = new Map<string, TemplateScope>();
  for (const file of await files.list(signal)) {
    const rival = chosen.get(file.id);
    if (!rival) {
      chosen.set(file.id, file);
      continue;
    }
    const [winner, loser] = narrowness[file.scope] > narrowness[rival.scope] ? [file, rival] : [rival, file];
    chosen.set(file.id, winner);
    const other = hidden.get(file.id);
    if (winner.scope !== loser.scope && (other === undefined || narrowness[loser.scope] > narrowness[other]))
      hidden.set(file.id, loser.scope);
  }
  const parsed = await Promise.all(
    [...chosen.values()].map(async (file) => {
      const template = await parseTemplate(file.text, file);
      const hides = hidden.get(file.id);
      if (hides === undefined) return template;
      const remark = `This ${scopeWords[file.scope]} template is used instead of the ${scopeWords[hides]} one with the same id.`;
      return { ...template, remarks: [...template.remarks, remark] };
    }),
  );
  const templates = await linkPartials(
    parsed.filter(({ id }) => !isPartialId(id)),
    parsed.filter(({ id }) => isPartialId(id)),
  );
  return templates.toSorted(
    (left, right) => left.category.localeCompare(right.category) || left.name.localeCompare(right.name),
  );
}

/**
 * The template with this id.
 * @throws WhetstoneError `template-not-found`, naming the nearest id
 */
export function findTemplate(templates: readonly Template[], id: string): Template {
  const found = templates.find((template) => template.id === id);
  if (found) return found;
  const near = nearest(
    id,
    templates.map((template) => template.id),
  );
  throw new WhetstoneError(
    'template-not-found',
    `There is no template "${id}".`,
    near ? `Did you mean "${near}"?` : 'See the list of templates for the ids there are.',
  );
}

/** What lists and trees show of a template. `record`: what is known of it beside its file. */
export async function listTemplate(template: Template, record?: TemplateRecord): Promise<TemplateListing> {
  const { id, name, description, category, tags, scope } = template;
  const score = await sampleScore(template);
  return {
    id,
    name,
    description,
    category,
    tags,
    scope,
    version: record === undefined || record.latest === 0 ? template.version : record.latest,
    active: record?.active ?? true,
    usageCount: record?.usageCount ?? 0,
    lastUsedAt: record?.lastUsedAt ?? null,
    score,
  };
}

/** What the library view and the form show of a template. */
export async function libraryEntry(template: Template): Promise<LibraryEntry> {
  return {
    ...(await listTemplate(template)),
    variables: template.variables,
    problems: template.problems,
    remarks: template.remarks,
  };
}

async function sampleScore(template: Template): Promise<number | null> {
  if (template.problems.length > 0 || Object.keys(template.sample).length === 0) return null;
  try {
    const { text } = await renderTemplate(template, template.sample);
    return scorePrompt(parsePrompt(text)).total;
  } catch (error) {
    if (error instanceof WhetstoneError) return null;
    throw error;
  }
}
