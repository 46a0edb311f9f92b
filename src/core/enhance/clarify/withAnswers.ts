import type { ClarifyingQuestion } from './clarifyingQuestions.ts';

/** What was picked and typed for one question. */
export interface ClarifyingAnswer {
  readonly id: ClarifyingQuestion['id'];
  /** Labels that were picked, in the order of the options. */
  readonly picked: readonly string[];
  /** Typed by the user, '' when nothing. */
  readonly typed: string;
}

/** The answers as sentences that follow the request, one a line, as the author would have written them; '' when every question was skipped. */
export function answersAsSentences(answers: readonly ClarifyingAnswer[]): string {
  return answers
    .map(sentenceOf)
    .filter((sentence) => sentence !== '')
    .join('\n');
}

function sentenceOf({ id, picked, typed }: ClarifyingAnswer): string {
  const own = typed.trim();
  const chosen = picked.length === 0 ? '' : said(id, picked);
  return [chosen, own === '' ? '' : /[.!?:]$/.test(own) ? own : `${own}.`].filter(Boolean).join(' ');
}

function said(id: ClarifyingQuestion['id'], picked: readonly string[]): string {
  switch (id) {
    case 'place':
      return `It is about ${listed(picked.map(quotedPlace))}.`;
    case 'fault':
    case 'aim':
      return `${picked[0] ?? ''}${picked
        .slice(1)
        .map((other) => `, and ${lowerFirst(other)}`)
        .join('')}.`;
    case 'check':
      return `Done when ${listed(picked.map(lowerFirst))}.`;
    case 'scope':
      return `Do not change: ${listed(picked.map(lowerFirst))}.`;
  }
}

/** A path, or `name in path`. */
function quotedPlace(label: string): string {
  const cut = label.lastIndexOf(' in ');
  return cut === -1 ? `\`${label}\`` : `\`${label.slice(0, cut)}\` in \`${label.slice(cut + 4)}\``;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
