/** What a reason may be checked against: nothing of the code that found it. */
export interface ReasonEvidence {
  readonly path: string;
  readonly prompt: string;
  readonly text: string;
  readonly allPaths: readonly string[];
  /** Commits that touched the file, and how many were looked at; null without git. */
  readonly history: { readonly touched: number; readonly of: number } | null;
}

/**
 * Derives again whether a `why` is true, clause by clause, from the prompt, the path and the text.
 * @returns The clauses that do not hold; unknown ones do not hold either.
 */
export function falseClauses(why: string, evidence: ReasonEvidence): readonly string[] {
  return why.split('; ').filter((clause) => !holds(clause, evidence));
}

function holds(clause: string, { path, prompt, text, allPaths, history }: ReasonEvidence): boolean {
  const lowerPath = path.toLowerCase();
  const lowerPrompt = prompt.toLowerCase().replace(/\b(log|sign)(?:g?ed|g?ing) (in|out|up)\b/g, '$& $1$2');
  const name = lowerPath.slice(lowerPath.lastIndexOf('/') + 1);
  const folder = lowerPath.slice(0, Math.max(0, lowerPath.lastIndexOf('/')));
  const quoted = [...clause.matchAll(/"([^"]+)"/g)].map((match) => (match[1] ?? '').toLowerCase());
  const inBackticks = /`([^`]+)`/.exec(clause)?.[1] ?? '';
  /** A form of the word stands in the prompt: the first letters are the same. */
  const inPrompt = (word: string): boolean => {
    const beginning = word.slice(0, Math.max(3, Math.ceil(word.length * 0.55)));
    return lowerPrompt.replace(/[\s_-]/g, '').includes(beginning) || lowerPrompt.includes(beginning);
  };
  const squeezed = (part: string): string => part.replace(/[^\p{L}\p{N}]/gu, '');
  if (clause === 'named in the prompt') return lowerPrompt.includes(name);
  if (clause.startsWith('one of '))
    return allPaths.filter((other) => other.toLowerCase().endsWith(quoted[0] ?? '?')).length > 1;
  if (clause.startsWith('lies in '))
    return lowerPath.includes(/^lies in (.+), which/.exec(clause)?.[1]?.toLowerCase() ?? '?');
  if (clause.startsWith('it is named after')) {
    return prompt.includes(inBackticks) && squeezed(name).startsWith(squeezed(inBackticks.toLowerCase()));
  }
  if (clause.startsWith('its name holds'))
    return quoted.every((word) => squeezed(name).includes(word) && inPrompt(word));
  if (clause.startsWith('its folder holds'))
    return quoted.every((word) => squeezed(folder).includes(word) && inPrompt(word));
  if (clause.startsWith('its path holds'))
    return squeezed(lowerPath).includes(quoted[0] ?? '?') && inPrompt(quoted[1] ?? '?');
  if (clause.startsWith('defines') || clause.startsWith('uses'))
    return text.includes(inBackticks) && prompt.includes(inBackticks);
  if (clause.startsWith('contains the text'))
    return text.toLowerCase().includes(quoted[0] ?? '?') && lowerPrompt.includes(quoted[0] ?? '?');
  if (clause.startsWith('mentions')) {
    const times = clause.endsWith(' once') ? 1 : Number(/(\d+) times$/.exec(clause)?.[1]);
    return text.toLowerCase().split(quoted[0] ?? '?').length - 1 >= times && inPrompt(quoted[0] ?? '?');
  }
  if (clause.startsWith('tests '))
    return allPaths.includes(clause.slice('tests '.length)) && /test|spec/.test(lowerPath);
  const changed = /^changed in (\d+) of the last (\d+) commits$/.exec(clause);
  if (changed !== null) return history?.touched === Number(changed[1]) && history.of === Number(changed[2]);
  return clause === 'has uncommitted changes';
}
