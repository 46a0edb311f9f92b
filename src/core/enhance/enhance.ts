import type { RepositoryContext } from '../context/context.ts';
import { WhetstoneError, isAbort } from '../errors.ts';
import type { PromptDocument, PromptKind } from '../prompt/document.ts';
import { parsePrompt } from '../prompt/parsePrompt.ts';
import type { WorkspaceNames } from '../score/names.ts';
import type { Score } from '../score/score.ts';
import { scorePrompt } from '../score/scorePrompt.ts';
import type { EnhanceDependencies, EnhanceRequest, Material } from './dependencies.ts';
import type { Enhancement, EnhancementWarning, Rewrite } from './enhancement.ts';
import type { Assessment, RewriterAnswer } from './rewriter.ts';
import { contextUsed } from './contextUsed.ts';
import { unchanged } from './offline/unchanged.ts';
import { factsOf } from './verify/facts.ts';
import { pathsNamed } from './verify/invented.ts';
import { verifyRewrite } from './verify/verifyRewrite.ts';

/** The longest text that is worked on, in UTF-16 code units. */
const longest = 1_100_000;
/** A rewrite with one of these is worse than the original. */
const fatal: ReadonlySet<string> = new Set([
  'lost-reference',
  'lost-identifier',
  'lost-code',
  'lost-variable',
  'lost-number',
  'invented-path',
  'invented-requirement',
  'answered',
  'language-changed',
  'score-not-better',
]);

/**
 * Makes one enhancement: text -> document -> score -> context -> guard -> rewrite -> verification -> score -> record. The record is
 * frozen; `changed: false` means that the original is the result and `contextNotes` says why.
 *
 * Throws WhetstoneError `usage` (no text), `input-too-large`, `input-unreadable` (binary), `blocked-by-guard`, whatever the rewriter
 * throws, and the signal's reason when aborted.
 */
export async function enhance(
  request: EnhanceRequest,
  dependencies: EnhanceDependencies,
  signal: AbortSignal,
): Promise<Enhancement> {
  const started = dependencies.now();
  signal.throwIfAborted();
  refuseUnusable(request.text);
  const document = parsePrompt(request.text, optionsOf(request));
  const [gathered, names] = await Promise.all([
    gather(document, dependencies, signal),
    namesFor(document, dependencies, signal),
  ]);
  const originalScore = scorePrompt(document, names, request.weights);
  const inspected = await inspect(
    { document, context: gathered.context, instructions: request.instructions ?? '' },
    dependencies,
    signal,
  );
  const assess = assessor(originalScore, inspected.material, request, dependencies, names);
  const answer = await dependencies.rewriter.rewrite(
    {
      assess,
      document: inspected.material.document,
      context: inspected.material.context,
      style: request.style,
      score: originalScore,
      ...given(request, inspected.material.instructions),
    },
    signal,
  );
  const checked = await check(document, originalScore, answer, assess);
  const { rewrite } = checked;
  const inputTokens = answer.inputTokens ?? (await dependencies.countTokens(request.text)).tokens;
  const outputTokens = answer.outputTokens ?? (await dependencies.countTokens(rewrite.enhancedPrompt)).tokens;
  const used = contextUsed(request.text, rewrite.enhancedPrompt, inspected.material.context);
  const usedText = [...used.files.map(({ path, why }) => `${path}: ${why}`), ...used.commits].join('\n');
  return deepFreeze({
    enhancementId: dependencies.createId(),
    originalPrompt: request.text,
    ...rewrite,
    changed: rewrite.enhancedPrompt !== request.text,
    originalScore,
    enhancedScore: checked.score,
    ...(answer.assessment !== undefined && { assessment: answer.assessment }),
    style: request.style,
    provider: answer.provider,
    model: answer.model,
    inputTokens,
    outputTokens,
    costUsd: answer.costUsd,
    latencyMs: Math.max(0, Math.round(dependencies.now() - started)),
    cached: answer.cached ?? false,
    stale: answer.stale ?? false,
    fallbackFrom: answer.fallbackFrom ?? null,
    warnings: [...gathered.warnings, ...inspected.warnings, ...checked.warnings, ...(answer.warnings ?? [])],
    contextUsed: { ...used, tokens: usedText === '' ? 0 : (await dependencies.countTokens(usedText)).tokens },
  });
}

function refuseUnusable(text: string): void {
  if (text.trim() === '' || text.trim() === '\uFEFF')
    throw new WhetstoneError(
      'usage',
      'There is no prompt to enhance.',
      'Type what the agent should do, or name a file with it.',
    );
  if (text.length > longest)
    throw new WhetstoneError(
      'input-too-large',
      'The prompt is longer than one megabyte.',
      'Enhance the part that says what to do.',
    );
  if (text.includes('\0'))
    throw new WhetstoneError(
      'input-unreadable',
      'The prompt is not text: it holds binary data.',
      'Choose a text file.',
    );
}

