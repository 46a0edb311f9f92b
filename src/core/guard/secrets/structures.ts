import type { Detection } from '../finding.ts';
import { isPlaceholder } from './placeholder.ts';
import { entropyOf, looksRandom } from './randomness.ts';
import { secretDetection } from './secretDetection.ts';

/** Secrets that are known by the structure around them: key blocks, web tokens, URLs and headers with credentials. */
export function findStructures(text: string): Detection[] {
  return [
    ...privateKeys(text),
    ...webTokens(text),
    ...addressPasswords(text),
    ...headers(text),
    ...commandLines(text),
    ...kubernetesSecrets(text),
  ];
}

function* privateKeys(text: string): Generator<Detection> {
  for (let from = text.indexOf('-----BEGIN'); from !== -1; from = text.indexOf('-----BEGIN', from + 10)) {
    const header = /^-----BEGIN[ A-Z0-9_-]{0,80}PRIVATE KEY(?: BLOCK)?-----/i.exec(
      text.slice(from, from + 120),
    );
    if (header === null) continue;
    const bodyStart = from + header[0].length;
    const next = text.indexOf('-----', bodyStart);
    const close = next !== -1 && next - bodyStart < 40_000 ? next : -1;
    const body = text.slice(bodyStart, close === -1 ? bodyStart + 4_000 : close);
    const payload = body.replace(/\\[nr]|[^A-Za-z0-9+/=]/g, '');
    if (payload.length < 40 || entropyOf(payload.slice(0, 500)) < 3.5) continue;
    const end = close === -1 ? bodyStart + endOfBase64(body) : closeOf(text, close);
    yield secretDetection('private-key', 'private-key', from, end);
  }
  for (const match of text.matchAll(/PuTTY-User-Key-File-\d:/g)) {
    const at = text.indexOf('Private-Lines:', match.index);
    if (at === -1 || at - match.index > 8_000) continue;
    yield secretDetection('putty-private-key', 'private-key', at, Math.min(text.length, at + 2_000));
  }
}

function closeOf(text: string, dashes: number): number {
  const tail = /^-----END[ A-Z0-9_-]{0,80}-----/i.exec(text.slice(dashes, dashes + 110));
  return dashes + (tail?.[0].length ?? 0);
}

function endOfBase64(body: string): number {
  return /^(?:\\[nr]|[A-Za-z0-9+/=:,\s-])*/.exec(body)?.[0].trimEnd().length ?? 0;
}

function* webTokens(text: string): Generator<Detection> {
  for (const match of text.matchAll(
    /(?<![A-Za-z0-9_-])ey[A-Za-z0-9]{15,4000}\.ey[A-Za-z0-9/\\_-]{15,8000}\.(?:[A-Za-z0-9/\\_-]{10,2000}={0,2})?/g,
  )) {
    if (entropyOf(match[0]) >= 3 && !/x{6,}/i.test(match[0])) {
      yield secretDetection('json-web-token', 'token', match.index, match.index + match[0].length);
    }
  }
  // a web token that was itself put into base 64
  for (const match of text.matchAll(/(?<![A-Za-z0-9+/])ZXlK[A-Za-z0-9+/]{60,8000}={0,2}/g)) {
    yield secretDetection('json-web-token-base64', 'token', match.index, match.index + match[0].length);
  }
}

const commonPasswords =
  /^(?:pass(?:word|wd)?|pwd|secret|user(?:name)?|admin|root|postgres|mysql|guest|test|changeme|token|key|x+|\*+|\.+|x-oauth-basic|oauth2?)$/i;

function* addressPasswords(text: string): Generator<Detection> {
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    const match = /^:\/\/([^\s:@/"'<>`]{0,100}):([^\s@/"'<>`]{3,200})@[\w[.$-]/.exec(
      text.slice(at, at + 320),
    );
    if (match === null || !/[a-z][a-z0-9+.-]{0,20}$/i.test(text.slice(Math.max(0, at - 22), at))) continue;
    const password = match[2] ?? '';
    if (
      password.length < 4 ||
      commonPasswords.test(password) ||
      isPlaceholder(password) ||
      password === match[1]
    )
      continue;
    const start = at + 3 + (match[1] ?? '').length + 1;
    yield secretDetection('url-password', 'connection', start, start + password.length);
  }
}

