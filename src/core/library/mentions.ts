import type { Span } from '../span.ts';

export interface Mention {
  readonly name: string;
  /** In the Handlebars source. */
  readonly span: Span;
}

/** A use of a partial: `{{> name}}`. */
export interface PartialMention extends Mention {
  /** Values that the place gives it: `{{> name key=value}}`. */
  readonly given: readonly string[];
  /** The place gives it data of its own, `{{> name item}}` or inside a loop: its names are not the template's variables. */
  readonly hasOwnContext: boolean;
}

/** What a Handlebars source asks for, or why it cannot be read. */
export interface Mentions {
  /** Every use of a variable, in order. */
  readonly variables: readonly Mention[];
  /** Every use of a helper with arguments or as a block. */
  readonly helpers: readonly Mention[];
  readonly partials: readonly PartialMention[];
  readonly error: { readonly message: string; readonly offset: number } | null;
}

/**
 * Finds the variables and helpers of a Handlebars source in its syntax tree, so that a name in a comment, a string or a raw block
 * is not taken for one. Never throws: a syntax error is returned with its place.
 */
export async function mentionsIn(source: string): Promise<Mentions> {
  const excess = excessOf(source);
  if (excess !== null) return { variables: [], helpers: [], partials: [], error: excess };
  const { default: handlebars } = await import('handlebars');
  let program: hbs.AST.Program;
  try {
    program = handlebars.parse(source);
  } catch (error) {
    return { variables: [], helpers: [], partials: [], error: syntaxError(source, error) };
  }
  const lineStarts = [0, ...[...source.matchAll(/\n/g)].map((match) => match.index + 1)];
  const variables: Mention[] = [];
  const helpers: Mention[] = [];
  const partials: PartialMention[] = [];
  let wrong: Mentions['error'] = null;
  const spanOf = (location: hbs.AST.SourceLocation): Span => ({
    start: (lineStarts[location.start.line - 1] ?? 0) + location.start.column,
    end: (lineStarts[location.end.line - 1] ?? 0) + location.end.column,
  });

  /** `bound` holds the names given by `as |name|`; `nested` is true where `this` is no longer the template's data. */
  const visitProgram = (
    block: hbs.AST.Program | undefined,
    bound: ReadonlySet<string>,
    nested: boolean,
  ): void => {
    for (const statement of block?.body ?? []) visitStatement(statement, bound, nested);
  };
  const visitPath = (expression: hbs.AST.Expression, bound: ReadonlySet<string>, nested: boolean): void => {
    if (expression.type === 'SubExpression') {
      visitCall(expression as hbs.AST.SubExpression, bound, nested);
      return;
    }
    if (expression.type !== 'PathExpression') return;
    const path = expression as hbs.AST.PathExpression;
    const name = path.parts[0];
    if (typeof name !== 'string' || path.data || bound.has(name)) return;
    // Inside each and with a bare name belongs to the item, unless it climbs out again.
    if (nested && path.depth === 0) return;
    variables.push({ name, span: spanOf(path.loc) });
  };
  const visitCall = (
    call: { path: hbs.AST.Expression; params: hbs.AST.Expression[]; hash?: hbs.AST.Hash },
    bound: ReadonlySet<string>,
    nested: boolean,
  ): void => {
    if (call.path.type === 'PathExpression') {
      helpers.push({ name: (call.path as hbs.AST.PathExpression).original, span: spanOf(call.path.loc) });
    }
    for (const parameter of call.params) visitPath(parameter, bound, nested);
    for (const pair of call.hash?.pairs ?? []) visitPath(pair.value, bound, nested);
  };
  const visitStatement = (
    statement: hbs.AST.Statement,
    bound: ReadonlySet<string>,
    nested: boolean,
  ): void => {
    if (statement.type === 'MustacheStatement') {
      const mustache = statement as hbs.AST.MustacheStatement;
      if (mustache.params.length > 0 || (mustache.hash?.pairs.length ?? 0) > 0)
        visitCall(mustache, bound, nested);
      else visitPath(mustache.path, bound, nested);
    } else if (statement.type === 'BlockStatement') {
      const block = statement as hbs.AST.BlockStatement;
      visitCall(block, bound, nested);
      const parameters = block.program?.blockParams ?? [];
      const inner = new Set([...bound, ...parameters]);
      const name = block.path.type === 'PathExpression' ? block.path.original : '';
      visitProgram(block.program, inner, nested || name === 'each' || name === 'with');
      visitProgram(block.inverse, bound, nested);
    } else if (statement.type === 'PartialStatement' || statement.type === 'PartialBlockStatement') {
      visitPartial(statement as hbs.AST.PartialStatement, bound, nested);
    } else if (statement.type === 'Decorator' || statement.type === 'DecoratorBlock') {
      wrong ??= {
        message:
          'Decorators and inline partials ({{#*inline}}) are not supported; put the part into a file of its own.',
        offset: spanOf(statement.loc).start,
      };
    }
  };
  const visitPartial = (
    partial: hbs.AST.PartialStatement,
    bound: ReadonlySet<string>,
    nested: boolean,
  ): void => {
    const span = spanOf(partial.loc);
    if (partial.name.type !== 'PathExpression' || partial.type === ('PartialBlockStatement' as string)) {
      wrong ??= {
        message: 'A partial is named as it is: {{> name}}. Computed names and blocks are not supported.',
        offset: span.start,
      };
      return;
    }
    for (const parameter of partial.params) visitPath(parameter, bound, nested);
    const pairs = partial.hash?.pairs ?? [];
    for (const pair of pairs) visitPath(pair.value, bound, nested);
    partials.push({
      name: partial.name.original,
      span,
      given: pairs.map(({ key }) => key),
      hasOwnContext: nested || partial.params.length > 0,
    });
  };
  try {
    visitProgram(program, new Set(), false);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    wrong = { message: 'The template is nested too deep to be read.', offset: 0 };
  }
  return { variables, helpers, partials, error: wrong };
}

