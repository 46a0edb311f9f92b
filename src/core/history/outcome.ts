/**
 * What became of an enhancement. `pending` = the user has not decided yet (also after a window was closed or killed while the diff
 * was open); `dismissed` = the diff was closed without a decision.
 */
export const outcomes = ['pending', 'accepted', 'acceptedEdited', 'rejected', 'dismissed'] as const;

export type Outcome = (typeof outcomes)[number];

/** What the user did: accept with the text that went into the editor, or turn away, with the text as it then stood. */
export interface Decision {
  readonly outcome: Exclude<Outcome, 'pending'>;
  /** The text on the right side at that moment; null when it is not known (a decision made in the terminal). */
  readonly text: string | null;
}

/** A decision as it is stored: the outcome, and the user's own version where it differs from the result. */
export interface Decided {
  readonly outcome: Exclude<Outcome, 'pending'>;
  /** Null when the user changed nothing, or when it is not known what was changed. */
  readonly editedPrompt: string | null;
}

/**
 * Settles what a decision means. Line ends do not count as edits: a result put into a CRLF file is the same result.
 * An accepted text that differs is `acceptedEdited`, one that does not is `accepted`, whatever the caller called it; without a text the
 * caller's word is taken. Edits of a rejected or dismissed result are kept, so that nothing typed is lost.
 */
export function decide(result: string, decision: Decision): Decided {
  const { outcome, text } = decision;
  if (text === null) return { outcome, editedPrompt: null };
  const edited = withoutCarriageReturns(text) !== withoutCarriageReturns(result);
  const editedPrompt = edited ? text : null;
  if (outcome === 'accepted' || outcome === 'acceptedEdited') {
    return { outcome: edited ? 'acceptedEdited' : 'accepted', editedPrompt };
  }
  return { outcome, editedPrompt };
}

/**
 * Whether a decision may replace what is stored. A later decision wins (an entry opened again from the history can still be accepted),
 * except that closing the diff never takes back an acceptance or a rejection.
 */
export function mayFollow(current: Outcome, next: Outcome): boolean {
  if (next === 'pending') return current === 'pending';
  return next !== 'dismissed' || current === 'pending' || current === 'dismissed';
}

function withoutCarriageReturns(text: string): string {
  return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}
