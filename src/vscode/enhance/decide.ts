import * as vscode from 'vscode';
import * as z from 'zod/mini';
import { styles } from '../../core/enhance/enhancement.ts';
import type { Enhancement, Style } from '../../core/enhance/enhancement.ts';
import { WhetstoneError } from '../../core/errors.ts';
import { parseArgument, uriArgument } from '../commandArgument.ts';
import { acceptEnhancement, askStaleChoice, staleChoices } from './accept.ts';
import type { Acceptance } from './accept.ts';
import { acceptHunk } from './acceptHunk.ts';
import { answersAsText } from './detailsActions.ts';
import { activeEnhancement, closeDiff, columnOfDiff, shownResult } from './diff.ts';
import { enhanceOrigin } from './enhanceOrigin.ts';
import type { EnhanceOptions, EnhancePromptDependencies } from './enhanceOrigin.ts';
import { parseSideUri } from './session.ts';
import type { EnhancementSession } from './session.ts';
import type { SessionStore } from './sessionStore.ts';
import { rereadOrigin } from './source.ts';

const decideArgument = z.object({
  enhancementId: z.optional(z.string()),
  uri: z.optional(uriArgument),
  line: z.optional(z.int().check(z.minimum(0))),
  whenStale: z.optional(z.enum(staleChoices)),
  style: z.optional(z.enum(styles)),
});

/** `whetstone.acceptEnhancement({enhancementId?, whenStale?})`: puts the right side where the original came from. */
export async function accept(
  dependencies: EnhancePromptDependencies,
  argument: unknown,
): Promise<Acceptance> {
  const given = parseArgument(decideArgument, argument);
  const session = await findSession(dependencies.sessions, given);
  const result = shownResult(session);
  const acceptance = await acceptEnhancement(session, dependencies.sessions, async (state) =>
    given.whenStale === undefined ? askStaleChoice(state) : given.whenStale,
  );
  if (acceptance.outcome !== 'stale') {
    dependencies.accepted.remember(session, result);
    await dependencies.history.decide(acceptance.enhancementId, acceptance.outcome, result);
  } else if (acceptance.choice === 'again') {
    await enhanceAgain(dependencies, session, {});
  }
  return acceptance;
}

/**
 * `whetstone.acceptHunk({line?})`: takes over one change; with the last one the diff closes. `line`: of the right side, from 0.
 */
export async function acceptOneHunk(
  dependencies: EnhancePromptDependencies,
  argument: unknown,
): Promise<{ enhancementId: string; remaining: number }> {
  const given = parseArgument(decideArgument, argument);
  const { sessions, accepted, history } = dependencies;
  const before = await findSession(sessions, given);
  const { session, remaining } = await acceptHunk(before, given.line);
  const { enhancementId } = session.enhancement;
  if (remaining > 0) {
    await sessions.update(session);
  } else {
    accepted.remember({ ...session, original: session.enhancement.originalPrompt }, session.result);
    await history.decide(enhancementId, 'accepted', session.result);
    await closeDiff(enhancementId);
    await sessions.remove(enhancementId);
  }
  return { enhancementId, remaining };
}

/** `whetstone.showDetails`: everything known about an enhancement, in a panel beside the diff. */
export async function showDetails(
  { sessions, details }: EnhancePromptDependencies,
  argument: unknown,
): Promise<{ enhancementId: string }> {
  const { enhancement } = await findSession(sessions, parseArgument(decideArgument, argument));
  await details.show(enhancement);
  return { enhancementId: enhancement.enhancementId };
}

/** A new attempt from the details panel, with the answers given and without the files that were unchecked. */
export async function regenerateWith(
  dependencies: EnhancePromptDependencies,
  enhancementId: string,
  entries: { readonly answers: Readonly<Record<string, string>>; readonly withoutFiles: readonly string[] },
): Promise<void> {
  const session = await findSession(dependencies.sessions, { enhancementId });
  const { enhancement } = session;
  const text = answersAsText(enhancement, entries.answers);
  const again = await enhanceAgain(dependencies, session, {
    style: enhancement.style,
    answers: text === '' ? undefined : { text, originalScore: enhancement.originalScore },
    withoutFiles: entries.withoutFiles,
  });
  await dependencies.details.show(again);
}

