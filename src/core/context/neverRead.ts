/** Why a file is never read as context. */
export type NeverReadReason =
  | 'environment'
  | 'key'
  | 'certificate'
  | 'keystore'
  | 'credentials'
  | 'history'
  | 'dump';

interface NeverReadRule {
  readonly reason: NeverReadReason;
  /** Whole base names. */
  readonly names?: readonly string[];
  /** Endings of the base name. */
  readonly endings?: readonly string[];
  /** Beginnings of the base name. */
  readonly beginnings?: readonly string[];
  /** Folders: everything below. */
  readonly folders?: readonly string[];
  /** Endings of the path from a folder's start on. */
  readonly paths?: readonly string[];
}

/**
 * Files whose content never becomes context, ignored by git or not. All lower case. Sources: gitignore templates of GitHub, the file
 * rules of Gitleaks' and GitHub's own documentation of what not to commit, the vendors' manuals on where their tools keep credentials.
 */
const rules: readonly NeverReadRule[] = [
  {
    reason: 'environment',
    names: ['.env', '.envrc', '.flaskenv', '.dev.vars', 'env.local'],
    beginnings: ['.env.', '.env-', '.env_', '.envrc.', '.dev.vars.'],
    endings: ['.env', '.env.local', '.env.enc'],
  },
  {
    reason: 'key',
    names: [
      'id_rsa',
      'id_dsa',
      'id_ecdsa',
      'id_ecdsa_sk',
      'id_ed25519',
      'id_ed25519_sk',
      'master.key',
      'key.txt',
    ],
    beginnings: ['id_rsa.', 'id_dsa.', 'id_ecdsa.', 'id_ed25519.', 'ssh_host_'],
    endings: [
      '.pem',
      '.key',
      '.keys',
      '.p8',
      '.ppk',
      '.pgp',
      '.gpg',
      '.asc',
      '.age',
      '.agekey',
      '.snk',
      '.pvk',
      '_rsa',
      '_dsa',
      '_ecdsa',
      '_ed25519',
    ],
    folders: ['.ssh', '.gnupg', '.gpg'],
  },
  {
    reason: 'certificate',
    endings: [
      '.crt',
      '.cer',
      '.der',
      '.csr',
      '.p7b',
      '.p7c',
      '.spc',
      '.mobileprovision',
      '.provisionprofile',
      '.ovpn',
    ],
  },
  {
    reason: 'keystore',
    names: ['wallet.dat', 'logins.json', 'key3.db', 'key4.db', 'cert9.db', 'login data', 'cwallet.sso'],
    endings: [
      '.p12',
      '.pfx',
      '.pkcs12',
      '.jks',
      '.jceks',
      '.bks',
      '.keystore',
      '.truststore',
      '.keychain',
      '.keychain-db',
      '.kdb',
      '.kdbx',
      '.kwallet',
      '.psafe3',
      '.agilekeychain',
      '.opvault',
      '.1pif',
      '.wallet',
    ],
    folders: ['.password-store'],
  },
  {
    reason: 'credentials',
    names: [
      '.netrc',
      '_netrc',
      '.npmrc',
      '.yarnrc',
      '.yarnrc.yml',
      '.pypirc',
      '.dockercfg',
      '.dockerconfigjson',
      '.git-credentials',
      '.gitcookies',
      '.pgpass',
      'pgpass.conf',
      '.my.cnf',
      '.mylogin.cnf',
      '.htpasswd',
      '.htdigest',
      '.s3cfg',
      '.boto',
      '.terraformrc',
      'terraform.rc',
      '.vault-token',
      '.vault_pass',
      '.vault_password',
      '.vault-password',
      '.esmtprc',
      '.msmtprc',
      '.fetchmailrc',
      '.ftpconfig',
      '.remote-sync.json',
      'sftp-config.json',
      'sftp.json',
      'filezilla.xml',
      'recentservers.xml',
      'sitemanager.xml',
      'auth.json',
      'token.json',
      'application_default_credentials.json',
      'access_tokens.db',
      'accesstokens.json',
      'kubeconfig',
      'kubeconfig.yaml',
      'kubeconfig.yml',
      'serviceaccount.json',
      'serviceaccountkey.json',
      'cookies.txt',
      'cookies.sqlite',
      'robomongo.json',
      'dbeaver-data-sources.xml',
      'credentials-config.json',
      'knife.rb',
      'shadow',
      'proftpdpasswd',
    ],
    beginnings: ['client_secret', 'client-secret', 'service-account', 'service_account', 'gha-creds-'],
    endings: [
      '.tfstate',
      '.tfstate.backup',
      '.tfvars',
      '.tfvars.json',
      '.publishsettings',
      '.credentials',
      '-credentials.json',
      '_credentials.json',
      '.kubeconfig',
      '-key.json',
      '_key.json',
      '.cred',
    ],
    folders: ['.aws', '.azure', '.gcloud', '.kube', '.chef', '.oci', '.vault'],
    paths: [
      '.docker/config.json',
      '.config/gh/hosts.yml',
      '.config/hub',
      '.config/gcloud/credentials.db',
      '.cargo/credentials',
      '.cargo/credentials.toml',
      '.gem/credentials',
      '.bundle/config',
      '.m2/settings.xml',
      '.m2/settings-security.xml',
      '.gradle/gradle.properties',
      '.subversion/auth',
      '.git/config',
    ],
  },
  {
    reason: 'history',
    names: [
      '.history',
      '.lesshst',
      '.viminfo',
      'fish_history',
      'consolehost_history.txt',
      '.node_repl_history',
      '.ts_node_repl_history',
    ],
    endings: ['_history', '-history', '.histfile', '.zhistory'],
  },
  {
    reason: 'dump',
    names: ['core', 'dump.rdb', 'dump.sql', 'backup.sql', 'database.sql'],
    beginnings: ['hs_err_pid', 'heapdump'],
    endings: [
      '.dump',
      '.dmp',
      '.mdmp',
      '.hprof',
      '.heapsnapshot',
      '.heapdump',
      '.rdb',
      '.pgdump',
      '-dump.sql',
      '_dump.sql',
      '.dump.sql',
      '-backup.sql',
      '_backup.sql',
      '.sql.gz',
      '.sql.bz2',
      '.sql.xz',
      '.sql.zip',
      '.bak',
      '.sqlite',
      '.sqlite3',
      '.db',
      '.mdb',
      '.mdf',
      '.ldf',
      '.pcap',
      '.pcapng',
      '.har',
      '.stackdump',
    ],
  },
];

