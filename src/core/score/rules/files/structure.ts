import type { Reading } from '../../reading/reading.ts';
import { absent, type Rule, saturating } from '../../rule.ts';
import { allFiles, taskFiles } from './kinds.ts';

/** Headings that part the text. */
export const hasSections: Rule = {
  id: 'has-sections',
  component: 'clarity',
  kinds: allFiles,
  effect: 'earns',
  lexical: false,
  label: 'is parted by headings',
  remedy: { text: 'Part the text by headings', followed: { 'has-sections': 0.6 } },
  measure: (reading) => {
    const headings = filledHeadings(reading);
    return { strength: saturating(headings, 1.5), spans: [] };
  },
};

/** Headings with text of their own or below them. */
function filledHeadings(reading: Reading): number {
  return (
    reading.document.blocks.filter((block) => block.type === 'heading').length - emptyHeadings(reading).length
  );
}

function emptyHeadings(reading: Reading): { start: number; end: number }[] {
  const { blocks, body, text } = reading.document;
  const headings = blocks.filter((block) => block.type === 'heading');
  const empty: { start: number; end: number }[] = [];
  for (const [index, heading] of headings.entries()) {
    const next = headings[index + 1];
    if (next !== undefined && next.level > heading.level) continue;
    const until = next?.span.start ?? body.end;
    if (!/[\p{L}\p{N}]/u.test(text.slice(heading.span.end, Math.min(until, heading.span.end + 2000))))
      empty.push(heading.span);
  }
  return empty;
}

/** A heading with nothing under it. */
export const emptySection: Rule = {
  id: 'empty-section',
  component: 'clarity',
  kinds: allFiles,
  effect: 'costs',
  lexical: false,
  label: 'has headings with nothing under them',
  remedy: { text: 'Fill the section or take its heading out', followed: { 'empty-section': 0 } },
  measure: (reading) => {
    const spans = emptyHeadings(reading);
    return spans.length === 0 ? absent : { strength: saturating(spans.length, 1), spans: spans.slice(0, 10) };
  },
};

/** Steps in their order, or at least items. */
export const hasSteps: Rule = {
  id: 'has-steps',
  component: 'actionability',
  kinds: taskFiles,
  effect: 'earns',
  lexical: false,
  label: 'gives the steps in order',
  remedy: { text: 'Write the steps as a numbered list', followed: { 'has-steps': 0.75 } },
  measure: (reading) => {
    const items = reading.document.blocks.filter((block) => block.type === 'listItem');
    const numbered = items.filter((block) => block.ordered).length;
    const stepHeadings = reading.document.blocks.filter(
      (block) =>
        block.type === 'heading' &&
        /^(?:step|phase|\d+[.)])/iu.test(
          reading.document.text.slice(block.content.start, block.content.start + 8),
        ),
    ).length;
    const steps = numbered + stepHeadings * 2 + (items.length - numbered) / 3;
    return { strength: saturating(steps, 2), spans: items.slice(0, 1).map((item) => item.span) };
  },
};

/** Code, commands or samples in fences: shown rather than told. */
export const showsExamples: Rule = {
  id: 'shows-examples',
  component: 'specificity',
  kinds: allFiles,
  effect: 'earns',
  lexical: false,
  label: 'shows examples',
  remedy: { text: 'Show one example of a good result in a code block', followed: { 'shows-examples': 0.6 } },
  measure: (reading) => {
    const fences = reading.document.blocks.filter((block) => block.type === 'fence');
    const words = reading.lines.filter(
      (line) =>
        line.kind === 'text' &&
        /\b(?:example|e\.g\.|for instance|such as)\b/iu.test(
          reading.document.text.slice(line.start, Math.min(line.end, line.start + 400)),
        ),
    ).length;
    return {
      strength: saturating(fences.length + words / 2, 0.7),
      spans: fences.slice(0, 3).map((fence) => fence.span),
    };
  },
};

/** So long that the beginning is forgotten: agents are advised to keep such files under 500 lines. */
export const overlong: Rule = {
  id: 'overlong',
  component: 'clarity',
  kinds: allFiles,
  effect: 'costs',
  lexical: false,
  label: 'is very long',
  remedy: { text: 'Move details to files of their own and link them', followed: { overlong: 0 } },
  measure: (reading) => {
    const length = reading.lines.length;
    return length <= 500 ? absent : { strength: Math.min(1, (length - 500) / 500), spans: [] };
  },
};

/** A line that stands there again. */
export const repeats: Rule = {
  id: 'repeats',
  component: 'clarity',
  kinds: allFiles,
  effect: 'costs',
  lexical: false,
  label: 'repeats itself',
  remedy: { text: 'Take out the repeated lines', followed: { repeats: 0 } },
  measure: (reading) => {
    const seen = new Set<string>();
    const again: { start: number; end: number }[] = [];
    let lines = 0;
    for (const { start, end, kind } of reading.lines) {
      if (kind !== 'text') continue;
      const line = reading.document.text
        .slice(start, Math.min(end, start + 300))
        .trim()
        .toLowerCase();
      if (line.length < 25) continue;
      lines += 1;
      if (seen.has(line)) again.push({ start, end });
      seen.add(line);
    }
    return again.length === 0
      ? absent
      : { strength: Math.min(1, (again.length / lines) * 3), spans: again.slice(0, 10) };
  },
};

/** Something the author still has to fill in. */
export const unfinished: Rule = {
  id: 'unfinished',
  component: 'actionability',
  kinds: allFiles,
  effect: 'costs',
  lexical: false,
  label: 'has places still to be filled in',
  remedy: { text: 'Fill in what is marked as still to do', followed: { unfinished: 0 } },
  measure: (reading) => {
    const spans: { start: number; end: number }[] = [];
    for (const line of reading.lines) {
      if (line.kind !== 'text') continue;
      const match =
        /\b(?:TODO|TBD|FIXME|lorem ipsum)\b|\[(?:insert|your|add|fill|describe|todo|name)\b[^\]\n]{0,60}\](?!\()|<(?:insert|your|fill)[^>\n]{0,60}>/iu.exec(
          reading.document.text.slice(line.start, Math.min(line.end, line.start + 1000)),
        );
      if (match !== null)
        spans.push({ start: line.start + match.index, end: line.start + match.index + match[0].length });
    }
    return spans.length === 0 ? absent : { strength: saturating(spans.length, 1), spans: spans.slice(0, 10) };
  },
};

/** Hardly any text. */
export const thin: Rule = {
  id: 'thin',
  component: 'specificity',
  kinds: allFiles,
  effect: 'costs',
  lexical: false,
  label: 'says hardly anything',
  remedy: { text: 'Say what to do, with what, and what the result looks like', followed: { thin: 0.2 } },
  measure: (reading) => {
    const enough = 20;
    return reading.content >= enough ? absent : { strength: (enough - reading.content) / enough, spans: [] };
  },
};