/** `whetstone.rejectEnhancement`: closes the diff and leaves the source as it is. */
export async function reject(
  { sessions, history }: EnhancePromptDependencies,
  argument: unknown,
): Promise<{ enhancementId: string; outcome: 'rejected' }> {
  const session = await findSession(sessions, parseArgument(decideArgument, argument));
  const { enhancement } = session;
  await history.decide(enhancement.enhancementId, 'rejected', shownResult(session));
  await closeDiff(enhancement.enhancementId);
  await sessions.remove(enhancement.enhancementId);
  return { enhancementId: enhancement.enhancementId, outcome: 'rejected' };
}

/** `whetstone.regenerateEnhancement({style?})`: enhances the same original once more, in a style that the user picks. */
export async function regenerate(
  dependencies: EnhancePromptDependencies,
  argument: unknown,
): Promise<Enhancement | undefined> {
  const given = parseArgument(decideArgument, argument);
  const session = await findSession(dependencies.sessions, given);
  const style = given.style ?? (await pickStyle(session.enhancement.style));
  return style === undefined ? undefined : enhanceAgain(dependencies, session, { style, cache: false });
}

/** `whetstone.copyEnhancement`: copies the right side to the clipboard and returns it. */
export async function copy(sessions: SessionStore, argument: unknown): Promise<string> {
  const text = shownResult(await findSession(sessions, parseArgument(decideArgument, argument)));
  await vscode.env.clipboard.writeText(text);
  return text;
}

async function enhanceAgain(
  dependencies: EnhancePromptDependencies,
  session: EnhancementSession,
  options: EnhanceOptions,
): Promise<Enhancement> {
  const origin = await rereadOrigin({ source: session.source, text: session.original });
  const viewColumn = columnOfDiff(session.enhancement.enhancementId);
  const again = await enhanceOrigin(dependencies, origin, { ...options, viewColumn });
  if (again.changed) {
    await closeDiff(session.enhancement.enhancementId);
    await dependencies.sessions.remove(session.enhancement.enhancementId);
  }
  return again;
}

async function pickStyle(current: Style): Promise<Style | undefined> {
  const description: Readonly<Record<Style, string>> = {
    minimal: vscode.l10n.t('Only what is missing most'),
    balanced: vscode.l10n.t('What an agent needs to start'),
    comprehensive: vscode.l10n.t('Everything the repository tells about the task'),
  };
  const items = styles.map((style) => ({
    label: styleName(style),
    description: description[style],
    detail: style === current ? vscode.l10n.t('This is the style of the result you see') : '',
    style,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Regenerate'),
    placeHolder: vscode.l10n.t('How much should the new prompt say?'),
  });
  return picked?.style;
}

function styleName(style: Style): string {
  switch (style) {
    case 'minimal':
      return vscode.l10n.t('Minimal');
    case 'balanced':
      return vscode.l10n.t('Balanced');
    case 'comprehensive':
      return vscode.l10n.t('Comprehensive');
  }
}

async function findSession(
  sessions: SessionStore,
  given: { enhancementId?: string | undefined; uri?: vscode.Uri | undefined },
): Promise<EnhancementSession> {
  const fromUri = given.uri === undefined ? undefined : parseSideUri(given.uri)?.id;
  const id = given.enhancementId ?? fromUri ?? activeEnhancement();
  const session = id === null ? undefined : await sessions.get(id);
  if (session !== undefined) return session;
  throw new WhetstoneError(
    'usage',
    vscode.l10n.t('There is no enhancement open to decide on.'),
    vscode.l10n.t('Run "Whetstone: Enhance Prompt" first.'),
  );
}
