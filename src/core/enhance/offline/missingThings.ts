import type { Gap, OpenQuestion } from './questions.ts';
import { quoted } from './subject.ts';

const vagueAim =
  /\b(?:better|nicer|cleaner|prettier|smoother|more (?:robust|modern|readable|user[- ]friendly|intuitive|professional|reliable|scalable)|user[- ]friendly|robust|modern|professional|intuitive|improved?|enhance|production[- ]ready|appropriate(?:ly)?|beautiful|ugly|clunky|weird|strange|best practices?)\b/i;
/** Words of a complaint about speed. */
export const slowness =
  /\b(?:slow(?:ly|er)?|faster|speed(?: up)?|performance|performant|latency|too long|optimi[sz]e|efficient)\b/i;
const vagueAmount = /\b(?:some|a few|several|various|certain|etc\.?|and so on|and more)\b(?: \w+)?/i;
const picture =
  /\b(?:screenshots?|mock-?ups?|images? (?:attached|above|below|here)|attached (?:image|picture|file)|figma|wireframes?|as (?:in|shown in) the (?:image|picture))\b/i;
const earlier =
  /\b(?:as (?:before|discussed|we discussed|agreed|mentioned|planned)|like (?:before|last time|we (?:discussed|did))|(?:we|you) (?:discussed|talked about|agreed)|your (?:plan|suggestion|proposal|last change|previous \w+)|where (?:we|you) left off|the (?:above|previous) (?:plan|step|error|output|change|code|one)|option (?:\d|[a-d])\b|still (?:not|broken|failing|fails|see|seeing|get|getting|wrong|the same)|continue|proceed|go ahead|keep going|next step)\b/i;
const barePronoun =
  /^\W*(?:\w+\s+){1,3}?(it|this|that|these|those|them)\b(?!\s+(?:\w+\s+)?(?:file|function|page|test|error|component|class|module|method|script|feature|bug|issue|command|view|button))/i;
const pasteMark = /\[(?:Pasted text|Image) #\d+[^\]\n]{0,40}\]/i;
const fewWords = 9;
/** In a longer text a vague word is seldom the aim. */
const aimWords = 40;

/** Something is meant that an agent will not find: a picture, an earlier talk, a pronoun without a noun, a word without a measure. */
export function missingThings({ document, prose, subject, grounding }: Gap): OpenQuestion[] {
  const questions: OpenQuestion[] = [];
  const ask = (text: string, weight: number): void => void questions.push({ text, weight, edge: false });
  const thing = subject === null ? 'this' : quoted(subject);
  const bare = document.references.length === 0;
  const shown = picture.exec(prose)?.[0];
  if (shown !== undefined)
    ask(`What does "${shown}" show? Describe it in words: sizes, colours, texts, order.`, 9);
  const mark = pasteMark.exec(document.text.slice(0, 20_000))?.[0];
  if (mark !== undefined) ask(`What was in "${mark}"? Only the mark came along.`, 9.5);
  const before = earlier.exec(prose)?.[0];
  if (before !== undefined && bare)
    ask(`What does "${before}" refer to? An agent that starts afresh has not seen it.`, 8.5);
  const words = prose.split(/\s+/).filter(Boolean).length;
  const short = words <= fewWords;
  const pronoun = barePronoun.exec(prose)?.[1];
  if (short && subject === null && pronoun !== undefined && bare && before === undefined)
    ask(`Which file, page or command is "${pronoun}"?`, 9);
  if (grounding.known && grounding.files.length === 0 && bare && subject !== null)
    ask(`No file of the repository goes by ${quoted(subject)}: where does it belong?`, 6.8);
  const speed = slowness.test(prose);
  if (speed && !/\d/.test(prose))
    ask(`How long does ${thing} take now, with how much data, and how fast is fast enough?`, 7.5);
  const aim = speed ? undefined : vagueAim.exec(prose)?.[0];
  if (aim !== undefined && words <= aimWords && !/\d/.test(prose))
    ask(`What is wrong with ${thing} today that "${aim}" should put right? One example is enough.`, 7);
  const amount = vagueAmount.exec(prose)?.[0];
  if (amount !== undefined && prose.length < 600) ask(`Which ones exactly does "${amount.trim()}" cover?`, 5);
  return questions;
}
