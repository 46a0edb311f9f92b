import { isInside } from '../../places.ts';
import { fileKinds, type LintRule, type Problem } from '../../rule.ts';
import type { Statement } from '../../statements.ts';

/** Sentences shorter than this may well stand twice ("Be brief."). Words. */
const fewestWords = 5;

/** So many items that begin alike are compared with each other. */
const mostAlike = 20;

/** The same instruction twice, or one that another item of the same list already says. */
export const duplicateInstruction: LintRule = {
  id: 'duplicate-instruction',
  group: 'wording',
  kinds: fileKinds,
  severity: 'warning',
  component: 'clarity',
  replaces: ['repeats'],
  why: 'What is said twice costs twice, and one day only one of the two gets changed.',
  *check({ statements, document: { text, blocks } }) {
    const code = blocks.filter(({ type }) => type === 'fence').map(({ span }) => span);
    const seen = new Map<string, Statement>();
    const lists = new Map<string, Statement[]>();
    for (const statement of statements) {
      if (statement.heading) continue;
      const words = wordsOf(statement.text);
      if (words.length < fewestWords || statement.text.endsWith(':')) continue;
      const key = words.join(' ');
      const first = seen.get(key);
      if (first !== undefined && first.section === statement.section) {
        yield found(
          statement,
          text,
          code,
          'This says the same as an instruction above. Take one of the two out.',
        );
        continue;
      }
      if (first === undefined) seen.set(key, statement);
      if (!statement.item) continue;
      // Where a list has an item that begins with all words of a shorter one, the shorter says nothing more.
      const list = `${statement.section} ${words.slice(0, fewestWords).join(' ')}`;
      const alike = lists.get(list) ?? [];
      for (const other of alike) {
        const otherKey = wordsOf(other.text).join(' ');
        const [short, long] = otherKey.length < key.length ? [other, statement] : [statement, other];
        const [shortKey, longKey] = otherKey.length < key.length ? [otherKey, key] : [key, otherKey];
        if (!longKey.startsWith(`${shortKey} `)) continue;
        yield found(
          short,
          text,
          code,
          `Another item of this section says this and more ("${long.text.slice(0, 60)}${long.text.length > 60 ? '…' : ''}"). Take this one out.`,
        );
        break;
      }
      if (alike.length < mostAlike) lists.set(list, [...alike, statement]);
    }
  },
};

function found(
  statement: Statement,
  text: string,
  code: readonly { readonly start: number; readonly end: number }[],
  message: string,
): Problem {
  const place = { start: statement.start, end: statement.end };
  const from = text.lastIndexOf('\n', statement.start - 1) + 1;
  const newline = text.indexOf('\n', statement.end);
  const to = newline < 0 ? text.length : newline + 1;
  const line = text.slice(from, to);
  const next = /^[ \t]*/.exec(text.slice(to, to + 200))?.[0].length ?? 0;
  const own = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  const isWholeLine =
    /^[ \t]*(?:[-*+]|\d{1,3}[.)])?[ \t]*(?:\[[ xX]\][ \t]*)?$/.test(text.slice(from, statement.start)) &&
    text.slice(statement.end, to).trim() === '';
  // Lines below that are indented deeper belong to the item and would be left without it.
  if (!isWholeLine || (next > own && /\S/.test(text[to + next] ?? '')) || isInside(to + 1, code))
    return { ...place, message };
  return {
    ...place,
    message,
    fix: { title: 'Take this line out', edits: [{ start: from, end: to, text: '' }] },
  };
}

function wordsOf(text: string): string[] {
  const words =
    text
      .slice(0, 2000)
      .toLowerCase()
      .match(/[\p{L}\p{N}_./`$-]+/gu) ?? [];
  return words.map((word) => word.replace(/[.]+$/, '')).filter((word) => word !== '');
}
