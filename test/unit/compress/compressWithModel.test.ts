import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'mocha';
import { compressing } from '../../../src/core/compress/compressing.ts';
import { compressPrompt } from '../../../src/core/compress/compressPrompt.ts';
import { compressWithModel, type ModelCompression } from '../../../src/core/compress/compressWithModel.ts';
import { instructionsFrom } from '../../../src/core/enhance/model/instructions.ts';
import { AttemptError } from '../../../src/core/model/attemptError.ts';
import type { CompletionRequest } from '../../../src/core/model/completion.ts';
import { countTokens } from '../../../src/core/usage/tokens.ts';
import { completion } from '../../harness/completions.ts';
import { verboseFacts } from './verboseFacts.ts';

const folder = new URL('../../fixtures/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const template = readFileSync(
  new URL('../../../templates/instructions/compress.prompt', import.meta.url),
  'utf8',
);
const verbose = read('verbose/export-report.txt');
const good = read('verboseAnswers/export-report.txt');

class Model {
  readonly asked: CompletionRequest[] = [];
  readonly judged: boolean[] = [];
  readonly #steps: readonly (string | Error)[];

  constructor(...steps: readonly (string | Error)[]) {
    this.#steps = steps;
  }

  run(text: string): Promise<ModelCompression> {
    return compressWithModel(
      text,
      {},
      {
        complete: async (request) => {
          const step = this.#steps[this.asked.push(request) - 1];
          if (step === undefined)
            throw new Error(`Asked once too often: ${request.messages.at(-1)?.content}`);
          if (step instanceof Error) throw step;
          return completion(step);
        },
        instructions: () =>
          instructionsFrom([{ id: 'compress', scope: 'builtin', text: template }], compressing),
        countTokens,
        provider: 'auto',
        model: null,
        account: { workspace: null, evaluation: false, experiment: null },
        createId: () => '6f1c1a52-8a53-4c6b-9a52-2f0f4b1a9d10',
        cache: true,
        redact: false,
        onJudged: async ({ usable }) => void this.judged.push(usable),
      },
      new AbortController().signal,
    );
  }
}

const answer = (text: string): string => JSON.stringify({ text });

describe('compression through a model', () => {
  for (const name of readdirSync(new URL('verboseAnswers', folder)))
    it(`takes two fifths or more off ${name}, and loses none of its facts`, async () => {
      const model = new Model(answer(read(`verboseAnswers/${name}`)));
      const made = await model.run(read(`verbose/${name}`));
      assert.deepEqual(made.warnings, []);
      assert.deepEqual([made.provider, made.model], ['openai', 'gpt-test']);
      for (const fact of verboseFacts[name] ?? [/^$/]) assert.match(made.text, fact);
      const share = 1 - made.tokensAfter / made.tokensBefore;
      assert.ok(share >= 0.4, `${made.tokensBefore} -> ${made.tokensAfter}`);
      assert.ok(made.tokensAfter < (await countTokens(compressPrompt(read(`verbose/${name}`)).text)).tokens);
      assert.deepEqual(model.judged, [true]);
    });

  it('asks with what the built-in compression left, as data, under the contract', async () => {
    const model = new Model(answer(good));
    await model.run(verbose);
    const [system, user] = model.asked[0]?.messages.map(({ content }) => content) ?? [];
    assert.match(system ?? '', /You only shorten/);
    const data = JSON.parse(/<data>\n(.*)\n<\/data>/s.exec(user ?? '')?.[1] ?? '') as { prompt: string };
    assert.equal(data.prompt, compressPrompt(verbose).text);
    assert.deepEqual(
      [model.asked[0]?.operation, model.asked[0]?.account.template],
      ['compression', 'compress@1'],
    );
  });

  const wrong: readonly (readonly [string, string, RegExp])[] = [
    [
      'a path',
      good.replace(' (already used in src/invoices/sheet.ts)', ''),
      /sheet\.ts is not in the shorter/,
    ],
    ['inline code', good.replace('`npm test`', 'npm'), /npm test/],
    ['a quotation', good.replace('try again', 'retry'), /Export failed, try again/],
    ['a number', good.replace('50,000', 'many'), /number 50000|number 50,000/],
    ['a limit', good.replace('- Do not change the format of the CSV.\n', ''), /not said any more: ".*format/],
    [
      'a limit turned round',
      good.replace('Do not change the format', 'Change the format'),
      /not said any more/,
    ],
    [
      'nothing, but adds a file',
      good.replace('`npm test`', '`npm test`, see src/reports/xlsx.ts'),
      /xlsx\.ts/,
    ],
    ['nothing, but adds a number', good.replace('many', '40 %  of'), /must go: The number 40/],
    ['everything: it answers', `Sure! I have added the export.\n${good}`, /answers the text/],
  ];
  for (const [what, text, reason] of wrong)
    it(`does not take an answer that loses ${what}: asks again, then the built-in one's counts`, async () => {
      const model = new Model(answer(text), answer(good));
      assert.equal((await model.run(verbose)).text, good);
      assert.match(model.asked[1]?.messages.at(-1)?.content ?? '', reason);
      assert.deepEqual(model.judged, [false, true]);
      const never = await new Model(answer(text), answer(text)).run(verbose);
      assert.equal(never.text, compressPrompt(verbose).text);
      assert.equal(never.provider, 'offline');
      assert.match(never.warnings[0] ?? '', /gpt-test could not be used/);
    });

  it('takes no translation, and no answer without its form', async () => {
    const german =
      'Die Funktion `exportReport()` in src/reports/export.ts schreibt CSV. Mit exceljs (src/invoices/sheet.ts) auch Excel anbieten, mehr als 50,000 Zeilen, ' +
      'ohne dass der Speicher wächst, und bei einem Fehler "Export failed, try again" zeigen. Das Format der CSV-Datei nicht ändern. Tests für Kopfzeile und Zahl der Zeilen in test/reports/export.test.ts mit `npm test`.';
    const model = new Model(answer(german), 'I would shorten it like this.');
    const made = await model.run(verbose);
    assert.equal(made.provider, 'offline');
    assert.match(model.asked[1]?.messages.at(-1)?.content ?? '', /The text is in en, the shorter one in de/);
    assert.match(made.warnings[0] ?? '', /not a JSON object/);
  });

  it('keeps the built-in result when the model is no shorter', async () => {
    const made = await new Model(answer(verbose)).run(verbose);
    assert.equal(made.text, compressPrompt(verbose).text);
    assert.equal(made.provider, 'offline');
    assert.deepEqual(made.warnings, []);
  });

  it('sends nothing where there is nothing to gain', async () => {
    const model = new Model();
    const made = await model.run('Rename a to b in x.ts.');
    assert.deepEqual([made.text, made.tokensBefore], ['Rename a to b in x.ts.', made.tokensAfter]);
    assert.deepEqual(model.asked, []);
  });

  it('says so when nobody can be asked, and keeps line ends', async () => {
    const down = new AttemptError('provider-unavailable', 'It is down.', 'Try later.', { retryable: true });
    await assert.rejects(new Model(down).run(verbose), { code: 'provider-unavailable' });
    const windows = verbose.replaceAll('\n', '\r\n');
    const made = await new Model(answer(good)).run(windows);
    assert.equal(made.text, good.replaceAll('\n', '\r\n'));
  });
});
