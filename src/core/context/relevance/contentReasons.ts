import type { PromptTerms } from './promptTerms.ts';
import type { WeighedReason } from './pathReasons.ts';
import { stem } from './words.ts';

/** Points by kind; a definition of what the prompt names is nearly as good as the path itself. */
const points = { defines: 45, uses: 7, contains: 28, mentions: 1.6 };

/** Characters before a name that are looked at to tell a definition from a use. */
const before = 80;

const declaration =
  /(?:^|[\s;{(}])(?:(?:export|default|public|private|protected|internal|static|abstract|final|async|override|virtual|sealed|partial|open|data|pub(?:\([a-z]+\))?|unsafe|extern|inline|suspend|local|declare|readonly|const)\s+)*(?:function\*?|class|interface|type|enum|struct|trait|module|namespace|def|fn|fun|func|const|let|var|val|object|record|protocol|impl|macro_rules!|defmodule|defp?|sub|proc|package|(?:func|fn)\s*\([^()\n]{0,60}\))\s+(?:self\.)?$/;

/** Where a name stands in a text as a whole word. */
function* occurrences(text: string, name: string): Generator<number> {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + name.length)) {
    if (!isWordCharacter(text.charCodeAt(at - 1)) && !isWordCharacter(text.charCodeAt(at + name.length)))
      yield at;
  }
}

function isWordCharacter(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95
  );
}

/** How a text has to do with a name from code; null when it does not hold it. */
export function roleOf(text: string, name: string): 'defines' | 'uses' | null {
  let role: 'uses' | null = null;
  let looked = 0;
  for (const at of occurrences(text, name)) {
    role = 'uses';
    if (declaration.test(text.slice(Math.max(0, at - before), at))) return 'defines';
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    const after = text.slice(at + name.length, at + name.length + 40);
    const alone = text.slice(lineStart, at).trim();
    // Methods (`async load(id) {`), and names bound to a function (`load = (id) => `, `load: function`).
    const modifiers =
      /^(?:(?:public|private|protected|static|async|override|final|readonly|get|set|[A-Z]\w*(?:<\w+>)?|void|int|string|bool)\s*)*$/.test(
        alone,
      );
    if (
      modifiers &&
      alone.length < 60 &&
      /^\s*(?:=\s*(?:async\s*)?(?:function|\([^()\n]{0,30}\)?)|:\s*(?:async\s*)?function)/.test(after)
    )
      return 'defines';
    if (modifiers && alone.length < 60 && /^\s*\(/.test(after) && opensBlock(text, at + name.length))
      return 'defines';
    looked += 1;
    if (looked >= 20) break;
  }
  return role;
}

/** True when the brackets after a name are followed by a block: a method is defined, not called. */
function opensBlock(text: string, at: number): boolean {
  const close = text.indexOf(')', at);
  return (
    close !== -1 && close - at < 300 && /^\)\s*(?::\s*[^\n{;]{1,80})?\{/.test(text.slice(close, close + 100))
  );
}

/**
 * The commonest form in which a word stands in a text, and how often that form does: of `expir`, `expired` and 3.
 * @param lowerText The text in lower case.
 * @param stemmed Beginning of the word; it has to stand at the beginning of a word or after a separator.
 */
export function mentionsOf(lowerText: string, stemmed: string): { word: string; times: number } | null {
  const forms = new Map<string, number>();
  let looked = 0;
  for (let at = lowerText.indexOf(stemmed); at !== -1 && looked < 60; looked += 1) {
    let end = at + stemmed.length;
    while (isWordCharacter(lowerText.charCodeAt(end)) && end - at < 30) end += 1;
    const previous = lowerText.charCodeAt(at - 1);
    const form = lowerText.slice(at, end);
    if (!(previous >= 97 && previous <= 122) && stem(form) === stemmed)
      forms.set(form, (forms.get(form) ?? 0) + 1);
    at = lowerText.indexOf(stemmed, end);
  }
  let best: { word: string; times: number } | null = null;
  for (const [word, times] of forms) if (best === null || times > best.times) best = { word, times };
  return best;
}

/**
 * The reasons that a file's text gives.
 * @param words Words of the prompt that no path holds; whole texts are searched for these only.
 */
export function contentReasons(
  text: string,
  terms: PromptTerms,
  words: readonly string[],
): readonly WeighedReason[] {
  const reasons: WeighedReason[] = [];
  for (const identifier of terms.identifiers) {
    const role = roleOf(text, identifier) ?? roleOf(text, lastPart(identifier));
    if (role === null) continue;
    const held = roleOf(text, identifier) === null ? lastPart(identifier) : identifier;
    reasons.push({
      reason: { kind: role, identifier: held },
      points: points[role] * (held === identifier ? 1 : 0.7),
    });
  }
  for (const quotation of terms.quotations) {
    if (text.includes(quotation))
      reasons.push({ reason: { kind: 'contains', quotation }, points: points.contains });
  }
  if (words.length > 0) {
    const lower = text.toLowerCase();
    for (const word of words) {
      const mention = mentionsOf(lower, word);
      if (mention === null) continue;
      const { word: form, times } = mention;
      const reason = { kind: 'mentions', word: form, stem: word, times } as const;
      reasons.push({ reason, points: points.mentions * (1 + Math.log2(times)) });
    }
  }
  return reasons;
}

/** `Type.method` is defined as `method`. */
function lastPart(identifier: string): string {
  const part = identifier.split(/[.:/]+/).at(-1) ?? identifier;
  return part.length >= 4 ? part : identifier;
}
