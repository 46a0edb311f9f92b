import type { FoundTemplate } from '../../core/library/foundTemplate.ts';
import type { LibraryGrouping } from '../../core/library/libraryView.ts';

/** A heading in the Library view. Classes, so that a menu's argument is told from a program's plain object. */
export class GroupNode {
  readonly type = 'group';
  readonly by: LibraryGrouping;
  readonly name: string;
  readonly templates: readonly FoundTemplate[];

  constructor(by: LibraryGrouping, name: string, templates: readonly FoundTemplate[]) {
    this.by = by;
    this.name = name;
    this.templates = templates;
  }
}

/** A template in the Library view. */
export class TemplateNode {
  readonly type = 'template';
  readonly entry: FoundTemplate;
  /** The heading above it; null on the first level. */
  readonly group: string | null;

  constructor(entry: FoundTemplate, group: string | null) {
    this.entry = entry;
    this.group = group;
  }
}

export type LibraryNode = GroupNode | TemplateNode;
