import type { Span } from '../../span.ts';
import type { Local } from './names.ts';
import type { TemplateIndex } from './templateIndex.ts';

/** What stands at a place of a template. `span` is the name alone. */
export type NameAt =
  | {
      /** A variable in the front matter or the body; a helper; a partial; a role. */
      readonly type: 'variable' | 'helper' | 'partial' | 'role';
      readonly name: string;
      readonly span: Span;
    }
  | { readonly type: 'local'; readonly name: string; readonly span: Span; readonly local: Local }
  | {
      /** A key of the front matter that is no variable. */
      readonly type: 'key';
      readonly name: string;
      readonly span: Span;
      readonly path: readonly string[];
    };

/** The name at an offset, its end included, so that a cursor behind a word counts; null where there is none. */
export function nameAt(index: TemplateIndex, offset: number): NameAt | null {
  const isHere = ({ start, end }: Span): boolean => start <= offset && offset <= end;
  for (const type of ['variable', 'partial', 'helper'] as const) {
    const named = { variable: index.uses, partial: index.partials, helper: index.helpers }[type];
    const found = named.find(({ span }) => isHere(span));
    if (found !== undefined) return { type, name: found.name, span: found.span };
  }
  const role = index.roles.find(({ nameSpan }) => isHere(nameSpan));
  if (role !== undefined) return { type: 'role', name: role.name, span: role.nameSpan };
  for (const local of index.locals) {
    const span = [local.span, ...local.uses].find(isHere);
    if (span !== undefined) return { type: 'local', name: local.name, span, local };
  }
  const block = index.blocks.find(({ closing }) => closing !== null && isHere(closing));
  if (block?.closing) return { type: 'helper', name: block.name, span: block.closing };
  const declared = index.declarations.find(({ span }) => isHere(span));
  if (declared !== undefined) return { type: 'variable', name: declared.name, span: declared.span };
  const entry = index.frontMatter?.entries.find(({ keySpan }) => isHere(keySpan));
  if (entry === undefined) return null;
  const { keySpan, path } = entry;
  return { type: 'key', name: path.at(-1) ?? '', span: keySpan, path };
}

/** Every place that names a variable: front matter first. */
export function placesOfVariable(index: TemplateIndex, name: string): readonly Span[] {
  return [...index.declarations, ...index.uses].filter((one) => one.name === name).map(({ span }) => span);
}