/** Data files of these names hold credentials; code of the same name (`secrets.ts`) only handles them. */
const credentialNames = new Set([
  'credentials',
  'credential',
  'secrets',
  'secret',
  'passwords',
  'password',
  'apikeys',
]);
const dataEndings = new Set([
  '',
  'json',
  'json5',
  'jsonc',
  'yml',
  'yaml',
  'toml',
  'ini',
  'cfg',
  'conf',
  'config',
  'properties',
  'plist',
  'xml',
  'csv',
  'txt',
  'enc',
  'yml.enc',
  'yaml.enc',
  'json.enc',
]);

/** Harmless although a rule above would catch them by their beginning or ending. */
const codeEndings = [
  '.ts',
  '.js',
  '.mjs',
  '.cjs',
  '.py',
  '.rb',
  '.go',
  '.rs',
  '.java',
  '.kt',
  '.cs',
  '.php',
  '.c',
  '.h',
  '.cpp',
  '.sh',
  '.md',
];

const environmentExamples = new Set([
  'example',
  'sample',
  'template',
  'tmpl',
  'dist',
  'defaults',
  'default',
  'schema',
]);

/**
 * True for `.env.example` and its kin: only the names of its variables may be shown, since people paste real values there.
 */
export function isEnvironmentExample(path: string): boolean {
  const parts = baseName(path)
    .toLowerCase()
    .split(/[.\-_]/);
  return parts.includes('env') && parts.some((part) => environmentExamples.has(part));
}

