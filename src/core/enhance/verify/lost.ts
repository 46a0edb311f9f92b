import type { PromptDocument } from '../../prompt/document.ts';
import type { EnhancementWarning } from '../enhancement.ts';
import { countNumbers, fencesOf, holdsName, isPathReference, numbersOf } from './anchors.ts';

/** What the original names and the rewrite does not any more. One warning for each thing lost, each thing once. */
export function lostAnchors(original: PromptDocument, enhanced: PromptDocument): EnhancementWarning[] {
  if (enhanced.text.includes(original.text)) return [];
  return [
    ...lostReferences(original, enhanced),
    ...lostVariables(original, enhanced),
    ...lostCode(original, enhanced),
    ...lostQuotations(original, enhanced),
    ...lostNumbers(original, enhanced),
  ];
}

function lostReferences(original: PromptDocument, enhanced: PromptDocument): EnhancementWarning[] {
  const warnings = new Map<string, EnhancementWarning>();
  for (const reference of original.references) {
    if (warnings.has(reference.target)) continue;
    const written = original.text.slice(reference.span.start, reference.span.end);
    // A line number behind a path (`a.ts:12`) is part of what was said, so a path keeps its marks.
    if (
      holdsName(enhanced.text, written) ||
      (!isPathReference(reference) && holdsName(enhanced.text, reference.target))
    )
      continue;
    if (reference.type === 'identifier')
      warnings.set(reference.target, {
        code: 'lost-identifier',
        message: `\`${reference.target}\` is not in the rewrite.`,
      });
    else
      warnings.set(reference.target, {
        code: 'lost-reference',
        message: `${reference.target} is not in the rewrite.`,
      });
  }
  for (const span of original.inlineCode) {
    const code = original.text
      .slice(span.start, span.end)
      .replace(/^`+|`+$/g, '')
      .trim();
    if (code !== '' && !warnings.has(code) && !holdsName(enhanced.text, code))
      warnings.set(code, { code: 'lost-identifier', message: `\`${code}\` is not in the rewrite.` });
  }
  return [...warnings.values()];
}

function lostVariables(original: PromptDocument, enhanced: PromptDocument): EnhancementWarning[] {
  const names = new Set(original.variables.map(({ span }) => original.text.slice(span.start, span.end)));
  return [...names]
    .filter((variable) => !holdsVariable(enhanced.text, variable))
    .map((variable) => ({
      code: 'lost-variable',
      message: `The variable ${variable} is not in the rewrite.`,
    }));
}

function holdsVariable(text: string, variable: string): boolean {
  return /\w$/.test(variable) ? holdsName(text, variable) : text.includes(variable);
}

function lostCode(original: PromptDocument, enhanced: PromptDocument): EnhancementWarning[] {
  const warnings: EnhancementWarning[] = [];
  const text = unified(enhanced.text);
  const { frontMatter } = original;
  if (
    frontMatter !== null &&
    !text.includes(unified(original.text.slice(frontMatter.span.start, frontMatter.span.end)).trimEnd())
  )
    warnings.push({ code: 'lost-code', message: 'The front matter is not in the rewrite as it was.' });
  for (const code of fencesOf(original)) {
    if (text.includes(unified(code).trimEnd())) continue;
    const first = code.trim().split('\n')[0]?.slice(0, 60) ?? '';
    warnings.push({
      code: 'lost-code',
      message: `A code block is missing or altered; it starts with: ${first}`,
    });
  }
  return warnings;
}

function lostQuotations(original: PromptDocument, enhanced: PromptDocument): EnhancementWarning[] {
  const texts = new Set(
    original.quotations.map(({ content }) => original.text.slice(content.start, content.end).trim()),
  );
  const text = spaced(enhanced.text);
  return [...texts]
    .filter((quotation) => quotation !== '' && !text.includes(spaced(quotation)))
    .map((quotation) => ({
      code: 'lost-identifier',
      message: `The quoted text "${quotation.slice(0, 80)}" is not in the rewrite.`,
    }));
}

function lostNumbers(original: PromptDocument, enhanced: PromptDocument): EnhancementWarning[] {
  const before = numbersOf(original.text);
  const after = numbersOf(enhanced.text);
  const left = countNumbers(after);
  const warnings = new Map<string, EnhancementWarning>();
  for (const [number, count] of countNumbers(before)) {
    if ((left.get(number) ?? 0) < count)
      warnings.set(number, {
        code: 'lost-number',
        message: `The number ${number} is not in the rewrite as often as in the original.`,
      });
  }
  for (const { number, unit, text } of before) {
    if (unit === '' || warnings.has(number)) continue;
    if (!after.some((other) => other.number === number && sameUnit(other.unit, unit)))
      warnings.set(number, { code: 'lost-number', message: `"${text}" has another unit in the rewrite.` });
  }
  return [...warnings.values()];
}

/** `10 s`, `10 secs` and `10 seconds` are the same; so are singular and plural. */
function sameUnit(a: string, b: string): boolean {
  return shortUnit(a) === shortUnit(b);
}

const shortUnits: Readonly<Record<string, string>> = {
  sec: 's',
  second: 's',
  min: 'minute',
  h: 'hour',
};

function shortUnit(unit: string): string {
  const singular = unit.length > 2 && unit.endsWith('s') ? unit.slice(0, -1) : unit;
  return shortUnits[singular] ?? singular;
}

function unified(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ');
}
