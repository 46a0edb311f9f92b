import { WhetstoneError } from '../errors.ts';
import { nearest } from '../nearest.ts';
import { compareTexts } from '../text/compareTexts.ts';
import { parsePrompt } from '../prompt/parsePrompt.ts';
import { scorePrompt } from '../score/scorePrompt.ts';
import { chooseNarrowest, withHidden } from './narrowest.ts';
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

/**
 * All templates by category and name. Where two scopes hold the same id the narrower wins: workspace, then user, then built-in.
 */
export async function loadTemplates(files: TemplateFiles, signal: AbortSignal): Promise<readonly Template[]> {
  const parsed = await Promise.all(
    chooseNarrowest(await files.list(signal)).map(async ({ file, hides }) =>
      withHidden(await parseTemplate(file.text, file), hides),
    ),
  );
  const templates = await linkPartials(
    parsed.filter(({ id }) => !isPartialId(id)),
    parsed.filter(({ id }) => isPartialId(id)),
  );
  return templates.toSorted(byCategoryAndName);
}

/** The order of lists: by category, then by name. */
export function byCategoryAndName(
  left: Pick<Template, 'category' | 'name'>,
  right: Pick<Template, 'category' | 'name'>,
): number {
  return compareTexts(left.category, right.category) || compareTexts(left.name, right.name);
}

/**
 * The template with this id.
 * @throws WhetstoneError `template-not-found`, naming the nearest id
 */
export function findTemplate(templates: readonly Template[], id: string): Template {
  const found = templates.find((template) => template.id === id);
  if (found) return found;
  throw noSuchTemplate(
    id,
    templates.map((template) => template.id),
  );
}

/** The error `template-not-found` for an id, with the nearest of `ids`. */
export function noSuchTemplate(id: string, ids: readonly string[]): WhetstoneError {
  const near = nearest(id, ids);
  return new WhetstoneError(
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
