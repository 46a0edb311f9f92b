import type { Detection } from '../finding.ts';
import { scanAssignments, type Assignment } from './assignments.ts';
import { KeywordTrie } from './keywordTrie.ts';
import { isPlaceholder } from './placeholder.ts';
import { entropyOf, looksRandom, wordShare } from './randomness.ts';
import { secretDetection } from './secretDetection.ts';
import { vendorValues, type VendorValue } from './vendorValues.ts';

type Hint = VendorValue | 'secret' | 'password';

const secretWords =
  'key token secret passw passphrase pwd credential creds auth apikey access bearer signature salt seed'.split(
    ' ',
  );
const passwordWords = 'passw passphrase pwd passwort contraseña mot_de_passe pass pw'
  .split(' ')
  .filter((word) => /^\w+$/.test(word));

const trie = new KeywordTrie<Hint>(
  [
    ...vendorValues.flatMap((vendor) => vendor.names.map((name) => [name, vendor] as const)),
    ...secretWords.map((word) => [word, 'secret'] as const),
    ...passwordWords.map((word) => [word, 'password'] as const),
  ],
  true,
);

/** Names whose last word says that the value is no secret, or that "key" and "token" mean something else there. */
const harmlessName =
  /(?:^|[^a-z])(?:gpg|pgp|pub|public|primary|foreign|partition|sort|cache|row|object|dict|map|hot|short|idempotency|i18n|translation|react|storage|s3|page|next_?page|csrf|pagination|continuation|sync|cancellation|registry|artifact|bucket|dedupe|group|unique|index|license|site|next|position)[-_. ]?(?:key|token)/i;
const harmlessEnd =
  /(?:^|[^A-Za-z]|[a-z](?=[A-Z]))(?:ids?|Ids?|ID|name|Name|path|Path|file|File|filename|dir|url|Url|URL|uri|Uri|URI|host|hash|Hash|sha\d*|Sha\d*|SHA\d*|md5|checksum|Checksum|digest|Digest|integrity|fingerprint|Fingerprint|thumbprint|version|Version|type|Type|size|Size|length|count|limit|label|field|column|index|expiry|expires|date|time|endpoint|Endpoint|etag|revision|commit|ref|src|href|image|tag|keyid|KeyId|uuid|guid|arn|ARN|Arn|class|regex|pattern|format|prefix|policy|method|scope|issuer|usage|algorithm|words?|board|keeper|stone)$/;
const strongName =
  /api[-_. ]?key|secret|token|passw|pwd|auth[-_. ]?key|access[-_. ]?key|private[-_. ]?key|credential|client[-_. ]?key|license[-_. ]?key/i;
const namesSecret =
  /(?:key|token|secret|passw(?:or)?d|passphrase|pwd|credentials?|creds|auth|access|bearer|signature|salt|seed)s?(?![a-z])|(?:KEY|TOKEN|SECRET|PASSW(?:OR)?D|PWD|CREDENTIALS?|CREDS|AUTH|ACCESS|SALT|SEED)S?(?![A-Z])|(?:Key|Token|Secret|Passw(?:or)?d|Credentials?|Auth|Access|Salt|Seed)s?(?![a-z])/;
const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Secrets that only their name gives away: a vendor's key without a mark, a password, any random value called a key. */
export function findNamedValues(text: string): Detection[] {
  const found: Detection[] = [];
  scanAssignments(text, 6, (assignment) => {
    const detection = judge(text, assignment);
    if (detection !== null) found.push(detection);
  });
  return found;
}

function judge(text: string, assignment: Assignment): Detection | null {
  const hints = new Set<Hint>();
  trie.scan(text, assignment.contextStart, assignment.nameEnd, (hint) => hints.add(hint));
  if (hints.size === 0) return null;
  const trimmed = text.slice(assignment.valueStart, assignment.valueEnd).replace(/[.,:!?]+$/, '');
  const value = trimmed;
  const end = assignment.valueStart + value.length;
  if (value.length < 6 || isPlaceholder(value) || isName(value)) return null;
  const before = text.charCodeAt(assignment.valueStart - 1);
  // Behind a comma or a bracket only quoted values count: `new Map(name2)` holds no secret.
  if (!assignment.quoted && (before === 44 || before === 40)) return null;
  const context = text.slice(assignment.contextStart, assignment.nameEnd);
  const name = text.slice(assignment.nameStart, assignment.nameEnd);
  for (const hint of hints) {
    if (typeof hint === 'object' && isVendorValue(hint, value, name)) {
      return secretDetection(`${hint.names[0] ?? 'vendor'}-key`, 'key', assignment.valueStart, end);
    }
  }
  if (hints.has('password') && isPassword(value, assignment.quoted, context)) {
    return secretDetection('password', 'password', assignment.valueStart, end);
  }
  return hints.has('secret') && isGenericSecret(value, name, context)
    ? secretDetection('generic-secret', 'key', assignment.valueStart, end)
    : null;
}

