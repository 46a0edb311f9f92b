import { isEnglish } from '../../english.ts';
import { fileKinds, type LintRule, type Problem } from '../../rule.ts';
import type { Statement } from '../../statements.ts';

const banStart =
  /^[*_]{0,3}(?:you\s+(?:must|should)\s+(?:never|not)|never|don|do not|must (?:not|never)|should not|avoid|no)\b/i;
const rivalStart =
  /^[*_]{0,3}(?:always|use|prefer|indent|add|write|end|never|do|don['’]t|no|omit|skip|avoid)\b/i;
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
    const candidates = target.statements.filter(
      ({ text, heading }) => !heading && text.length <= 200 && !text.endsWith('?'),
    );
    yield* rivalsAmong(candidates);
    const bans = new Map<string, Statement>();
    for (const statement of candidates) {
      if (!banStart.test(statement.text)) continue;
      const key = keyOf(ban.exec(plain(statement.text))?.[1] ?? '');
      if (key !== '' && !bans.has(key)) bans.set(key, statement);
    }
    if (bans.size === 0) return;
    for (const statement of candidates) {
      if (banStart.test(statement.text)) continue;
      const other = bans.get(keyOf(order.exec(plain(statement.text))?.[1] ?? ''));
      if (other === undefined) continue;
      const [first, second] = other.start < statement.start ? [other, statement] : [statement, other];
      yield {
        start: second.start,
        end: second.end,
        message: `This contradicts "${shortened(first.text)}". Keep one of the two, or say when each holds.`,
      };
    }
  },
};

function* rivalsAmong(candidates: readonly Statement[]): Generator<Problem> {
  const sides = rivals.map((): [Statement?, Statement?] => []);
  for (const statement of candidates) {
    if (!rivalStart.test(statement.text)) continue;
    const text = plain(statement.text);
    if (condition.test(text.replace(/\b(?:indent|end \w+) with\b/i, ''))) continue;
    for (const [index, [what, ...patterns]] of rivals.entries()) {
      for (const side of [0, 1] as const) {
        if (!patterns[side].test(text)) continue;
        const pair = sides[index] ?? [];
        pair[side] ??= statement;
        const other = pair[side === 0 ? 1 : 0];
        if (other === undefined) continue;
        yield {
          start: statement.start,
          end: statement.end,
          message: `This contradicts "${shortened(other.text)}" about ${what}. Keep one of the two.`,
        };
      }
    }
  }
}

/** Without marks of emphasis. */
function plain(text: string): string {
  return text.replace(/[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}/g, '');
}

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
