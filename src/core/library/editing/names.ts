import type { Span } from '../../span.ts';
import type { ExpressionPart, PathPart } from './expressionParts.ts';
import type { Tag } from './handlebarsTags.ts';

/** A name in the body. */
export interface NameUse {
  readonly name: string;
  /** The name alone: of `../file.path` only `file`. */
  readonly span: Span;
}

/** A name that a block gives to what it goes through, and where it is used. */
export interface Local extends NameUse {
  /** The block's helper: `each`, `with`. */
  readonly block: string;
  readonly uses: readonly Span[];
  /** Where it may be used. */
  readonly scope: Span;
}

export interface PartialUse extends NameUse {
  readonly tag: Span;
  /** Names of the values that the place gives it. */
  readonly given: readonly string[];
  /** It gets data of its own: by a parameter, or inside a loop. */
  readonly hasOwnContext: boolean;
}

export interface Names {
  readonly uses: readonly NameUse[];
  readonly locals: readonly Local[];
  readonly helpers: readonly NameUse[];
  readonly partials: readonly PartialUse[];
  /** All of the template's data is taken at once, by `{{this}}` or `@root`. */
  readonly usesAll: boolean;
}

interface OpenLocal extends NameUse {
  readonly block: string;
  readonly uses: Span[];
  scope: Span;
}

/** What a stretch of the template knows: whether `this` is still the template's data, and the names of the blocks around it. */
interface View {
  readonly nested: boolean;
  readonly bound: ReadonlyMap<string, OpenLocal>;
}

interface Frame {
  readonly name: string;
  readonly outer: View;
  readonly locals: readonly OpenLocal[];
}

/** Deeper blocks are refused by the parser; here the names they give are not looked up. */
const deepest = 200;

/**
 * The names that tags use, by the rules of mentions.ts: inside `each` and `with` a bare name belongs to the item, `../name` and
 * `@root.name` are the template's; after `{{else}}` a block is as if it were not there.
 */
export function namesIn(tags: readonly Tag[]): Names {
  const uses: NameUse[] = [];
  const locals: OpenLocal[] = [];
  const helpers: NameUse[] = [];
  const partials: PartialUse[] = [];
  const frames: Frame[] = [];
  /** How many open blocks bear a name, so that a closing tag that fits none costs nothing. */
  const open = new Map<string, number>();
  let usesAll = false;
  let view: View = { nested: false, bound: new Map() };

  const usePath = (path: PathPart): void => {
    const isRoot = path.isData && path.segments[0]?.text === 'root';
    const segment = path.segments[isRoot ? 1 : 0];
    if (segment === undefined) usesAll ||= isRoot || (!path.isData && (!view.nested || path.depth > 0));
    if (segment === undefined || (path.isData && !isRoot)) return;
    const local = isRoot ? undefined : view.bound.get(segment.text);
    if (local !== undefined) local.uses.push(segment.span);
    else if (isRoot || !view.nested || path.depth > 0) uses.push({ name: segment.text, span: segment.span });
  };
  /** Everything but the first word, which the caller knows: arguments, and in parentheses first a helper. */
  const useRest = (parts: readonly ExpressionPart[]): void => {
    for (const [place, part] of parts.entries()) {
      if (part.type !== 'path') continue;
      if (parts[place - 1]?.type === 'open') helpers.push({ name: part.text, span: part.span });
      else usePath(part);
    }
  };
  const openBlock = (tag: Tag, parts: readonly ExpressionPart[], outer: View): View => {
    const [first] = parts;
    const name = first?.type === 'path' ? first.text : '';
    if (first?.type === 'path') helpers.push({ name, span: first.span });
    useRest(parts.slice(1));
    const own = parts.flatMap((part): OpenLocal[] =>
      part.type === 'bound'
        ? [{ name: part.text, span: part.span, block: name, uses: [], scope: tag.span }]
        : [],
    );
    const bound =
      own.length === 0 || frames.length >= deepest
        ? outer.bound
        : new Map([...outer.bound, ...own.map((local): [string, OpenLocal] => [local.name, local])]);
    locals.push(...own);
    return { bound, nested: outer.nested || name === 'each' || name === 'with' };
  };

  for (const tag of tags) {
    const { kind, parts } = tag;
    const [first] = parts;
    if (kind === 'value') {
      if (first?.type === 'path' && parts.length > 1) {
        helpers.push({ name: first.text, span: first.span });
        useRest(parts.slice(1));
      } else useRest(parts);
    } else if (kind === 'block' || kind === 'inverse') {
      const outer = view;
      const from = locals.length;
      const inner = openBlock(tag, parts, outer);
      view = kind === 'inverse' ? outer : inner;
      const name = first?.type === 'path' ? first.text : '';
      frames.push({ name, outer, locals: locals.slice(from) });
      open.set(name, (open.get(name) ?? 0) + 1);
    } else if (kind === 'else') {
      const outer = frames.at(-1)?.outer ?? { nested: false, bound: new Map() };
      view = outer;
      if (first?.type === 'path' && parts.length > 1) view = openBlock(tag, parts.slice(1), outer);
    } else if (kind === 'end') {
      const name = first?.type === 'path' ? first.text : '';
      if ((open.get(name) ?? 0) === 0) continue;
      for (;;) {
        const frame = frames.pop();
        if (frame === undefined) break;
        open.set(frame.name, (open.get(frame.name) ?? 1) - 1);
        for (const local of frame.locals) local.scope = { start: local.scope.start, end: tag.span.start };
        view = frame.outer;
        if (frame.name === name) break;
      }
    } else if (kind === 'partial') {
      if (first?.type !== 'path') continue;
      useRest(parts.slice(1));
      const keys = parts.filter(({ type }) => type === 'key');
      const isContext = parts[1] !== undefined && parts[1].type !== 'key';
      partials.push({
        name: first.text,
        span: first.span,
        tag: tag.span,
        given: keys.map(({ text }) => text),
        hasOwnContext: view.nested || isContext,
      });
    } else if (kind === 'raw' && first?.type === 'path') {
      helpers.push({ name: first.text, span: first.span });
      useRest(parts.slice(1));
    }
  }
  const end = tags.at(-1)?.span.end ?? 0;
  for (const frame of frames)
    for (const local of frame.locals) local.scope = { start: local.scope.start, end };
  return { uses, locals, helpers, partials, usesAll };
}
