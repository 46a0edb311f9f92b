import { isEnglish } from '../../english.ts';
import { listedTools } from '../../frontMatterValue.ts';
import { fileKinds, type LintRule } from '../../rule.ts';
import { isEnabled, knownTools } from './tools.ts';

const mention =
  /`([A-Za-z][\w/-]{2,60})` tools?\b|\btool `([A-Za-z][\w/-]{2,60})`|\b(?:use|call|invoke) `([A-Za-z][\w/-]{2,60})`/g;

/** A tool that the prose tells the agent to use and the front matter does not enable. */
export const toolNotEnabled: LintRule = {
  id: 'tool-not-enabled',
  group: 'references',
  kinds: fileKinds,
  severity: 'warning',
  component: 'actionability',
  why: 'The list of tools is all that the agent may call; what is missing there is skipped or faked.',
  *check(target) {
    const tools = listedTools(target.document);
    if (tools === null || !isEnglish(target)) return;
    const told = new Set<string>();
    for (const { text, start } of target.statements) {
      for (const match of text.matchAll(mention)) {
        const tool = match[1] ?? match[2] ?? match[3] ?? '';
        if (!knownTools.has(tool) || isEnabled(tool, tools) || told.has(tool)) continue;
        told.add(tool);
        const at = start + match.index + match[0].indexOf(`\`${tool}`);
        yield {
          start: at,
          end: at + tool.length + 2,
          message: `"${tool}" is to be used here and is not among the tools of the front matter. Add it there, or name one that is.`,
        };
      }
    }
  },
};
