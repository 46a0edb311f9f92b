import { spelledByTags } from '../../../guard/injection/plainText.ts';
import { firstLine } from '../../places.ts';
import { fileKinds, type LintRule, type Problem } from '../../rule.ts';

/** Invisible characters outside emoji and the scripts that need joiners, direction overrides, and tag characters. */
const invisible =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Variation_Selector}\u0600-\u0dff])[\u200c\u200d]+|[\u200b\u2060-\u2064\u180e\u202a-\u202e\u2066-\u2069]+|(?<!\u{1f3f4})(?<![\u{e0000}-\u{e007f}])[\u{e0000}-\u{e007f}]+|(?<=[^])\ufeff+/gu;
const anyInvisible = /[\u200b-\u200d\u2060-\u2069\u180e\u202a-\u202e\ufeff\u{e0000}-\u{e007f}]/u;
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const direction = /^[\u202a-\u202e\u2066-\u2069\u200e\u200f]+$/;

/** Text that people do not see and models read. */
export const hiddenText: LintRule = {
  id: 'hidden-text',
  group: 'safety',
  kinds: fileKinds,
  severity: 'warning',
  why: 'What reviewers cannot see can carry orders that only the model reads.',
  *check({ document, injections }) {
    const { text } = document;
    let seen = false;
    if (anyInvisible.test(text.slice(1)) || text.startsWith('\u200b')) {
      const letters = rightToLeft.test(text);
      for (const match of text.matchAll(invisible)) {
        if (letters && direction.test(match[0])) continue;
        seen = true;
        yield invisibleAt(match.index, match[0]);
      }
    }
    if (seen) return;
    for (const { rule, start, end } of injections()) {
      if (rule !== 'hidden-text') continue;
      // The guard has read the file in a disguise that it cannot point at; that is a suspicion and no more.
      const whole = end - start >= text.length;
      yield {
        ...(whole ? { ...firstLine(document), severity: 'info' as const } : { start, end }),
        message:
          'This holds an order that people do not see or cannot read. Write it in plain words, or take it out.',
      };
    }
  },
};

function invisibleAt(start: number, characters: string): Problem {
  const end = start + characters.length;
  const spelled = spelledByTags(characters);
  const code = (characters.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const what =
    spelled === ''
      ? `an invisible character (U+${code})`
      : `${spelled.length} invisible characters that spell words for models`;
  return {
    start,
    end,
    message: `Here stands ${what}. Take it out.`,
    fix: { title: 'Take the invisible characters out', edits: [{ start, end, text: '' }] },
  };
}
