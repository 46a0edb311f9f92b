import assert from 'node:assert/strict';
import type { PromptDocument } from '../../../src/core/prompt/document.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { styles } from '../../../src/core/enhance/enhancement.ts';
import { offlineRewrite } from '../../../src/core/enhance/offline/offlineRewriter.ts';
import { factsOf } from '../../../src/core/enhance/verify/facts.ts';
import { verifyRewrite } from '../../../src/core/enhance/verify/verifyRewrite.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';
import { sampleContext } from '../../harness/sampleContext.ts';
import { SeededRandom } from '../../harness/seededRandom.ts';

const rewrites = 1000;
const folders = [
  'src/auth',
  'src/cart',
  'app/services',
  'lib/parse',
  'internal/sync',
  'web/pages',
  'scripts',
  'core',
];
const names = [
  'login',
  'session',
  'invoice',
  'posting',
  'merge',
  'userCard',
  'date_utils',
  'http-client',
  'queue',
];
const extensions = ['ts', 'py', 'go', 'rs', 'tsx', 'java', 'rb', 'css', 'md', 'json'];
const verbs = ['get', 'parse', 'load', 'send', 'compute', 'validate', 'render', 'merge'];
const nouns = ['User', 'Total', 'Token', 'Report', 'Page', 'Queue', 'Config', 'Header'];
const unitsOfTime = ['ms', 'seconds', 'minutes', '%', 'px', 'MB', 'items', 'times', ''];

interface Anchors {
  readonly path: string;
  readonly number: string;
  readonly identifier: string;
}

function anchors(random: SeededRandom): Anchors {
  const path = `${random.pick(folders)}/${random.pick(names)}.${random.pick(extensions)}`;
  const number =
    random.next() < 0.2 ? `${random.below(9) + 1}.${random.below(9) + 1}` : String(random.below(4900) + 7);
  const name = random.pick(verbs) + random.pick(nouns) + (random.next() < 0.3 ? random.pick(nouns) : '');
  const snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const identifier = random.pick([
    name,
    `\`${name}\``,
    snake,
    `${name}()`,
    `\`${snake}\``,
    `\`--${snake.replaceAll('_', '-')}\``,
  ]);
  return { path, number, identifier };
}

/** A prompt that holds one path, one number and one identifier, now and then with more around them. */
function prompt({ path, number, identifier }: Anchors, random: SeededRandom): string {
  const amount = `${number} ${random.pick(unitsOfTime)}`.trim();
  const file = random.pick([
    path,
    `\`${path}\``,
    `./${path}`,
    `@${path}`,
    `${path}:${random.below(90) + 10}`,
  ]);
  const body = random.pick([
    `fix ${identifier} in ${file}, it takes ${amount} when the list is empty`,
    `Add a limit of ${amount} to ${identifier}. The code is in ${file}. Do not change the callers.`,
    `rename ${identifier} to something better, update ${file} and keep ${amount} as the default`,
    `We saw ${identifier} fail after ${amount}. See ${file}.\n\nIt should not.`,
    `can you make ${identifier} (${file}) retry for ${amount}, then log the failure and add a test`,
    `- change ${file}\n- ${identifier} gets a default of ${amount}\n- say so in the README`,
    `Write tests for ${identifier} from ${file}. Cover "${amount}" and the empty case.`,
    `${file} should use ${identifier} and wait ${amount} before it gives up`,
  ]);
  const extra = random.pick([
    '',
    '',
    ' The button says "Save changes now".',
    ' See https://example.com/spec/page?x=abc for the rules.',
    ' Use ${input:target} for the name.',
    '\n\n```ts\nconst limit = readLimit();\n```\n',
    ' Ask @maria about #482 first.',
  ]);
  return body + extra;
}

type Mutation = (rewrite: string, held: Anchors, random: SeededRandom) => string;

const bare = (identifier: string): string => identifier.replace(/^`|`$|\(\)/g, '').replace(/\(\)$/, '');
const insert = (rewrite: string, line: string, random: SeededRandom): string => {
  const at = random.next() < 0.5 ? 0 : rewrite.length;
  return at === 0 ? `${line}\n\n${rewrite}` : `${rewrite}\n\n${line}`;
};
const changeDigit = (number: string, random: SeededRandom): string => {
  const digits = number.split('');
  const places = digits.flatMap((digit, index) => (/\d/.test(digit) ? [index] : []));
  const place = random.pick(places);
  digits[place] = String((Number(digits[place]) + 1 + random.below(8)) % 10);
  const changed = digits.join('');
  return Number(changed) === Number(number) || changed.startsWith('0') ? `${number}3` : changed;
};

