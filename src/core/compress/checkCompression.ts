import { numbersOf } from '../enhance/verify/anchors.ts';
import { isAnswer } from '../enhance/verify/answered.ts';
import { lostAnchors } from '../enhance/verify/lost.ts';
import type { PromptDocument } from '../prompt/document.ts';
import { lostStatements } from './lostStatements.ts';

/** Complaints beyond this tell nobody more. */
const most = 12;

/**
 * What speaks against a shorter text, one sentence each; empty when code, variables, paths, names, numbers and quotations are those of the original, no
 * more and no fewer, no limit and no statement is lost, and it is the same text in the same language and no answer to it. `settled` is the original
 * without what says nothing (the built-in compression's), by which statements are compared.
 */
export function checkCompression(
  original: PromptDocument,
  settled: PromptDocument,
  shorter: PromptDocument,
): readonly string[] {
  const reasons = [
    ...goneOf(original, shorter).map(({ message }) => message.replace('the rewrite', 'the shorter text')),
    ...goneOf(shorter, original).map(
      ({ message }) =>
        `Not in the original, so it must go: ${message.replace(/ is not in the rewrite.*$/, '.')}`,
    ),
    ...lostStatements(settled, shorter).map((statement) => `This is not said any more: "${statement}"`),
  ];
  if (isAnswer(original, shorter, [])) reasons.push('It answers the text instead of shortening it.');
  const { language } = original;
  if (language !== 'und' && shorter.language !== 'und' && language !== shorter.language)
    reasons.push(`The text is in ${language}, the shorter one in ${shorter.language}.`);
  return reasons.slice(0, most);
}

/** What `before` names and `after` does not. A number that is repeated may stand there less often. */
function goneOf(before: PromptDocument, after: PromptDocument): readonly { readonly message: string }[] {
  const left = new Set(numbersOf(after.text).map(({ number }) => number));
  const numbers = new Set(numbersOf(before.text).map(({ number }) => number));
  return [
    ...lostAnchors(before, after).filter(({ code }) => code !== 'lost-number'),
    ...[...numbers]
      .filter((number) => !left.has(number))
      .map((number) => ({ message: `The number ${number} is not in the rewrite.` })),
  ];
}
