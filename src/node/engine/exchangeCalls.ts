import { dirname, join, relative, resolve, sep } from 'node:path';
import { exportTemplate, type ExportedTemplate } from '../../core/library/exchange/exportTemplate.ts';
import {
  formatOf,
  importTemplate,
  type ExchangeFormat,
  type ImportedTemplate,
} from '../../core/library/exchange/importTemplate.ts';
import { promptToSkill, type ConvertedSkill } from '../../core/library/exchange/promptToSkill.ts';
import type { Template } from '../../core/library/template.ts';
import { templateSources } from '../templateSources.ts';
import type { TemplateFolder } from '../templateFiles.ts';

/** Templates to write for another tool. */
export interface ExportInput {
  readonly folders: readonly TemplateFolder[];
  readonly ids: readonly string[];
  readonly format: ExchangeFormat;
}

/** A file, folder or zip to make templates of; `path` absolute. */
export interface ImportInput {
  readonly path: string;
}

/** A foreign file as a template, and where it came from. */
export interface FoundImport extends ImportedTemplate {
  readonly from: string;
}

/** A prompt file to make a skill of. Paths are absolute; the skill gets a folder in `skills`. */
export interface ConvertInput {
  readonly file: string;
  readonly text: string;
  readonly skills: string;
}

/** Throws `template-not-found`, and `template-render` for a template with problems. */
export async function exportTemplates(
  { ids, format }: ExportInput,
  read: (id: string) => Promise<Template>,
): Promise<readonly ExportedTemplate[]> {
  const files: ExportedTemplate[] = [];
  for (const id of ids) files.push(await exportTemplate(await read(id), format));
  return files;
}

/** Throws `input-unreadable` and `input-too-large`, as `templateSources` does. */
export async function importTemplates(
  { path }: ImportInput,
  signal: AbortSignal,
): Promise<readonly FoundImport[]> {
  const sources = await templateSources(path, signal);
  return sources.map((source) => ({
    from: source.path,
    ...importTemplate(source.path, source.text, formatOf(source.path) ?? 'prompt.md'),
  }));
}

/** A link to a file follows the text into its new folder. */
export function convertToSkill({ file, text, skills }: ConvertInput): ConvertedSkill {
  const folder = join(skills, 'skill');
  return promptToSkill(file.split(sep).join('/'), text, (target) =>
    relative(folder, resolve(dirname(file), target))
      .split(sep)
      .join('/'),
  );
}
