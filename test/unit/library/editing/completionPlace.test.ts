import assert from 'node:assert/strict';
import { completionPlace } from '../../../../src/core/library/editing/completionPlace.ts';
import { templateIndex } from '../../../../src/core/library/editing/templateIndex.ts';
import { atCursor } from '../../../harness/templateSamples.ts';

/** What may be written at the cursor, in short, with the word that would be replaced. */
function placeIn(marked: string): string {
  const { text, offset } = atCursor(marked);
  const place = completionPlace(text, templateIndex(text), offset);
  if (place === null) return 'nothing';
  const word = text.slice(place.replace.start, place.replace.end);
  switch (place.type) {
    case 'value':
      return `value${place.isFirst ? ' first' : ''}${place.inParentheses ? ' (' : ''} "${word}"`;
    case 'end':
      return `end ${place.open.join(',')} "${word}"`;
    case 'key':
    case 'frontMatterValue':
      return `${place.type} ${place.path.join('/')} "${word}"`;
    default:
      return `${place.type} "${word}"`;
  }
}

const front = (lines: string): string => `---\n${lines}\n---\nHello {{guest}}\n`;

const examples: readonly (readonly [marked: string, expected: string])[] = [
  ['Hi {{¦}}', 'value first ""'],
  ['Hi {{¦', 'value first ""'],
  ['Hi {{ gue¦st }}', 'value first "guest"'],
  ['Hi {{gue¦ and on\n{{x}}', 'value first "gue"'],
  ['Hi ¦{{guest}}', 'nothing'],
  ['Hi {{guest}}¦', 'nothing'],
  ['Hi¦ there', 'nothing'],
  ['{{upper ¦}}', 'value ""'],
  ['{{upper gu¦}}', 'value "gu"'],
  ['{{#if ¦}}x{{/if}}', 'value ""'],
  ['{{#if (¦)}}x{{/if}}', 'value first ( ""'],
  ['{{#if (eq gu¦)}}x{{/if}}', 'value "gu"'],
  ['{{else if ¦}}', 'value ""'],
  ['{{#¦}}', 'block ""'],
  ['{{~#ea¦}}', 'block "ea"'],
  ['{{#if a}}{{#each b}}x{{/¦}}', 'end each,if ""'],
  ['{{#if a}}{{#each b}}x{{/ea¦}}{{/if}}', 'end each,if "ea"'],
  ['{{#if a}}x{{/if}}{{/¦}}', 'end  ""'],
  ['{{> ¦}}', 'partial ""'],
  ['{{>ho¦', 'partial "ho"'],
  ['{{> house key=¦}}', 'value ""'],
  ['{{role "¦"}}', 'role ""'],
  ['{{role "sys¦tem"}}', 'role "system"'],
  ['{{join list "a¦"}}', 'nothing'],
  ['{{join list "a¦', 'nothing'],
  ['{{! gue¦ }}', 'nothing'],
  ['{{guest.na¦}}', 'nothing'],
  ['{{../gu¦}}', 'value first "../gu"'],
  ['\\{{gue¦}}', 'nothing'],
  [front('¦'), 'key  ""'],
  [front('name: A\nmod¦'), 'key  "mod"'],
  [front('mod¦\ninput:\n  schema:\n    a: string'), 'key  "mod"'],
  [front('input:\n  ¦'), 'key input ""'],
  [front('input:\n  schema:\n    ¦'), 'key input/schema ""'],
  [front('input:\n  schema:\n    guest: ¦'), 'frontMatterValue input/schema/guest ""'],
  [front('input:\n  schema:\n    guest?: str¦'), 'frontMatterValue input/schema/guest? "str"'],
  [
    front('input:\n  schema:\n    list?(array, All): str¦'),
    'frontMatterValue input/schema/list?(array, All) "str"',
  ],
  [front('metadata:\n  # said\n\n  category: ¦'), 'frontMatterValue metadata/category ""'],
  [front('metadata:\n  category: Ch¦at'), 'frontMatterValue metadata/category "Chat"'],
  [front('description: |\n  some wor¦'), 'nothing'],
  [front('description: some wor¦'), 'nothing'],
  ['---¦\nname: A\n---\n', 'nothing'],
];

describe('what may be written at a place', () => {
  for (const [marked, expected] of examples)
    it(`${JSON.stringify(marked)}: ${expected}`, () => assert.equal(placeIn(marked), expected));
});
