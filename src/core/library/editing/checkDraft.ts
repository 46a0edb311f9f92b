import { nearest } from '../../nearest.ts';
import type { Span } from '../../span.ts';
import { mentionsIn } from '../mentions.ts';
import { isPartialId } from '../partials.ts';
import type { Template, TemplateProblem, TemplateProblemCode } from '../template.ts';
import { topKeys } from './frontMatterKeys.ts';
import { readDraft, type TemplateDraft } from './templateDraft.ts';
import { templateIndex, type TemplateIndex } from './templateIndex.ts';

/** Something to say about a template that is being written. */
export interface TemplateFinding {
  readonly code: TemplateProblemCode | 'template-sample' | 'template-unused' | 'template-key';
  /** Errors keep the template from being used. */
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  readonly message: string;
  readonly span: Span;
  /** The name that it is about, and the one that was probably meant. */
  readonly name?: string;
  readonly near?: string | null;
}

/** Most findings of one template; a page full of squiggles helps nobody. */
const most = 200;

/**
 * Everything to say about a template: why it cannot be used, and what does no harm (a variable that nothing uses, a key without effect).
 * Findings stand in the order of the text.
 */
export async function checkDraft(draft: TemplateDraft): Promise<readonly TemplateFinding[]> {
  const template = await readDraft(draft);
  const index = templateIndex(draft.text);
  const problems = template.problems.flatMap((problem) => ofProblem(problem, draft, index));
  return [
    ...problems,
    ...unknownKeys(index),
    ...strangeValues(index),
    ...(isPartialId(draft.id) ? [] : await unused(template, index)),
  ]
    .toSorted((a, b) => a.span.start - b.span.start)
    .slice(0, most);
}

/** A problem with the most exact place and the best words that are known. */
function ofProblem(
  { code, message, name, near, span }: TemplateProblem,
  { partNames, text }: TemplateDraft,
  index: TemplateIndex,
): TemplateFinding[] {
  const finding = { code, severity: 'error', message, span } as const;
  switch (code) {
    case 'template-syntax': {
      const open = whatIsOpen(index);
      const tag =
        index.tags.find(({ isStrange }) => isStrange) ??
        index.tags.find((one) => one.span.start <= span.start && span.start < one.span.end);
      return open.length > 0 ? open : [{ ...finding, span: inOneLine(text, tag?.span ?? span) }];
    }
    case 'template-variable':
    case 'template-helper': {
      const uses = code === 'template-variable' ? index.uses : index.helpers;
      const use = uses.find((one) => one.span.start >= span.start && one.span.end <= span.end);
      const place = use?.name === name && use !== undefined ? use.span : span;
      return [{ ...finding, span: place, ...(name !== undefined && { name, near: near ?? null }) }];
    }
    case 'template-partial': {
      const use = index.partials.find(({ tag }) => tag.start === span.start);
      const place = use?.span ?? span;
      // Only the parts that are used were at hand, so that the nearest name is looked for among all.
      if (name === undefined) return [{ ...finding, span: place }];
      const meant = nearest(name, partNames);
      const words = `There is no partial "${name}".${meant === null ? '' : ` Did you mean "${meant}"?`}`;
      return [{ ...finding, message: words, span: place, name, near: meant }];
    }
    default:
      return [{ ...finding, span: inOneLine(text, span) }];
  }
}

/** What is not closed, each at its place; the parser only says where it gave up. */
function whatIsOpen(index: TemplateIndex): TemplateFinding[] {
  const at = (span: Span, message: string): TemplateFinding => ({
    code: 'template-syntax',
    severity: 'error',
    message,
    span,
  });
  return [
    ...index.tags.filter(({ closed }) => !closed).map(({ span }) => at(span, 'This tag is not closed.')),
    ...index.blocks
      .filter(({ closing }) => closing === null)
      .map(({ name, opening }) =>
        at(opening, `The block "${name}" is not closed. Add {{/${name}}} where it ends.`),
      ),
    ...strayEnds(index).map(({ name, span }) =>
      at(span, `There is no open block "${name}" that {{/${name}}} could end.`),
    ),
  ];
}

function strayEnds({ blocks, tags }: TemplateIndex): { readonly name: string; readonly span: Span }[] {
  const used = new Set(blocks.map(({ closing }) => closing?.start));
  return tags
    .filter(({ closed, kind, span }) => kind === 'end' && closed && !used.has(span.start))
    .map(({ parts, span }) => ({ name: parts[0]?.text ?? '', span }));
}

function unknownKeys({ frontMatter }: TemplateIndex): TemplateFinding[] {
  return (frontMatter?.entries ?? []).flatMap(({ keySpan, path }): TemplateFinding[] => {
    const [name] = path;
    if (path.length !== 1 || name === undefined || topKeys.has(name)) return [];
    const near = nearest(name, topKeys);
    const message = `The key "${name}" of the front matter is not known; it is kept and has no effect.`;
    return [{ code: 'template-key', severity: 'info', message, span: keySpan, name, near }];
  });
}

/** Defaults, samples and limits of variables that the schema does not have. */
function strangeValues({ declarations }: TemplateIndex): TemplateFinding[] {
  const declared = new Set(declarations.filter(({ place }) => place === 'schema').map(({ name }) => name));
  if (declared.size === 0) return [];
  return declarations
    .filter(({ name, place }) => place !== 'schema' && !declared.has(name))
    .map(({ name, span }) => ({
      code: 'template-sample',
      severity: 'warning',
      message: `"${name}" stands here, but the schema has no such variable.`,
      span,
      name,
      near: nearest(name, declared),
    }));
}

/** Declared variables that neither the template nor a partial with the same data uses. */
async function unused(template: Template, index: TemplateIndex): Promise<TemplateFinding[]> {
  const used = new Set(index.uses.map(({ name }) => name));
  for (const body of Object.values(template.partials))
    for (const { name } of (await mentionsIn(body)).variables) used.add(name);
  const isMissing = template.uses.some(({ name }) => !(name in template.partials));
  if (isMissing || index.usesAll) return [];
  return index.declarations
    .filter(({ name, place }) => place === 'schema' && !used.has(name))
    .map(({ name, span }) => ({
      code: 'template-unused',
      severity: 'hint',
      message: `The template never uses "${name}".`,
      span,
      name,
    }));
}

/** The part of a span in its first line. */
function inOneLine(text: string, { start, end }: Span): Span {
  const line = text.indexOf('\n', start);
  return { start, end: line === -1 || line > end ? end : Math.max(line, start) };
}