interface CompiledRules {
  readonly names: ReadonlyMap<string, NeverReadReason>;
  /** Endings of one dot and what follows, looked up; the others are tried one after another. */
  readonly lastEndings: ReadonlyMap<string, NeverReadReason>;
  readonly otherEndings: readonly (readonly [string, NeverReadReason])[];
  readonly beginnings: readonly (readonly [string, NeverReadReason])[];
  readonly folders: ReadonlyMap<string, NeverReadReason>;
  readonly paths: readonly (readonly [string, NeverReadReason])[];
}

function compile(): CompiledRules {
  const pairs = (
    key: 'names' | 'endings' | 'beginnings' | 'folders' | 'paths',
  ): [string, NeverReadReason][] =>
    rules.flatMap((rule) => (rule[key] ?? []).map((text): [string, NeverReadReason] => [text, rule.reason]));
  const isLast = ([ending]: readonly [string, NeverReadReason]): boolean => ending.lastIndexOf('.') === 0;
  return {
    names: new Map(pairs('names')),
    lastEndings: new Map(pairs('endings').filter(isLast)),
    otherEndings: pairs('endings').filter((pair) => !isLast(pair)),
    beginnings: pairs('beginnings'),
    folders: new Map(pairs('folders')),
    paths: pairs('paths'),
  };
}

const compiled = compile();

/**
 * Why the file at `path` (any folder depth, forward slashes, any case) must never be read; null when it may be.
 * The one table that every reader of files asks. Linear in the path.
 */
export function neverRead(path: string): NeverReadReason | null {
  const lower = path.toLowerCase();
  const base = baseName(lower);
  return byBaseName(base) ?? byFolder(lower) ?? byCredentialName(base);
}

function byBaseName(base: string): NeverReadReason | null {
  const whole =
    compiled.names.get(base) ?? compiled.lastEndings.get(base.slice(Math.max(0, base.lastIndexOf('.'))));
  if (whole !== undefined) return whole;
  for (const [ending, reason] of compiled.otherEndings) if (base.endsWith(ending)) return reason;
  for (const [beginning, reason] of compiled.beginnings) {
    if (base.startsWith(beginning) && !isCode(base)) return reason;
  }
  return null;
}

/** Every folder of the table begins with a dot, most paths hold none. */
function byFolder(lower: string): NeverReadReason | null {
  if (!lower.startsWith('.') && !lower.includes('/.')) return null;
  for (const folder of lower.split('/').slice(0, -1)) {
    const reason = compiled.folders.get(folder);
    if (reason !== undefined) return reason;
  }
  for (const [end, reason] of compiled.paths) if (lower === end || lower.endsWith(`/${end}`)) return reason;
  return null;
}

function byCredentialName(base: string): NeverReadReason | null {
  const dot = base.indexOf('.', 1);
  const stem = base.slice(base.startsWith('.') ? 1 : 0, dot === -1 ? base.length : dot);
  if (!credentialNames.has(stem)) return null;
  return dataEndings.has(dot === -1 ? '' : base.slice(dot + 1)) ? 'credentials' : null;
}

function isCode(base: string): boolean {
  return codeEndings.some((ending) => base.endsWith(ending));
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * The names of the variables that an example environment file declares, without their values.
 * @param text The file's text.
 * @returns One name a line, at most 40; comments and values left out.
 */
export function environmentNames(text: string): string {
  const names: string[] = [];
  for (const line of text.split('\n')) {
    const match = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]{0,79})\s*=/.exec(line);
    if (match?.[1] !== undefined && !names.includes(match[1])) names.push(match[1]);
    if (names.length === 40) break;
  }
  return names.join('\n');
}
