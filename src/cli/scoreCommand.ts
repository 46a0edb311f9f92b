import { WhetstoneError } from '../core/errors.ts';
import { promptKinds, type PromptKind } from '../core/prompt/document.ts';
import { parsePrompt } from '../core/prompt/parsePrompt.ts';
import { explainScore } from '../core/score/explainScore.ts';
import { unknownWeights } from '../core/score/model/teamWeights.ts';
import { scorePrompt } from '../core/score/scorePrompt.ts';
import { readTeamConfigOf } from '../node/teamConfig.ts';
import { countDone } from './countDone.ts';
import { exitStatus } from './exitStatus.ts';
import { workingFolder } from './folder.ts';
import { readInput } from './input.ts';
import type { CommandIo } from './io.ts';
import { namesFor } from './namesFor.ts';
import { warnAbout } from './remarks.ts';
import { renderSecondOpinion } from './renderAssessment.ts';
import { renderExplanation, renderScore } from './renderScore.ts';
import { answerLines } from './answerLines.ts';
import { type CommonOptions, paintFor, writeJson } from './terminal.ts';

export interface ScoreOptions extends CommonOptions {
  readonly file?: string;
  readonly kind?: string;
  readonly jsonl?: string;
  /** Say what earned and what cost points. */
  readonly explain?: boolean;
  /** False with `--no-codebase`: names are not looked up. */
  readonly codebase?: boolean;
  /** Ask a model for a second opinion. */
  readonly deep?: boolean;
  readonly provider?: string;
  readonly model?: string;
  /** False with `--no-cache`. */
  readonly cache?: boolean;
  readonly redact?: boolean;
}

/** `whetstone score`: one text, or with `--jsonl` one a line. */
export async function scoreCommand(
  words: readonly string[],
  options: ScoreOptions,
  io: CommandIo,
): Promise<number> {
  const kind = kindNamed(options.kind);
  const folder = await workingFolder(options, io);
  refuseModelWithoutDeep(options);
  const { weights } = (await readTeamConfigOf(folder)).config;
  await warnAbout(unknownWeights(weights), options, io);
  if (options.jsonl !== undefined) {
    if (words.length > 0 || options.file !== undefined)
      throw new WhetstoneError('usage', 'There are both --jsonl and another text.', 'Give one of them.');
    let scored = 0;
    const status = await answerLines(
      options.jsonl,
      folder,
      (row) => {
        scored += 1;
        return scorePrompt(parsePrompt(row.text, { kind: row.kind ?? kind }), undefined, weights);
      },
      io,
    );
    countDone('score', scored, io);
    return status;
  }
  const { text, path } = await readInput(words, options.file, folder, io);
  const document = parsePrompt(text, { kind, path: path ?? undefined });
  const names = options.codebase === false ? null : await namesFor(document, folder, io.signal);
  const explanation = explainScore(document, names ?? undefined, weights);
  const { score, grounded, base, earned, cost } = explanation;
  const paint = paintFor(io.stdout, options, io);
  const assessment =
    options.deep === true
      ? await (await import('./secondOpinion.ts')).secondOpinion(document, folder, options, io)
      : null;
  if (options.json)
    await writeJson(io, {
      ...score,
      grounded,
      ...(options.explain === true && { base, earned, cost }),
      ...(assessment !== null && { assessment }),
    });
  else if (options.quiet) await io.stdout.write(`${score.total}\n`);
  else {
    const why = options.explain === true ? renderExplanation(explanation, text, paint) : '';
    await io.stdout.write(renderScore(score, text, paint) + why);
    if (assessment !== null) await io.stdout.write(renderSecondOpinion(assessment, paint));
  }
  countDone('score', 1, io);
  return exitStatus.done;
}

function refuseModelWithoutDeep({ deep, jsonl, model, provider }: ScoreOptions): void {
  if (deep === true && jsonl !== undefined)
    throw new WhetstoneError(
      'usage',
      '--deep asks a model about one text, --jsonl scores many.',
      'Leave one of them out.',
    );
  if (deep !== true && (model !== undefined || provider !== undefined))
    throw new WhetstoneError(
      'usage',
      'The score needs no model.',
      'Add --deep for a second opinion, or leave --provider and --model out.',
    );
}

function kindNamed(name: string | undefined): PromptKind | undefined {
  if (name === undefined) return undefined;
  const kind = promptKinds.find((known) => known === name);
  if (kind === undefined)
    throw new WhetstoneError(
      'usage',
      `"${name}" is not a kind of prompt.`,
      `Choose one of ${promptKinds.join(', ')}.`,
    );
  return kind;
}
