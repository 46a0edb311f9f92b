import { fileKinds, type LintRule } from '../../rule.ts';

/** A mark that the author left for himself: at the beginning of a line, alone or before a colon. */
const mark =
  /^(?:[-*+>]\s+|\d{1,3}[.)]\s+|#{1,6}\s+|[*_]{1,3})*(TODO|TBD|FIXME|XXX|TBA)(?:[*_]{0,3}[:(\s-]|[*_.]{0,3}$)/;
const filler = /\blorem ipsum\b/i;
const blank = /\[(?:insert|fill in|add your|describe your|todo|tbd)\b[^\]\n]{0,80}\](?![(:[])/i;

/** Something that the author still has to fill in. */
export const unfinishedPlaceholder: LintRule = {
  id: 'unfinished-placeholder',
  group: 'wording',
  kinds: fileKinds,
  severity: 'warning',
  component: 'actionability',
  replaces: ['unfinished'],
  why: 'The agent fills the gap with a guess, or repeats the placeholder.',
  *check({ statements }) {
    for (const { text, prose, start } of statements) {
      const match =
        mark.exec(prose) ?? filler.exec(prose) ?? blank.exec(text.length === prose.length ? prose : '');
      if (match === null) continue;
      const word = match[1] ?? match[0];
      const at = start + match.index + match[0].lastIndexOf(word);
      yield {
        start: at,
        end: at + word.length,
        message: `"${word}" is still to be filled in. Write what belongs here, or take it out.`,
      };
    }
  },
};