const mutations: Readonly<Record<string, Mutation>> = {
  'drop a path': (rewrite, { path }) => rewrite.replaceAll(path, 'the file'),
  'drop a number': (rewrite, { number }) => rewrite.replace(number, ''),
  'drop an identifier': (rewrite, { identifier }) => rewrite.replaceAll(bare(identifier), 'it'),
  'alter a path': (rewrite, { path }, random) =>
    rewrite.replace(
      path,
      random.pick([
        path.replace('/', '/x'),
        path.replace(/\.\w+$/, '.cc'),
        path.replace(/(\w)(\.\w+)$/, '$1s$2'),
        `old/${path}`,
      ]),
    ),
  'alter a number': (rewrite, { number }, random) => rewrite.replace(number, changeDigit(number, random)),
  'alter an identifier': (rewrite, { identifier }, random) => {
    const name = bare(identifier);
    return rewrite.replace(
      name,
      random.pick([`${name}s`, name.slice(0, -1), name.replace(/.$/, 'Xz'), `${name}_2`]),
    );
  },
  'invent a path': (rewrite, _, random) =>
    insert(
      rewrite,
      `Also look at ${random.pick(['src/helpers/thing.ts', '`app/models/wallet.py`', 'pkg/io/reader.go'])}.`,
      random,
    ),
  'invent a number': (rewrite, _, random) =>
    insert(rewrite, `It must answer within ${5013 + random.below(900)} ms.`, random),
  'invent an identifier': (rewrite, _, random) =>
    insert(rewrite, `Call \`${random.pick(['flushAll', 'compute_hash', 'Registry.open'])}\` first.`, random),
};

describe('verification of mutated rewrites', () => {
  const random = new SeededRandom(20250303);
  const context = sampleContext();
  const facts = factsOf(context);
  const worse = scorePrompt(parsePrompt('x'));
  const scores = { before: { ...worse, total: 20 }, after: { ...worse, total: 60 } };
  const verified = (original: PromptDocument, text: string): string[] =>
    verifyRewrite(original, parsePrompt(text), facts, scores).map(
      ({ code, message }) => `${code}: ${message}`,
    );
  const samples = Array.from({ length: rewrites }, (_, index) => {
    const held = anchors(random);
    const original = parsePrompt(prompt(held, random));
    const input = {
      document: original,
      context,
      style: styles[index % styles.length]!,
      score: scores.before,
    };
    return { held, original, rewrite: offlineRewrite(input).enhancedPrompt };
  });

  it('warns of at most 1 % of the untouched rewrites', () => {
    const warned = samples.filter(({ original, rewrite }) => verified(original, rewrite).length > 0);
    console.log(`      false warnings: ${warned.length} of ${rewrites}`);
    for (const { original, rewrite } of warned.slice(0, 3))
      console.log(JSON.stringify(original.text), JSON.stringify(rewrite), verified(original, rewrite));
    assert.ok(warned.length <= rewrites * 0.01);
  });

  it('catches at least 99 % of the rewrites that lost, altered or invented one thing', () => {
    const kinds = Object.entries(mutations);
    const missed: string[] = [];
    const tally = new Map<string, { caught: number; all: number }>();
    for (const [index, { held, original, rewrite }] of samples.entries()) {
      const [kind, mutate] = kinds[index % kinds.length]!;
      const mutant = mutate(rewrite, held, random);
      assert.notEqual(mutant, rewrite, `${kind} changed nothing in ${rewrite}`);
      const count = tally.get(kind) ?? { caught: 0, all: 0 };
      tally.set(kind, count);
      count.all += 1;
      if (verified(original, mutant).length > 0) count.caught += 1;
      else missed.push(`${kind}: ${JSON.stringify(original.text)} -> ${JSON.stringify(mutant)}`);
    }
    for (const [kind, { caught, all }] of tally) console.log(`      ${kind}: ${caught} of ${all}`);
    console.log(`      caught: ${rewrites - missed.length} of ${rewrites}`);
    assert.ok(missed.length <= rewrites * 0.01, missed.slice(0, 5).join('\n'));
  });
});
