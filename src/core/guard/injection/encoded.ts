import type { Span } from '../../span.ts';

/** Text that was hidden by an encoding, with its place in the original. */
export interface Decoded extends Span {
  readonly text: string;
}

const mostPayloads = 200;
const longestPayload = 8_000;

/** Readable text inside base64 and hexadecimal runs. At most 200 runs, 8,000 characters each. */
export function decodedPayloads(text: string): Decoded[] {
  const found: Decoded[] = [];
  for (const match of text.matchAll(
    /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,8000}={0,2}(?![A-Za-z0-9+/_-])/g,
  )) {
    if (found.length >= mostPayloads) break;
    const run = match[0].slice(0, longestPayload);
    const decoded = /^(?:[0-9a-f]{2}){10,}$/i.test(run) ? fromHex(run) : fromBase64(run);
    if (isReadable(decoded))
      found.push({ start: match.index, end: match.index + match[0].length, text: decoded });
  }
  for (const match of text.matchAll(
    /(?:\\x[0-9a-f]{2}|%[0-9a-f]{2}|\\u00[0-9a-f]{2}|(?<![0-9a-f])[0-9a-f]{2}(?:[ :]|(?![0-9a-z]))){12,2000}/gi,
  )) {
    if (found.length >= mostPayloads) break;
    const decoded = fromHex(match[0].replace(/\\u00|\\x|[% :]/g, ''));
    if (isReadable(decoded))
      found.push({ start: match.index, end: match.index + match[0].length, text: decoded });
  }
  return found;
}

/** "ignore", "previous", "instruct", "system", "prompt", "password", "secret", as they look in rot13 and backwards. */
export const turnedWords = {
  rot13: /vtaber|cerivbhf|vafgehpg|flfgrz|cebzcg|cnffjbeq|frperg|qvfertneq|sbetrg/i,
  reversed: /erongi|suoiverp|tcurtsni|metsys|tpmorp|drowssap|terces|dragersid|tegrof/i,
} as const;

/** Every letter 13 places on. */
export function rot13(text: string): string {
  return text.replace(/[a-z]/gi, (letter) => {
    const base = letter <= 'Z' ? 65 : 97;
    return String.fromCharCode(((letter.charCodeAt(0) - base + 13) % 26) + base);
  });
}

export function reversed(text: string): string {
  return text.split('').reverse().join('');
}

function isReadable(text: string): boolean {
  return (
    text.length >= 12 &&
    /^[\x20-\x7e\s\u00a0-\u024f\u2018-\u201f]+$/.test(text) &&
    /[a-z]{2,} [a-z]{2,}/i.test(text)
  );
}

function fromHex(run: string): string {
  let text = '';
  for (let index = 0; index + 1 < run.length; index += 2)
    text += String.fromCharCode(Number.parseInt(run.slice(index, index + 2), 16));
  return text;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const values = new Map(Array.from(alphabet, (character, index) => [character, index] as const));

/** Base64, plain or for URLs, as Latin-1 text. */
export function fromBase64(run: string): string {
  let bits = 0;
  let held = 0;
  let text = '';
  for (const character of run.replaceAll('-', '+').replaceAll('_', '/')) {
    const value = values.get(character);
    if (value === undefined) break;
    bits = ((bits << 6) | value) & 0xffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    text += String.fromCharCode((bits >> held) & 0xff);
  }
  return text;
}
