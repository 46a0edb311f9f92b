import type { Detection } from '../finding.ts';
import { KeywordTrie } from './keywordTrie.ts';
import { isPlaceholder } from './placeholder.ts';
import { entropyOf, looksRandom, wordShare } from './randomness.ts';
import { secretDetection } from './secretDetection.ts';

/** A way of handing over a secret without `name = value`: on a command line, in a sentence, in a file of logins. */
interface Told {
  readonly rule: string;
  readonly kind: 'password' | 'key';
  readonly heads: readonly string[];
  /** Sticky from the head on, letter case ignored; the last group is the value, the one before it the quote, if any. */
  readonly pattern: RegExp;
  /** `strong`: only what looks generated; a sentence is full of words. */
  readonly strong: boolean;
}

const value = `(["'\`]?)([^\\s"'\`<>|]{6,128})`;
const told = (
  rule: string,
  kind: 'password' | 'key',
  heads: string,
  source: string,
  strong = false,
): Told => ({ rule, kind, heads: heads.split(','), pattern: new RegExp(source, 'iy'), strong });

/** Flags as the programs' manuals name them: MySQL, sshpass, docker, redis-cli, curl-like tools; netrc(5); libpq's password file. */
export const toldRules: readonly Told[] = [
  told('flag-password', 'password', '--pass,--pw', `--(?:pass(?:word|wd|phrase)?|pw)[ \\t=]{1,3}${value}`),
  told(
    'flag-secret',
    'key',
    '--token,--api,--secret,--auth,--access,--client-s',
    `--(?:(?:auth|access|api)[-_]?)?(?:token|key|secret|api[-_]?key|client[-_]?secret|access[-_]?key|secret[-_]?key)[ \\t=]{1,3}${value}`,
    true,
  ),
  told(
    'command-password',
    'password',
    'mysql,mariadb',
    `(?:mysql|mariadb)(?:-?dump|-?admin|import|check|show|slap)?\\b[^\\n|;&]{0,160}? -p${value}`,
  ),
  told('command-password', 'password', 'sshpass', `sshpass[ \\t]{1,4}-p[ \\t]{0,4}${value}`),
  told(
    'command-password',
    'password',
    'docker login,podman login,helm registry login,oras login',
    `(?:docker|podman|helm registry|oras) login\\b[^\\n|;&]{0,160}? -p[ \\t]{1,4}${value}`,
  ),
  told('command-password', 'password', 'redis-cli', `redis-cli\\b[^\\n|;&]{0,160}? -a[ \\t]{1,4}${value}`),
  told(
    'command-password',
    'password',
    'ldap',
    `ldap(?:search|add|modify|delete|whoami)\\b[^\\n|;&]{0,200}? -w[ \\t]{1,4}${value}`,
  ),
  told(
    'netrc-password',
    'password',
    'machine',
    `machine[ \\t\\r\\n]{1,20}[\\w.-]{1,120}[ \\t\\r\\n]{1,20}(?:login[ \\t\\r\\n]{1,20}[^\\s]{1,120}[ \\t\\r\\n]{1,20})?password[ \\t\\r\\n]{1,20}${value}`,
  ),
  told(
    'told-password',
    'password',
    'password,passwort,passphrase,passwd,contrase,mot de passe,senha',
    `(?:password|passwort|passphrase|passwd|contraseña|mot de passe|senha)(?: (?:for|of|to|on|für|de|para|zu|vom)(?: [\\w.@-]{1,30}){1,4}?| \\w{1,12})? (?:is now|is|was|ist|lautet|es|est|é)(?: still| now)?[ :]{1,3}${value}`,
    true,
  ),
  told(
    'told-key',
    'key',
    'api key,api-key,apikey,access token,auth token,secret key,access key,my token,the token,bearer token',
    `(?:api[ -]?key|(?:access|auth|bearer|my|the) token|secret key|access key)(?: (?:for|of|to|on)(?: [\\w.@-]{1,30}){1,4}?)? (?:is now|is|was)(?: still| now)?[ :]{1,3}${value}`,
    true,
  ),
];

const trie = new KeywordTrie<Told>(
  toldRules.flatMap((rule) => rule.heads.map((head) => [head.slice(0, 9), rule] as const)),
  true,
);

/** Secrets that are handed over in a sentence or on a command line. Linear: each head looks at a bounded stretch. */
export function findTold(text: string): Detection[] {
  const found: Detection[] = [];
  let done = 0;
  trie.scan(
    text,
    0,
    text.length,
    (rule, at) => {
      if (at < done) return;
      rule.pattern.lastIndex = at;
      const match = rule.pattern.exec(text);
      if (match === null) return;
      const quote = match[1] ?? '';
      const given = (match[2] ?? '').replace(/[.,;:!?)]+$/, '');
      const start = match.index + match[0].length - (match[2] ?? '').length;
      if (!isSecret(given, quote !== '', rule.strong, rule.kind)) return;
      done = start + given.length;
      found.push(secretDetection(rule.rule, rule.kind, start, done));
    },
    true,
  );
  return found;
}

function isSecret(given: string, quoted: boolean, strong: boolean, kind: 'password' | 'key'): boolean {
  if (given.length < 6 || isPlaceholder(given) || !/[A-Za-z]/.test(given)) return false;
  if (/^(?:https?:|[/.~\\]|\w{1,99}\.\w{1,99}(?:\.\w{1,99}){0,30}$)|[()[\]{}]/.test(given)) return false;
  if (kind === 'key') return given.length >= 12 && looksRandom(given, 3);
  const mixed = /\d/.test(given) || (/[!@#$%^&*+=?~]/.test(given) && /[A-Za-z]{3}/.test(given));
  if (!mixed || entropyOf(given) < 2.2) return false;
  if (
    /^(?:pass(?:word|wd)?|secret|admin|root|user|test|error|step|version|chapter)[-_]?\d{0,4}$/i.test(given)
  )
    return false;
  if (quoted) return true;
  const cased = /[a-z]/.test(given) && /[A-Z]/.test(given);
  return (
    wordShare(given) < (strong ? 0.5 : 0.7) &&
    (!strong || cased || /[!@#$%^&*+=?~]/.test(given) || wordShare(given) < 0.2)
  );
}
