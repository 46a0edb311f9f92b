/** Answers kept at a time; a repository has far fewer folders than files. */
const most = 20_000;

/** The same function, which remembers its answers: files ask the same of their folders over and over. */
export function remembered<Answer>(answer: (text: string) => Answer): (text: string) => Answer {
  const known = new Map<string, Answer>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= most) known.clear();
    const now = answer(text);
    known.set(text, now);
    return now;
  };
}
