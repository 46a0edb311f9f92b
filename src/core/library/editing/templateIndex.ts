import type { Span } from '../../span.ts';
import { declarationsIn, type Declaration } from './declarations.ts';
import { blocksIn, type Block } from './blocks.ts';
import { frontMatterIndex, type FrontMatterIndex } from './frontMatterIndex.ts';
import { handlebarsTags, type Tag } from './handlebarsTags.ts';
import { namesIn, type Local, type NameUse, type PartialUse } from './names.ts';

/** A place where another role begins to speak: `{{role "system"}}`. */
export interface RoleUse {
  readonly name: string;
  /** The name between the quotation marks. */
  readonly nameSpan: Span;
  readonly tag: Span;
}

/** Everything in a template's file that has a name, with its place, for an editor. Spans point into the file's text. */
export interface TemplateIndex {
  readonly frontMatter: FrontMatterIndex | null;
  readonly body: Span;
  readonly tags: readonly Tag[];
  /** Names of variables in the front matter. */
  readonly declarations: readonly Declaration[];
  /** Names of variables in the body. */
  readonly uses: readonly NameUse[];
  /** Names that blocks give by `as |name|`. */
  readonly locals: readonly Local[];
  readonly helpers: readonly NameUse[];
  readonly partials: readonly PartialUse[];
  /** All of the template's data is taken at once, by `{{this}}` or `@root`. */
  readonly usesAll: boolean;
  readonly blocks: readonly Block[];
  readonly roles: readonly RoleUse[];
}

/**
 * Reads a template's file for an editor: also one that is half written, of which Handlebars and YAML can make nothing. Where they can,
 * the names are those of mentions.ts. Linear in the text, about 2 ms for 20 kB; never throws.
 */
export function templateIndex(text: string): TemplateIndex {
  const frontMatter = frontMatterIndex(text);
  const body = { start: frontMatter?.span.end ?? 0, end: text.length };
  const tags = handlebarsTags(text, body.start);
  return {
    frontMatter,
    body,
    tags,
    declarations: frontMatter === null ? [] : declarationsIn(frontMatter),
    ...namesIn(tags),
    blocks: blocksIn(tags, text.length),
    roles: tags.flatMap((tag) => roleOf(tag) ?? []),
  };
}

function roleOf({ kind, parts, span }: Tag): RoleUse | null {
  const [first, second] = parts;
  if (kind !== 'value' || first?.type !== 'path' || first.text !== 'role' || second?.type !== 'string')
    return null;
  const nameSpan = { start: second.span.start + 1, end: second.span.end - 1 };
  return { name: second.text, nameSpan, tag: span };
}