/** Beyond these the parser, whose time grows with the square of the nesting, would be kept busy for minutes. */
const deepestNesting = 100;
const mostExpressions = 10_000;

/** The place from which a source is nested too deep or has too many expressions; null when it is within bounds. One pass. */
function excessOf(source: string): Mentions['error'] {
  let blocks = 0;
  let parentheses = 0;
  let inside = false;
  let expressions = 0;
  for (const { 0: sign, index } of source.matchAll(/\{\{~?[#^/]?|\}\}|[()]/g)) {
    if (sign.startsWith('{{')) {
      expressions += 1;
      inside = true;
      parentheses = 0;
      if (/[#^]$/.test(sign)) blocks += 1;
      else if (sign.endsWith('/')) blocks -= 1;
    } else if (sign === '}}') inside = false;
    else if (inside) parentheses += sign === '(' ? 1 : -1;
    if (blocks > deepestNesting || parentheses > deepestNesting)
      return { message: `The template is nested deeper than ${deepestNesting} levels.`, offset: index };
    if (expressions > mostExpressions)
      return { message: `The template has more than ${mostExpressions} expressions.`, offset: index };
  }
  return null;
}

/** Handlebars names the line of a syntax error in `error.hash`; the message's first line and drawing are for a terminal. */
function syntaxError(source: string, error: unknown): { message: string; offset: number } {
  const place = (error as { hash?: { loc?: { last_line: number; last_column: number } } }).hash?.loc;
  const located = error as { lineNumber?: number; column?: number };
  const line = place?.last_line ?? located.lineNumber ?? 1;
  const column = place?.last_column ?? located.column ?? 0;
  const before = source
    .split('\n')
    .slice(0, line - 1)
    .join('\n');
  const offset = Math.min(source.length, (line > 1 ? before.length + 1 : 0) + column);
  return {
    message: `The template cannot be read near line ${line}: a Handlebars expression is incomplete or not closed.`,
    offset,
  };
}
