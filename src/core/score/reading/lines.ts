import type { PromptDocument } from '../../prompt/document.ts';
import type { Span } from '../../span.ts';

/** One line of the body and what it is: the author's words, or something pasted. */
export interface Line extends Span {
  /** `text` the author's words, `pasted` log, terminal or code without a fence, `fenced` inside a code block, `blank`. */
  readonly kind: 'text' | 'pasted' | 'fenced' | 'blank';
}

const promptSign = /^(?:[❯➜»▶λ]|[$%]\s|>\s?\$|\w+@[\w<>.-]+[:~ ]|\(\w+\)\s*[$%])/u;
const logStart =
  /^(?:at\s+\S.*[:(]\d|File\s+"|Traceback\b|\d{4}-\d\d-\d\d[T ]\d\d:|\[?\d\d:\d\d:\d\d|\[(?:error|warn|info|debug|vite|plugin|nodemon)|(?:npm|yarn|pnpm|pip|fatal|error|warning|info|debug|panic|E|WARN|ERROR|INFO|FAIL|PASS|\w*Error|\w*Exception)\b[:!\s]\s*(?:\S*[/\\:[(]|code\b)|[#=>]+\s*\[|#\d+\s|[|│╭╰├└┌━─═✖✗✓✔⎿]|<\/?[a-zA-Z][^>]*>\s*$|[+-]{3}\s|@@\s|diff --git|[{}[\]]\s*$)/iu;
const codeStart =
  /^(?:import\s.*['"{]|from\s+\S+\s+import\b|export\s+(?:default|const|function|class|type|interface)\b|(?:const|let|var)\s+[\w{[]+.*=|(?:public|private|protected|static)\s|def\s+\w+\(|class\s+\w+[\s:({]|func\s+|fn\s+\w+|function\s+\w+\s*\(|return\b.*;|if\s*\(.*\{|#include|#!\/|SELECT\s.*FROM|<\w+[^>]*>.*<\/\w+>$)/u;
const codeEnd = /(?:[;{}]|\);|\)\s*=>|=>\s*\{|\],?)$/u;
const wordy = /[\p{L}\p{N}]/u;

/** Share of signs among the visible characters of a line of ordinary length. */
function signShare(line: string): number {
  let signs = 0;
  let visible = 0;
  for (const character of line.slice(0, 400)) {
    if (character === ' ' || character === '\t') continue;
    visible += 1;
    if (!wordy.test(character) && !'.,\'!?-"`…。，、？！：；（）「」'.includes(character)) signs += 1;
  }
  return visible === 0 ? 0 : signs / visible;
}

/** Whether a line outside fences looks pasted from a terminal, a log or a source file. */
export function looksPasted(line: string): boolean {
  const text = line.trim();
  if (text === '') return false;
  const head = text.length > 300 ? text.slice(0, 300) : text;
  if (promptSign.test(head) || logStart.test(head) || codeStart.test(head)) return true;
  if (codeEnd.test(text.slice(-40)) && signShare(text) > 0.1) return true;
  return text.length > 24 && signShare(text) > 0.22;
}

/** Splits the body into lines and tells what each is. Linear in the text. */
export function readLines(document: PromptDocument): Line[] {
  const { text, body, blocks } = document;
  const fenced: Span[] = [];
  for (const block of blocks) {
    if (block.type === 'fence' || block.type === 'html' || block.type === 'comment') {
      fenced.push(block.span);
    }
  }
  const lines: Line[] = [];
  let start = body.start;
  let next = 0;
  while (start < body.end) {
    let end = text.indexOf('\n', start);
    if (end === -1 || end > body.end) end = body.end;
    while (next < fenced.length && (fenced[next]?.end ?? 0) <= start) next += 1;
    const fence = fenced[next];
    const line = text.slice(start, end);
    let kind: Line['kind'] = 'text';
    if (fence !== undefined && fence.start <= start) kind = 'fenced';
    else if (line.trim() === '') kind = 'blank';
    else if (looksPasted(line)) kind = 'pasted';
    lines.push({ start, end, kind });
    start = end + 1;
  }
  return lines;
}
