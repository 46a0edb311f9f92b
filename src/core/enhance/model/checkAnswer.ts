import type { EnhancementWarning } from '../enhancement.ts';
import { topicWords } from '../words.ts';
import { contract } from './contract.ts';
import type { ModelAnswer } from './modelAnswer.ts';

/** What a rewrite may draw on, as text. */
export interface Sources {
  /** The request as it was. */
  readonly original: string;
  /** Everything else that the model was given. */
  readonly given: string;
  /** Language of the original; requirements are traced by their words, which works where words can be told apart and hardly change. */
  readonly language: string;
}

export interface CheckedAnswer {
  /** Without the requirements that nobody asked for: they are open questions now. */
  readonly answer: ModelAnswer;
  readonly warnings: readonly EnhancementWarning[];
}

/** Beyond this growth a rewrite has to bring facts (four times the words, and at least so many). */
const growth = 4;
const grownWords = 150;
/** A requirement with so many words of its own that stand in no source, and no more than this share that do, was invented. */
const strangeWords = 3;
const knownShare = 0.4;

/** Words with which any requirement may be put, whatever it is about. */
const ordinary = new Set(
  topicWords(
    'ensure verify check confirm pass succeed fail handle keep preserve behaviour behavior existing current related relevant unit regression coverage ' +
      'case edge input output function method class module component change minimal clear clearly correctly properly consistent follow convention style ' +
      'before after include cover document comment message response request report explain describe state expected actual result reproduce cause root ' +
      'command suite lint build green scope affect touch unrelated public interface place part section step goal requirement criteria done complete ' +
      'only without must should either otherwise where possible necessary needed appropriate agent repository project codebase',
  ),
);

/**
 * Looks at an answer for what the verification of the pipeline does not see: requirements without a source, growth without facts, and our own
 * instructions given back.
 */
export function checkAnswer(answer: ModelAnswer, sources: Sources): CheckedAnswer {
  const known = new Set([...topicWords(sources.original), ...topicWords(sources.given), ...ordinary]);
  const traceable = sources.language === 'en' || sources.language === 'und';
  const untraced = (line: string): boolean => traceable && isUntraced(line, known);
  const invented = answer.requirements.filter(untraced);
  const { text, removed } = withoutLines(answer.enhancedPrompt, sources.original, untraced);
  const questions = [...new Set([...invented, ...removed].map(asQuestion))];
  return {
    answer: {
      ...answer,
      enhancedPrompt: text,
      requirements: answer.requirements.filter((requirement) => !untraced(requirement)),
      openQuestions: [...new Set([...answer.openQuestions, ...questions])].slice(0, 5),
    },
    warnings: [...leaked(text, sources), ...grown(text, sources)],
  };
}

function isUntraced(line: string, known: ReadonlySet<string>): boolean {
  const words = topicWords(line);
  const strange = words.filter((word) => !known.has(word));
  return strange.length >= strangeWords && words.length - strange.length <= words.length * knownShare;
}

/** Takes out the list items that are not the author's and have no source. Items with code or items below them stay: the verification judges those. */
function withoutLines(
  text: string,
  original: string,
  untraced: (line: string) => boolean,
): { text: string; removed: string[] } {
  const lines = text.split('\n');
  const removed: string[] = [];
  let fenced = false;
  const kept = lines.filter((line, number) => {
    if (/^\s{0,3}(?:```|~~~)/.test(line)) fenced = !fenced;
    const item = /^(\s*)(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(\S.*)$/.exec(line);
    if (fenced || item === null || original.includes(item[2] ?? '')) return true;
    const next = lines[number + 1] ?? '';
    const nested = /^\s*/.exec(next)?.[0].length ?? 0;
    if (next.trim() !== '' && nested > (item[1]?.length ?? 0)) return true;
    if (!untraced(item[2] ?? '')) return true;
    removed.push(item[2] ?? '');
    return false;
  });
  return removed.length === 0 ? { text, removed } : { text: withoutEmptyHeadings(kept), removed };
}

/** A heading whose list is gone goes as well. */
function withoutEmptyHeadings(lines: readonly string[]): string {
  const isHeading = (line: string): boolean => /^\s{0,3}#{1,6}\s/.test(line);
  const kept: string[] = [];
  let fenced = false;
  for (const [number, line] of lines.entries()) {
    if (/^\s{0,3}(?:```|~~~)/.test(line)) fenced = !fenced;
    if (!fenced && isHeading(line)) {
      const next = lines.slice(number + 1, number + 60).find((other) => other.trim() !== '');
      const level = /#+/.exec(line)?.[0].length ?? 1;
      if (next === undefined || (isHeading(next) && (/#+/.exec(next)?.[0].length ?? 1) <= level)) continue;
    }
    kept.push(line);
  }
  return kept
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd();
}

function asQuestion(requirement: string): string {
  const text = requirement.replace(/[.!?\s]+$/, '');
  return `Is this wanted as well: ${text}?`;
}

/** Parts of our own instructions in the rewrite: the model repeated what it was told instead of rewriting. */
function leaked(text: string, { given, original }: Sources): EnhancementWarning[] {
  const marks = [
    'enhanced_prompt',
    'success_criteria',
    'What always holds',
    '<data>',
    ...contract.split('\n').filter((line) => line.length > 60),
  ];
  const found = marks.some(
    (mark) => text.includes(mark) && !original.includes(mark) && !given.includes(mark),
  );
  return found
    ? [{ code: 'answered', message: 'The rewrite repeats the instructions that the model was given.' }]
    : [];
}

function grown(text: string, { given, original }: Sources): EnhancementWarning[] {
  const words = countWords(text);
  if (words <= grownWords || words <= growth * countWords(original)) return [];
  const before = new Set(factsIn(original));
  const facts = factsIn(text).filter((fact) => !before.has(fact) && given.includes(fact));
  // One new fact carries a sentence or two.
  if (facts.length * 60 >= words - growth * countWords(original)) return [];
  return [
    {
      code: 'needless-growth',
      message: `The rewrite is ${Math.round(words / Math.max(1, countWords(original)))} times as long as the original and brings hardly anything new.`,
    },
  ];
}

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** Paths, identifiers and commands, as far as they can be told by their look. */
function factsIn(text: string): string[] {
  return [
    ...new Set(
      text.match(
        /`[^`\n]{2,80}`|[\w.-]{1,80}\/[\w./-]{1,200}|\b\w{1,60}[a-z][A-Z]\w{0,60}|\b\w{1,60}_\w{1,60}/g,
      ) ?? [],
    ),
  ].map((fact) => fact.replaceAll('`', ''));
}
