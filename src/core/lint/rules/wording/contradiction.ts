import { isEnglish } from '../../english.ts';
import { fileKinds, type LintRule } from '../../rule.ts';
import type { Statement } from '../../statements.ts';

const ban =
  /^(?:you\s+(?:must|should)\s+(?:never|not)|(?:never|don['’]?t|do not|must not|must never|should not|avoid|no))\s+(?:ever\s+)?(.{3,120}?)[\s.!;]*$/is;
const order =
  /^(?:you\s+(?:must|should)\s+(?:always\s+)?|always\s+|must\s+(?:always\s+)?|do\s+|make sure to\s+|prefer(?: to)?\s+(?=use\b))?(.{3,120}?)[\s.!;]*$/is;
/** Words after which a rule holds only sometimes. */
const condition =
  /\b(?:if|when|where|while|unless|except|only|until|before|after|instead|rather|without|but|however|for|in|on|inside|within|during|during|with)\b/i;

const rivals: readonly (readonly [what: string, one: RegExp, other: RegExp])[] = [
  [
    'indentation',
    /^(?:always\s+)?(?:use|prefer|indent with)\s+tabs?\b(?! ?stops?)/i,
    /^(?:always\s+)?(?:use|prefer|indent with)\s+(?:(?:\d|two|four|eight)[- ]?)?spaces?\b/i,
  ],
  [
    'quotes',
    /^(?:always\s+)?(?:use|prefer)\s+single[- ]quote/i,
    /^(?:always\s+)?(?:use|prefer)\s+double[- ]quote/i,
  ],
  [
    'semicolons',
    /^(?:always\s+)?(?:use|add|write|end (?:statements|lines) with)\s+semicolons?\b/i,
    /^(?:never (?:use|add|write)|do not (?:use|add|write)|don['’]t (?:use|add|write)|no|omit|skip|avoid)\s+semicolons?\b/i,
  ],
];

/** Two instructions that cannot both be followed: always X and never X, tabs and spaces. */
export const contradiction: LintRule = {
  id: 'contradiction',
  group: 'wording',
  kinds: fileKinds,
  severity: 'warning',
  component: 'clarity',
  replaces: ['contradicts'],
  why: 'The agent follows one of the two, and not always the same one.',
  *check(target) {
    if (!isEnglish(target)) return;
    const wanted = new Map<string, Statement>();
    const banned = new Map<string, Statement>();
    const sides = rivals.map(() => [undefined, undefined] as (Statement | undefined)[]);
    for (const statement of target.statements) {
      const { text, heading, start, end } = statement;
      if (heading || text.length > 200 || text.endsWith('?')) continue;
      const plain = text.replace(/[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}/g, '');
      for (const [index, [, ...patterns]] of rivals.entries()) {
        if (condition.test(plain.replace(/\b(?:indent|end \w+) with\b/i, ''))) continue;
        for (const [side, pattern] of patterns.entries()) {
          if (!pattern.test(plain)) continue;
          const pair = sides[index];
          const other = pair?.[1 - side];
          if (pair !== undefined) pair[side] ??= statement;
          if (other !== undefined)
            yield {
              start,
              end,
              message: `This contradicts "${shortened(other.text)}" about ${rivals[index]?.[0] ?? ''}. Keep one of the two.`,
            };
        }
      }
      const no = ban.exec(plain);
      const subject = (no ?? order.exec(plain))?.[1] ?? '';
      const key = keyOf(subject);
      if (key === '') continue;
      const other = (no === null ? banned : wanted).get(key);
      if (other !== undefined)
        yield {
          start,
          end,
          message: `This contradicts "${shortened(other.text)}". Keep one of the two, or say when each holds.`,
        };
      const own = no === null ? wanted : banned;
      if (!own.has(key)) own.set(key, statement);
    }
  },
};

/** The words that two rules must share to be about the same thing; '' when they are too few to tell. */
function keyOf(subject: string): string {
  const words = subject.toLowerCase().match(/[\p{L}\p{N}_./`$#@-]+/gu) ?? [];
  const kept = words.filter((word) => !/^(?:the|a|an|any|all|every|each|always|please|ever|to)$/.test(word));
  if (kept.length < 2) return '';
  const [verb = '', ...rest] = kept;
  return [verb.replace(/(?:([a-z])\1)?ing$/, '$1').replace(/e$/, ''), ...rest].join(' ');
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}
