import type { PromptDocument } from '../../src/core/prompt/document.ts';
import { parsePrompt } from '../../src/core/prompt/parsePrompt.ts';
import { type Reading, readPrompt } from '../../src/core/score/reading/reading.ts';
import { scorePrompt } from '../../src/core/score/scorePrompt.ts';
import type { Span } from '../../src/core/span.ts';

function total(text: string): number {
  return scorePrompt(parsePrompt(text)).total;
}

function without(text: string, spans: readonly Span[]): string {
  let rest = text;
  for (const { start, end } of [...spans].sort((a, b) => b.start - a.start))
    rest = rest.slice(0, start) + rest.slice(end);
  return rest.replace(/ {2,}/gu, ' ');
}

const losses: Readonly<Record<string, (document: PromptDocument, reading: Reading) => readonly Span[]>> = {
  'file names': ({ references }) => references.filter((one) => one.type === 'path').map((one) => one.span),
  'names from the code': ({ references }) =>
    references.filter((one) => one.type === 'identifier').map((one) => one.span),
  'the expected behaviour': (_, { sentences, hits }) =>
    sentences.filter(({ from, to }) => hits.outcome.some((index) => index >= from && index < to)),
  'the line with the error': (_, { lines, error }) =>
    error === null
      ? []
      : lines.filter((line) => line.kind !== 'text' && line.start <= error.start && line.end >= error.end),
};

const changes: Readonly<Record<string, (text: string) => string>> = {
  'blank lines around': (text) => `\n\n${text}\n\n`,
  '"Please" in front': (text) => `Please ${text.charAt(0).toLowerCase()}${text.slice(1)}`,
  'thanks at the end': (text) => `${text}\n\nThank you very much in advance.`,
  'empty headings': (text) => `${text}\n\n## Goal\n\n## Success criteria\n`,
  'stock sentences': (text) =>
    `${text}\n\n## Success criteria\n- Run the tests.\n- Follow best practices.\n- All existing tests pass.\n`,
  'the whole text again': (text) => `${text}\n\n${text}`,
};

/** Prints what happens to good prompts that lose something, and to all prompts under changes that mean nothing. */
export function measureDerived(texts: readonly string[]): void {
  console.log('pairs derived from the rows: good prompts (60 and more) that lose something');
  for (const [name, spansOf] of Object.entries(losses)) {
    let [pairs, lower] = [0, 0];
    for (const text of texts) {
      const document = parsePrompt(text);
      const before = scorePrompt(document).total;
      if (before < 60) continue;
      const spans = spansOf(document, readPrompt(document));
      if (spans.length === 0) continue;
      pairs += 1;
      if (total(without(text, spans)) < before) lower += 1;
    }
    console.log(`  ${`lower without ${name}`.padEnd(44)} ${lower} of ${pairs}`);
  }
  console.log('changes that mean nothing');
  for (const [name, change] of Object.entries(changes)) {
    const moved = texts.map((text) => total(change(text)) - total(text));
    const within = moved.filter((points) => Math.abs(points) <= 5).length;
    const gained = moved.filter((points) => points > 2).length;
    console.log(
      `  ${name.padEnd(44)} ${within} of ${texts.length} within 5 points, ${gained} gain more than 2`,
    );
  }
}
