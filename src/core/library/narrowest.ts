import type { Template, TemplateScope } from './template.ts';

const scopeWords: Readonly<Record<TemplateScope, string>> = {
  builtin: 'built-in',
  user: 'user',
  workspace: 'workspace',
};

const narrowness: Readonly<Record<TemplateScope, number>> = { builtin: 0, user: 1, workspace: 2 };

/** A file that counts, and the narrowest other scope that holds the same id. */
export interface ChosenFile<File> {
  readonly file: File;
  readonly hides: TemplateScope | null;
}

/** One file an id: workspace before user before built-in; of two in one scope the first. Keeps the order of the ids. */
export function chooseNarrowest<File extends { readonly id: string; readonly scope: TemplateScope }>(
  files: readonly File[],
): readonly ChosenFile<File>[] {
  const chosen = new Map<string, ChosenFile<File>>();
  for (const file of files) {
    const rival = chosen.get(file.id);
    if (rival === undefined) {
      chosen.set(file.id, { file, hides: null });
      continue;
    }
    const isNarrower = narrowness[file.scope] > narrowness[rival.file.scope];
    const [winner, loser] = isNarrower ? [file, rival.file] : [rival.file, file];
    const widest = winner.scope === loser.scope ? null : loser.scope;
    chosen.set(file.id, { file: winner, hides: narrower(rival.hides, widest) });
  }
  return [...chosen.values()];
}

/** The template with a remark that says which wider one it stands before. */
export function withHidden<T extends Pick<Template, 'scope' | 'remarks'>>(
  template: T,
  hides: TemplateScope | null,
): T {
  if (hides === null) return template;
  const remark = `This ${scopeWords[template.scope]} template is used instead of the ${scopeWords[hides]} one with the same id.`;
  return { ...template, remarks: [...template.remarks, remark] };
}

function narrower(left: TemplateScope | null, right: TemplateScope | null): TemplateScope | null {
  if (left === null || right === null) return left ?? right;
  return narrowness[left] > narrowness[right] ? left : right;
}
