/**
 * The keyword rubric of design document 001, section 6.2, as it stands there: the baseline that a score has to beat.
 * Returns 0-100.
 */
export function keywordRubric(prompt: string): number {
  const lower = prompt.toLowerCase();
  const any = (text: string, words: readonly string[]): boolean => words.some((word) => text.includes(word));
  let clarity = 0;
  if (any(lower, ['create', 'fix', 'add', 'remove', 'update', 'refactor', 'implement'])) clarity += 5;
  if (prompt.length > 20 && !any(prompt, ['something', 'stuff'])) clarity += 5;
  if (prompt.split('.').length <= 3) clarity += 5;
  if (!any(prompt, ['maybe', 'perhaps', 'somehow', 'etc', 'and so on'])) clarity += 5;
  if (/^\p{Lu}/u.test(prompt)) clarity += 5;
  let specificity = 0;
  if (any(prompt, ['/', '()', '.rs', '.ts'])) specificity += 7;
  if (any(prompt, ['"', '`'])) specificity += 6;
  if (any(prompt, ['- ', '1.'])) specificity += 6;
  if (prompt.length > 100) specificity += 6;
  let context = 0;
  if (any(prompt, ['react', 'rust', 'typescript', 'python', 'node', 'tailwind'])) context += 8;
  if (any(prompt, ['file', 'module', 'component'])) context += 8;
  if (any(prompt, ['because', 'since', 'currently', 'when', 'after'])) context += 9;
  let actionability = 0;
  if (
    ['create', 'add', 'fix', 'update', 'implement', 'write', 'remove'].some((word) => lower.startsWith(word))
  )
    actionability += 8;
  if (!prompt.includes('?')) actionability += 5;
  if (any(prompt, ['should', 'must', 'expect'])) actionability += 7;
  if (!any(prompt, ['see above', 'as mentioned'])) actionability += 5;
  return clarity + specificity + context + actionability;
}