function optionsOf({ kind, path }: EnhanceRequest): { kind?: PromptKind; path?: string } {
  return { ...(kind === undefined ? {} : { kind }), ...(path === undefined ? {} : { path }) };
}

function given(
  { title, description }: EnhanceRequest,
  instructions: string,
): { title?: string; description?: string; instructions?: string } {
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(instructions === '' ? {} : { instructions }),
  };
}

/** The context, or a warning that it is missing: a repository that cannot be read must not cost the user the enhancement. */
async function gather(
  document: PromptDocument,
  { gatherContext }: EnhanceDependencies,
  signal: AbortSignal,
): Promise<{ context: RepositoryContext | null; warnings: EnhancementWarning[] }> {
  if (gatherContext === undefined) return { context: null, warnings: [] };
  try {
    return { context: await gatherContext(document, signal), warnings: [] };
  } catch (error) {
    signal.throwIfAborted();
    if (isAbort(error)) throw error;
    const reason = error instanceof WhetstoneError ? error.message : 'It could not be read.';
    const message = `Nothing of the repository could be used. ${reason}`;
    return { context: null, warnings: [{ code: 'context-incomplete', message }] };
  }
}

async function namesFor(
  document: PromptDocument,
  { names }: EnhanceDependencies,
  signal: AbortSignal,
): Promise<WorkspaceNames | undefined> {
  try {
    return (await names?.(document, signal)) ?? undefined;
  } catch (error) {
    signal.throwIfAborted();
    if (isAbort(error)) throw error;
    return undefined; // nothing is assumed about names then
  }
}

async function inspect(
  material: Material,
  dependencies: EnhanceDependencies,
  signal: AbortSignal,
): Promise<{ material: Material; warnings: readonly EnhancementWarning[] }> {
  if (dependencies.inspect === undefined) return { material, warnings: [] };
  const inspection = await dependencies.inspect(material, signal);
  if (inspection.verdict === 'block')
    throw new WhetstoneError('blocked-by-guard', inspection.message, inspection.hint);
  return {
    material: inspection.verdict === 'redact' ? inspection.material : material,
    warnings: inspection.warnings,
  };
}

/** Holds rewrites against their original, as the guard lets it be seen. */
function assessor(
  before: Score,
  material: Material,
  request: EnhanceRequest,
  { pathExists }: EnhanceDependencies,
  names: WorkspaceNames | undefined,
): (rewrite: Rewrite) => Promise<Assessment> {
  const known = factsOf(material.context, [request.title, request.description, request.instructions]);
  return async ({ enhancedPrompt }) => {
    const enhanced = parsePrompt(enhancedPrompt, optionsOf(request));
    const score = scorePrompt(enhanced, names, request.weights);
    const paths = new Set(known.paths);
    if (pathExists !== undefined)
      for (const path of pathsNamed(enhanced))
        if (!paths.has(path) && (await pathExists(path))) paths.add(path);
    const warnings = verifyRewrite(
      material.document,
      enhanced,
      { ...known, paths },
      { before, after: score },
    );
    return { score, warnings, usable: !warnings.some(({ code }) => fatal.has(code)) };
  };
}

/** Verifies a rewrite; one that is worse than the original gives way to it, and the note says so. */
async function check(
  document: PromptDocument,
  originalScore: Score,
  { rewrite, provider }: RewriterAnswer,
  assess: (rewrite: Rewrite) => Promise<Assessment>,
): Promise<{ rewrite: Rewrite; score: Score; warnings: readonly EnhancementWarning[] }> {
  if (rewrite.enhancedPrompt === document.text) return { rewrite, score: originalScore, warnings: [] };
  const { score, usable, warnings } = await assess(rewrite);
  if (usable) return { rewrite, score, warnings };
  const same = warnings.every(({ code }) => code === 'score-not-better');
  const kept = unchanged({ document }, same ? noBetter(rewrite) : worse, rewrite.openQuestions);
  // The built-in rewriter having nothing to add is no fault to warn of; the note says it.
  return { rewrite: kept, score: originalScore, warnings: same && provider === 'offline' ? [] : warnings };
}

const worse = 'The rewrite did not keep everything that the original says, so the original was kept.';

function noBetter({ openQuestions }: Rewrite): string {
  const kept = 'Nothing could be added that makes this prompt better, so it was left as it is.';
  return openQuestions.length === 0 ? kept : `${kept} Answering the open questions would.`;
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const inner of Object.values(value)) deepFreeze(inner);
  return Object.freeze(value);
}
