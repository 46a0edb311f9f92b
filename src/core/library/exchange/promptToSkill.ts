import { stringify } from 'yaml';
import type { Reference } from '../../prompt/document.ts';
import { parsePrompt } from '../../prompt/parsePrompt.ts';
import { idOf } from '../templateName.ts';

/** A prompt file as a skill. */
export interface ConvertedSkill {
  /** Name of the skill and of its folder. */
  readonly name: string;
  /** Text of `SKILL.md`. */
  readonly text: string;
  /** Local files that the text names, as written there: they stay where they are, links follow. */
  readonly files: readonly string[];
  /** What could not be carried over, in sentences. */
  readonly lost: readonly string[];
}

/** The longest name and description of a skill (https://agentskills.io/specification). */
const longestName = 64;
const longestDescription = 1024;

/** Keys of a prompt file's front matter that a skill has a place for. */
const carried = new Set(['name', 'description', 'license', 'compatibility', 'metadata']);

/**
 * Makes a skill of a `.prompt.md` file: a valid name from the file's, a description that says when to use it, and the body with what the user would have been
 * asked as something to find out.
 *
 * @param file the file's name
 * @param text its text
 * @param move where a relative link leads from the skill's folder; the link as it is when it needs no change
 */
export function promptToSkill(file: string, text: string, move: (target: string) => string): ConvertedSkill {
  const { body, frontMatter, headings, references, variables } = withHeadings(text);
  const data = frontMatter?.data ?? {};
  const name = skillNameOf(typeof data['name'] === 'string' ? data['name'] : stemOf(file));
  const inputs = new Map<string, string>();
  const edits: { readonly start: number; readonly end: number; readonly text: string }[] = [];
  for (const { name: variable, placeholder, span, syntax } of variables) {
    if (syntax === 'mustache') continue;
    inputs.set(variable, inputs.get(variable) || (placeholder ?? ''));
    edits.push({ ...span, text: `<${variable}>` });
  }
  const files: string[] = [];
  for (const reference of references) {
    if (!isLocalFile(reference)) continue;
    files.push(reference.target);
    const moved = move(reference.target);
    const at = text.indexOf(reference.target, reference.span.start);
    if (moved !== reference.target && at >= 0 && at < reference.span.end)
      edits.push({ start: at, end: at + reference.target.length, text: moved });
  }
  const written = applied(text, body.start, body.end, edits).trim();
  const asked = [...inputs].map(
    ([variable, meaning]) => `- \`${variable}\`${meaning === '' ? '' : `: ${meaning}`}`,
  );
  const head = {
    name,
    description: descriptionOf(data['description'], headings[0] ?? name.replaceAll('-', ' ')),
    ...(typeof data['license'] === 'string' && { license: data['license'] }),
    ...(typeof data['compatibility'] === 'string' && { compatibility: data['compatibility'] }),
    ...(isTexts(data['metadata']) && { metadata: data['metadata'] }),
  };
  const lost = Object.keys(data)
    .filter((key) => !carried.has(key))
    .map((key) => `"${key}" of the front matter has no place in a skill.`);
  if (inputs.size > 0) lost.push('Nobody asks for the inputs; the skill says what to find out.');
  return {
    name,
    text: `---\n${stringify(head, { lineWidth: 0 })}---\n\n${written}\n${asked.length === 0 ? '' : `\n## What to find out first\n\n${asked.join('\n')}\n`}`,
    files: [...new Set(files)],
    lost,
  };
}

/** Lower-case letters, digits and single hyphens, at most 64, never at an end. */
export function skillNameOf(text: string): string {
  const name = idOf(text).slice(0, longestName).replace(/-$/, '');
  return name === 'template' ? 'skill' : name;
}

function stemOf(file: string): string {
  return (file.split('/').at(-1) ?? file).replace(/(?:\.prompt)?\.md$/i, '');
}

/** An agent picks a skill by its description alone: it has to say when. */
function descriptionOf(written: unknown, title: string): string {
  const plain = typeof written === 'string' ? written.trim().replaceAll(/\s+/g, ' ') : '';
  const what = plain === '' ? title : plain;
  const sentence = /[.!?]$/.test(what) ? what : `${what}.`;
  if (/\b(?:use (?:this |it )?(?:when|for|if)|when (?:the user|asked|you))\b/i.test(sentence))
    return sentence.slice(0, longestDescription);
  const task = title.charAt(0).toLowerCase() + title.slice(1).replace(/[.!?]+$/, '');
  const when = ` Use when asked to ${task}.`;
  return `${sentence.slice(0, longestDescription - when.length)}${when}`;
}

function withHeadings(
  text: string,
): ReturnType<typeof parsePrompt> & { readonly headings: readonly string[] } {
  const document = parsePrompt(text, { kind: 'prompt' });
  const headings = document.blocks
    .filter(({ type }) => type === 'heading')
    .map(({ content }) => text.slice(content.start, content.end).trim());
  return { ...document, headings };
}

function isLocalFile({ target, type }: Reference): boolean {
  return (
    (type === 'link' || type === 'file') &&
    target !== '' &&
    !target.startsWith('#') &&
    !target.startsWith('/')
  );
}

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === 'string')
  );
}

function applied(
  text: string,
  from: number,
  to: number,
  edits: readonly { readonly start: number; readonly end: number; readonly text: string }[],
): string {
  let result = '';
  let position = from;
  for (const edit of edits.toSorted((left, right) => left.start - right.start)) {
    if (edit.start < position) continue;
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position, to);
}
