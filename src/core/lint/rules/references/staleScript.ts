import { nearest } from '../../../nearest.ts';
import type { PromptDocument } from '../../../prompt/document.ts';
import type { Span } from '../../../span.ts';
import { replace } from '../../places.ts';
import { fileKinds, type LintRule } from '../../rule.ts';

/** Commands that run a script or target by its name. `yarn x` and `pnpm x` may also run a program, so only `run` counts there. */
const command =
  /(?:^|[\s;&|(`])(?:(npm|pnpm|yarn|bun) run(?:-script)?|(make|just))[ \t]+((?:-{1,2}[\w=.-]+[ \t]+)*)([A-Za-z][\w:.-]{0,80})/g;
const shells = /^(?:sh|bash|shell|console|zsh|powershell|ps1|cmd|)$/i;

/** `npm run x` or `make x` where the workspace has no such script or target. This rule reads code: that is where commands stand. */
export const staleScript: LintRule = {
  id: 'stale-script',
  group: 'references',
  kinds: fileKinds,
  severity: 'warning',
  component: 'actionability',
  why: 'The command fails, and the agent goes looking for another one.',
  *check({ document, workspace }) {
    if (workspace === null || !workspace.holdsProject) return;
    const told = new Set<string>();
    for (const { start, end } of codeOf(document)) {
      for (const match of document.text.slice(start, end).matchAll(command)) {
        const name = match[4] ?? '';
        const program = match[2];
        // What follows -C or --prefix runs elsewhere.
        if (/-C|--(?:prefix|dir|cwd|directory|workspace|filter)|-w/.test(match[3] ?? '')) continue;
        const known = program === undefined ? workspace.scripts : workspace.targets.get(program);
        const written = match[0].replace(/^[\s;&|(`]/, '');
        if (known === null || known === undefined || known.has(name) || told.has(written)) continue;
        told.add(written);
        const near = nearest(name, known);
        const from = start + match.index + match[0].length - name.length;
        const place = { start: from, end: from + name.length };
        yield {
          start: from - (written.length - name.length),
          end: place.end,
          message: `This workspace has no ${program === undefined ? 'script' : 'target'} "${name}".${near === null ? '' : ` Did you mean "${near}"?`} Name one that exists, or take the command out.`,
          ...(near !== null && { fix: replace(place, near, `Change to ${near}`) }),
        };
      }
    }
  },
};

/** Inline code and the content of shell blocks, in order. */
function codeOf({ inlineCode, blocks }: PromptDocument): Span[] {
  const fences = blocks
    .filter(({ type, info }) => type === 'fence' && shells.test(info))
    .map(({ content }) => content);
  return [...inlineCode, ...fences].sort((a, b) => a.start - b.start);
}