function* headers(text: string): Generator<Detection> {
  for (const match of text.matchAll(
    /(?<![A-Za-z])(bearer|basic|token|apikey)[ \t]{1,3}([A-Za-z0-9._~+/=-]{12,2000})/gi,
  )) {
    const value = match[2] ?? '';
    const scheme = (match[1] ?? '').toLowerCase();
    const start = match.index + match[0].length - value.length;
    if (isPlaceholder(value) || !looksRandom(value, 3)) continue;
    if (
      scheme === 'basic' &&
      !/(?:authorization|header|curl)\W{0,6}[\w\s"':=-]{0,12}$/i.test(
        text.slice(Math.max(0, match.index - 30), match.index),
      )
    )
      continue;
    if (
      scheme !== 'bearer' &&
      scheme !== 'basic' &&
      !/authorization\W{0,6}$/i.test(text.slice(Math.max(0, match.index - 24), match.index))
    )
      continue;
    yield secretDetection('authorization-header', 'token', start, start + value.length);
  }
}

/** `curl -u name:password` and `curl -H "Authorization: …"`: weaker values count, since they stand where credentials do. */
function* commandLines(text: string): Generator<Detection> {
  let done = 0;
  for (const command of text.matchAll(/\bcurl\b/g)) {
    if (command.index < done) continue;
    const line = text.slice(command.index, command.index + 1_500);
    const stretch = line.slice(0, endOfCommand(line));
    done = command.index + stretch.length;
    for (const user of stretch.matchAll(
      /\s(?:-u|--user)[= \t]{0,5}(?:"([^"\n]{4,200})"|'([^'\n]{4,200})'|([^\s"'`]{4,200}))/g,
    )) {
      const value = user[1] ?? user[2] ?? user[3] ?? '';
      const parts = /^([^:]*):(.*)$/.exec(value);
      if (parts === null) continue;
      const secret = (parts[2] ?? '') === '' ? (parts[1] ?? '') : (parts[2] ?? '');
      if (secret.length < 3 || isPlaceholder(secret) || commonPasswords.test(secret) || entropyOf(value) < 2)
        continue;
      const start = command.index + user.index + user[0].lastIndexOf(value) + value.lastIndexOf(secret);
      yield secretDetection('curl-user', 'password', start, start + secret.length);
    }
    for (const header of stretch.matchAll(
      /\s(?:-H|--header)[= \t]{0,5}["']?(?:(?:proxy-)?authorization:[ \t]{0,5}(?:(?:basic|bearer|token|apikey|digest)[ \t]{1,3})?|[\w-]{0,40}(?:token|key|auth|secret)[\w-]{0,20}:[ \t]{0,5})([\w=~@.+/-]{8,1000})/gi,
    )) {
      const value = header[1] ?? '';
      if (
        isPlaceholder(value) ||
        entropyOf(value) < 2.75 ||
        /^(?:bearer|basic)$/i.test(value) ||
        !/\d|[A-Z].*[a-z]/.test(value)
      )
        continue;
      const start = command.index + header.index + header[0].length - value.length;
      yield secretDetection('curl-header', 'token', start, start + value.length);
    }
  }
}

function endOfCommand(text: string): number {
  for (const match of text.matchAll(/\r?\n/g)) {
    if (!/[\\^`]\s*$/.test(text.slice(Math.max(0, match.index - 3), match.index))) return match.index;
  }
  return text.length;
}

function* kubernetesSecrets(text: string): Generator<Detection> {
  let done = 0;
  for (const kind of text.matchAll(/^[ \t]{0,8}["']?kind["']?:[ \t]{0,4}["']?secret["']?[ \t,]{0,4}$/gim)) {
    if (kind.index < done) continue;
    const from = Math.max(done, documentStart(text, kind.index));
    const stretch = text.slice(from, documentEnd(text, kind.index));
    done = from + stretch.length;
    for (const data of stretch.matchAll(/^[ \t]{0,8}["']?data["']?:[ \t]{0,4}\{?[ \t]{0,4}$/gim)) {
      const start = data.index + data[0].length;
      for (const pair of stretch
        .slice(start, start + 4_000)
        .matchAll(
          /^[ \t]{1,20}["']?[\w.-]{1,100}["']?:[ \t]{1,4}["']?([A-Za-z0-9+/]{10,3000}={0,3})["']?[ \t,]{0,4}$/gm,
        )) {
        const value = pair[1] ?? '';
        const at = from + start + pair.index + pair[0].indexOf(value, pair[0].indexOf(':'));
        yield secretDetection('kubernetes-secret', 'password', at, at + value.length);
      }
    }
  }
}

function documentStart(text: string, at: number): number {
  const from = Math.max(0, at - 4_000);
  const mark = text.slice(from, at).lastIndexOf('\n---');
  return mark === -1 ? from : from + mark;
}

function documentEnd(text: string, at: number): number {
  const to = Math.min(text.length, at + 6_000);
  const mark = text.slice(at, to).indexOf('\n---');
  return mark === -1 ? to : at + mark;
}
