import type { Reading } from '../../reading/reading.ts';
import { absent, type Rule, type Signal } from '../../rule.ts';
import type { Span } from '../../../span.ts';
import { taskFiles } from './kinds.ts';

function frontText(reading: Reading, key: string): { text: string; span: Span } | null {
  const { frontMatter, text } = reading.document;
  const entry = frontMatter?.entries.find((one) => one.key === key);
  const value = frontMatter?.data?.[key];
  if (entry === undefined) return null;
  const { start, end } = entry.valueSpan;
  return { text: typeof value === 'string' ? value : text.slice(start, end), span: entry.valueSpan };
}

/** The description says what the file does: an agent chooses by it and sees nothing else at first. */
export const saysWhat: Rule = {
  id: 'description-what',
  component: 'clarity',
  kinds: taskFiles,
  effect: 'earns',
  lexical: false,
  label: 'the description says what it does',
  remedy: {
    text: 'Write a description of one or two sentences that says what this does',
    followed: { 'description-what': 1 },
  },
  measure: (reading) => {
    const description = frontText(reading, 'description');
    if (description === null) return absent;
    const words = new Set(description.text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}./-]{2,}/gu) ?? []);
    const strength = Math.min(1, words.size / 8);
    return strength === 0 ? absent : { strength, spans: [description.span] };
  },
};

const occasion =
  /\b(?:use(?:d)?\s+(?:this\s+|it\s+)?(?:when|whenever|for|if|after|before|to|proactively)|when(?:ever)?\s|if\s+(?:the\s+user|you|asked)|trigger|asks?\s+(?:for|to|about)|must be used|before\s|after\s)/iu;

/** The description says when to use it: the words that a user would say, the files, the occasion. */
export const saysOccasion: Rule = {
  id: 'description-when',
  component: 'context',
  kinds: ['skill', 'agent'],
  effect: 'earns',
  lexical: false,
  label: 'the description says when to use it',
  remedy: {
    text: 'Add to the description when to use it: "Use when …" with the words people will say',
    followed: { 'description-when': 1 },
  },
  measure: (reading) => {
    const description = frontText(reading, 'description');
    return description !== null && occasion.test(description.text)
      ? { strength: 1, spans: [description.span] }
      : absent;
  },
};

function has(reading: Reading, keys: readonly string[], pattern: RegExp | null): Signal {
  for (const key of keys) {
    const value = frontText(reading, key);
    if (value !== null && value.text.trim() !== '') return { strength: 1, spans: [value.span] };
  }
  if (pattern === null) return absent;
  for (const line of reading.lines) {
    if (line.kind !== 'text') continue;
    if (pattern.test(reading.document.text.slice(line.start, Math.min(line.end, line.start + 500)))) {
      return { strength: 1, spans: [{ start: line.start, end: line.end }] };
    }
  }
  return absent;
}

/** Says what it works on: variables, arguments, a section on inputs. */
export const saysInputs: Rule = {
  id: 'says-inputs',
  component: 'context',
  kinds: taskFiles,
  effect: 'earns',
  lexical: false,
  label: 'says what it works on',
  remedy: {
    text: 'Say what the input is: a variable such as ${input:name}, an argument, the files to read',
    followed: { 'says-inputs': 1 },
  },
  measure: (reading) => {
    const variable = reading.document.variables[0];
    if (variable !== undefined) return { strength: 1, spans: [variable.span] };
    return has(
      reading,
      ['argument-hint'],
      /\b(?:inputs?|arguments?|parameters?|prerequisites?|the user (?:provides|gives)|given a|gather|read the)\b/iu,
    );
  },
};

/** Names the tools it may use. */
export const namesTools: Rule = {
  id: 'names-tools',
  component: 'actionability',
  kinds: ['agent', 'prompt', 'command', 'skill'],
  effect: 'earns',
  lexical: false,
  label: 'names its tools or commands',
  remedy: { text: 'List the tools or commands it needs', followed: { 'names-tools': 1 } },
  measure: (reading) => {
    const tool = reading.document.references.find((reference) => reference.type === 'tool');
    if (tool !== undefined) return { strength: 1, spans: [tool.span] };
    return has(reading, ['tools', 'allowed-tools', 'mcp-servers'], null);
  },
};

/** Says which files it is for. */
export const saysScope: Rule = {
  id: 'says-scope',
  component: 'context',
  kinds: ['instructions', 'rules'],
  effect: 'earns',
  lexical: false,
  label: 'says which files or parts it is for',
  remedy: {
    text: 'Say which files it is for: applyTo, paths, or a heading per folder',
    followed: { 'says-scope': 1 },
  },
  measure: (reading) => {
    const scoped = has(reading, ['applyTo', 'paths', 'globs'], null);
    if (scoped.strength > 0) return scoped;
    const paths = reading.document.references.filter(
      (reference) => reference.type === 'path' || reference.type === 'link',
    );
    return paths.length < 2 ? absent : { strength: 1, spans: paths.slice(0, 3).map((path) => path.span) };
  },
};
