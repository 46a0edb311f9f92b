import type { PromptDocument } from '../../prompt/document.ts';
import type { TaskKind } from '../task.ts';
import type { Grounding } from './grounding.ts';
import { slowness } from './missingThings.ts';

const longestError = 120;

/**
 * Checks that can be run or looked up when the work is done, the most special first: the named error is gone, the old name is not
 * found any more, a test fails without the fix, the project's own commands pass. Nothing that the author did not ask for.
 */
export function checksFor(
  document: PromptDocument,
  goal: string,
  kind: TaskKind,
  grounding: Grounding,
): string[] {
  const checks: string[] = [];
  if (kind === 'bugfix' && !goal.endsWith('?')) {
    const error = namedError(document);
    if (error !== null) checks.push(`${error} no longer appears`);
    if (grounding.testPlace !== null && !slowness.test(goal))
      checks.push(`a case in \`${grounding.testPlace}\` fails without the fix and passes with it`);
  }
  if (kind === 'feature' && grounding.testPlace !== null)
    checks.push(`a case in \`${grounding.testPlace}\` covers it`);
  if (kind === 'documentation' && /\.(?:mdx?|rst|adoc)$/.test(grounding.files[0]?.path ?? ''))
    checks.push('every path and command that the text names exists');
  const gone = kind === 'refactoring' ? renamedName(document) : null;
  if (gone !== null) checks.push(`\`git grep -nw ${gone}\` finds nothing`);
  const { checks: commands } = grounding;
  if (commands.length > 0)
    checks.push(
      `${listed(commands.map((command) => `\`${command}\``))} ${commands.length > 1 ? 'pass' : 'passes'}`,
    );
  return checks;
}

/** An error that the prompt names: `TypeError: …` in prose or code, or the quoted message of a fault; null when it cannot be told whole. */
function namedError(document: PromptDocument): string | null {
  const text = document.text.slice(0, 20_000);
  const named = /\b[A-Z]\w{0,40}(?:Error|Exception)\b(?::[ \t][^\n`"”]{1,160})?/.exec(text)?.[0];
  if (named !== undefined) {
    const sentence =
      /^[\s\S]*?(?=[.!?](?:\s|$)|$)/
        .exec(named)?.[0]
        .trim()
        .replace(/[,;:]+$/, '') ?? named;
    return `\`${sentence.length <= longestError ? sentence : sentence.slice(0, sentence.indexOf(':'))}\``;
  }
  const quotation = document.quotations[0];
  if (quotation === undefined) return null;
  const message = document.text.slice(quotation.content.start, quotation.content.end);
  const before = document.text.slice(Math.max(0, quotation.span.start - 24), quotation.span.start);
  const announced = /\b(?:errors?|message|says|throws|fails with|shows)\b\W{0,3}$/i.test(before);
  return announced && message.length <= longestError && !message.includes('\n') ? `"${message}"` : null;
}

/** `rename x to y`: x. */
function renamedName(document: PromptDocument): string | null {
  const found = /\brename\s+(?:the\s+)?(?:\w+\s+)?`?([A-Za-z_$][\w$]{2,60})`?(?:\(\))?\s+(?:in)?to\s/i.exec(
    document.text.slice(0, 4000),
  );
  const name = found?.[1];
  return name !== undefined && /[A-Z_]|\d/.test(name.slice(1)) ? name : null;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;
}