/** CONSTANT_CASE, CamelCase2, kebab-case-1: what programs call things, not what they keep secret. */
function isName(value: string): boolean {
  if (/^[A-Z][A-Z0-9]{0,99}(?:_[A-Z0-9]{1,99}){1,30}$/.test(value)) return wordShare(value) > 0.3;
  const parts = value.split(/[-_.:/]/);
  if (
    parts.length > 1 &&
    parts.every((part) => /^(?:[A-Za-z]*|\d{1,4})$/.test(part)) &&
    parts.some((part) => part.length > 3 && wordShare(part) > 0.9)
  )
    return true;
  return (
    value
      .split(/[-_.:/]|(?<=[a-z])(?=[A-Z\d])/)
      .every(
        (part) =>
          /^\d{0,3}$|^[vV]\d{1,2}$|^[A-Z]{1,6}\d{0,3}$/.test(part) ||
          (/^[A-Za-z]+$/.test(part) && (part.length < 4 || wordShare(part) > 0.9)),
      ) && wordShare(value) > 0.4
  );
}

function isVendorValue(vendor: VendorValue, value: string, name: string): boolean {
  if (!vendor.shapes.some((shape) => shape.test(value))) return false;
  const minimum = vendor.entropy ?? 3;
  if (entropyOf(value) < Math.min(minimum, Math.log2(value.length) * 0.75)) return false;
  if (/^\d+$/.test(value)) return /client|app|key|token|secret|value/i.test(name);
  if (
    /(?:hash|sha\d*|md5|checksum|digest|integrity|fingerprint|commit|revision|ref|etag|uuid|guid|version|path|url|uri|file)$/i.test(
      name,
    )
  )
    return false;
  return /\d/.test(value)
    ? wordShare(value) < 0.5
    : value.length >= 14 && wordShare(value) < 0.3 && /^[A-Za-z]+$/.test(value);
}

/** DB_PASS, smtpPass, pass, pw: also words of their own, so the value must look generated. */
const shortName = /(?:(?:^|[^A-Za-z])(?:pass|pw|PASS|PW)|[a-z0-9]Pass)["'\])>\s]{0,4}$/;

function isPassword(value: string, quoted: boolean, context: string): boolean {
  const lastWord = context.slice(-40);
  if (value.length > 128) return false;
  if (!/(?:passw(?:or)?(?:d|t)|passphrase|pwd)[\w.-]{0,8}["'\])>\s]{0,4}$/i.test(lastWord))
    return (
      shortName.test(lastWord) &&
      value.length >= 7 &&
      !/[\s/\\]|^\w+\.\w/.test(value) &&
      looksRandom(value, 2.5)
    );
  if (
    /(?:hash|hint|length|policy|reset|field|input|label|url|path|file|min|max|prompt|confirm|forgot|strength|id|_?re|type|name|regex|rule|s|less)["'\]\s]*$/i.test(
      lastWord,
    )
  )
    return false;
  if (
    /^[A-Z][a-z]+\d{1,2}(?:Array)?$|[()[\]{}<>]|^\w{1,99}\.\w{1,99}(?:\.\w{1,99}){0,30}$|\s|^https?:|^[/.~]/.test(
      value,
    )
  )
    return false;
  if (
    /^(?:password|passwd|pass|secret|admin|root|user|test|postgres|string|required|optional|true|false|varchar|hunter|u?int|float)\d{0,4}$/i.test(
      value,
    )
  )
    return /^hunter2$/i.test(value);
  const mixed = /[A-Za-z]/.test(value) && (/\d/.test(value) || /[!@#$%^&*+=?~]/.test(value));
  return mixed && (quoted || /\d/.test(value)) && !/^[a-z]{1,99}(?:[-_][a-z0-9]{1,99}){1,30}$/i.test(value);
}

function isGenericSecret(value: string, name: string, context: string): boolean {
  if (value.length < 10 || value.length > 400 || !/^[\w.=+/~@!$%^&*#-]+$/.test(value)) return false;
  const generalName =
    /^(?:value|default|string|str|text|is|was|here|const|char|byte|setProperty|env|set)$/i.test(name);
  const evident = value.length >= 20 && wordShare(value) < 0.2 && /\d.*\d/.test(value);
  const near = generalName || evident ? context.slice(-40) : name;
  if (harmlessName.test(near) || harmlessEnd.test(name)) return false;
  if (!namesSecret.test(near)) return false;
  if (
    /^(?:0x|sha\d{1,3}[-:]|md5[-:]|https?:|\/|\.\/|~\/|\d+\.\d+|v\d+\.)/i.test(value) ||
    /^[\w-]+\.[a-z]{2,4}$/.test(value)
  )
    return false;
  if (isUuid.test(value)) return strongName.test(near);
  if (/^[0-9a-f]{40}$|^[0-9a-f]{64}$|^[0-9a-f]{32}$/.test(value) && !strongName.test(near)) return false;
  if (value.length < 16 && !strongName.test(near)) return false;
  return looksRandom(value, value.length < 20 ? 3 : 3.3);
}
