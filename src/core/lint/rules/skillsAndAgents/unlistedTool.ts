import { isEnglish } from '../../english.ts';
import { listedTools } from '../../frontMatterValue.ts';
import type { LintRule } from '../../rule.ts';
import { areAllKnown } from '../references/tools.ts';

interface Need {
  readonly what: string;
  readonly order: RegExp;
  readonly met: RegExp;
  readonly remedy: string;
}

const needs: readonly Need[] = [
  {
    what: 'runs a command',
    order: /^(?:then |next,? |first,? |finally,? |always )?(?:run|execute)\s+`[^`\n]+`/i,
    met: /run|exec|terminal|bash|shell|command|task/i,
    remedy: 'execute (VS Code) or Bash (Claude Code)',
  },
  {
    what: 'changes files',
    order:
      /^(?:then |next,? |first,? |finally,? |always )?(?:(?:create|edit|modify|update|overwrite) (?:the |a |an |each |every |all )?(?:new |existing )?(?:files?\b|`[\w./-]+\.\w{1,5}`)|(?:write|save|append)\b[^.:]* (?:in)?to `[\w./-]+\.\w{1,5}`)/i,
    met: /edit|write|create|insert|apply|patch|new|notebook|bash|exec|terminal|command/i,
    remedy: 'edit (VS Code) or Write (Claude Code)',
  },
  {
    what: 'reads the web',
    order:
      /^(?:then |next,? |first,? |finally,? |always )?(?:fetch|browse|search the web|open)\b(?=[^.]*(?:\bhttps?:|\bweb\b|\bURL\b|\bpage\b))/i,
    met: /fetch|web|browser|http|url|bash|exec|terminal|command/i,
    remedy: 'web (VS Code) or WebFetch (Claude Code)',
  },
];

/** An order that needs a tool which the front matter does not list. Only where all listed tools are known. */
export const unlistedTool: LintRule = {
  id: 'unlisted-tool',
  group: 'skills and agents',
  kinds: ['agent', 'prompt', 'skill', 'command'],
  severity: 'warning',
  component: 'actionability',
  why: 'An agent cannot do what its tools do not let it do; it will say that it did, or stop.',
  *check(target) {
    const tools = listedTools(target.document);
    if (tools === null || !isEnglish(target) || tools.includes('*') || !areAllKnown(tools)) return;
    const open = needs.filter(({ met }) => !tools.some((tool) => met.test(tool)));
    for (const { what, order, remedy } of open) {
      const statement = target.statements.find(({ text, heading }) => !heading && order.test(text));
      if (statement === undefined) continue;
      yield {
        start: statement.start,
        end: statement.end,
        message: `This ${what}, and no tool of the front matter can. Add ${remedy} to the tools.`,
      };
    }
  },
};
