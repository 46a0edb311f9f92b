import * as vscode from 'vscode';
import { WhetstoneError } from '../../core/errors.ts';
import { diffLines } from '../../core/text/lineDiff.ts';
import type { Hunk } from '../../core/text/lineDiff.ts';
import { resultCaret, shownResult } from './diff.ts';
import type { EnhancementSession } from './session.ts';
import { findTarget } from './target.ts';

/** A change that was taken over, and the session as it is afterwards. `remaining`: changes that are left. */
export interface HunkAcceptance {
  readonly session: EnhancementSession;
  readonly remaining: number;
}

/**
 * Puts one change of the diff into the source, as one edit, and moves it to the left side. `line`: a line of the right side, from 0,
 * that the change touches or precedes; default: the caret's. Throws `usage` when there is nothing to take over one by one, `conflict`
 * when the source is not as it was.
 */
export async function acceptHunk(
  session: EnhancementSession,
  line: number | undefined,
): Promise<HunkAcceptance> {
  const result = shownResult(session);
  const hunks = diffLines(session.original, result);
  const offset = line === undefined ? resultCaret(session.enhancement.enhancementId) : offsetOf(result, line);
  const hunk = hunks.find(({ after }) => after.end > offset || after.start >= offset) ?? hunks.at(-1);
  if (hunk === undefined || session.source.type === 'typed') throw nothingToAccept();
  const target = await findTarget(session.source, session.original);
  const original = withHunk(session.original, result, hunk);
  if (target.state !== 'ready' || !(await target.write(original))) throw changed();
  return { session: { ...session, original, result }, remaining: hunks.length - 1 };
}

function withHunk(original: string, result: string, { before, after }: Hunk): string {
  return original.slice(0, before.start) + result.slice(after.start, after.end) + original.slice(before.end);
}

function offsetOf(text: string, line: number): number {
  let offset = 0;
  for (let count = 0; count < line; count++) {
    const feed = text.indexOf('\n', offset);
    if (feed === -1) return text.length;
    offset = feed + 1;
  }
  return offset;
}

function nothingToAccept(): WhetstoneError {
  return new WhetstoneError(
    'usage',
    vscode.l10n.t('There is no single change to accept here.'),
    vscode.l10n.t('Accept the whole enhancement.'),
  );
}

function changed(): WhetstoneError {
  return new WhetstoneError(
    'conflict',
    vscode.l10n.t('The prompt was edited after it was enhanced. Nothing was overwritten.'),
    vscode.l10n.t('Accept the whole enhancement to choose what to do.'),
  );
}
