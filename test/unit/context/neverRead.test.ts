import assert from 'node:assert/strict';
import { environmentNames, isEnvironmentExample, neverRead } from '../../../src/core/context/neverRead.ts';

const never: Readonly<Record<string, readonly string[]>> = {
  environment: [
    '.env',
    '.ENV',
    '.env.local',
    '.env.production',
    'apps/web/.env.test',
    '.envrc',
    'prod.env',
    '.dev.vars',
    '.env.example',
  ],
  key: [
    'id_rsa',
    'deploy/id_ed25519.old',
    'server.key',
    'certs/tls.pem',
    'AuthKey_ABC.p8',
    'putty.ppk',
    'secring.gpg',
    '.ssh/config',
    'config/master.key',
    'deploy_rsa',
  ],
  certificate: ['server.crt', 'ca.cer', 'app.mobileprovision', 'office.ovpn'],
  keystore: [
    'release.keystore',
    'app.jks',
    'cert.p12',
    'code.pfx',
    'passwords.kdbx',
    'login.keychain',
    'wallet.dat',
  ],
  credentials: [
    '.npmrc',
    'sub/.npmrc',
    '.netrc',
    '.pypirc',
    '.git-credentials',
    '.aws/credentials',
    '.kube/config',
    '.docker/config.json',
    'client_secret_123.json',
    'service-account.json',
    'firebase-adminsdk-key.json',
    'credentials.json',
    'config/credentials.yml.enc',
    'secrets.yaml',
    '.streamlit/secrets.toml',
    'terraform.tfstate',
    'prod.tfvars',
    '.htpasswd',
    'auth.json',
    '.pgpass',
    '.m2/settings.xml',
    '.config/gh/hosts.yml',
  ],
  history: [
    '.bash_history',
    '.zsh_history',
    '.python_history',
    '.psql_history',
    '.node_repl_history',
    'fish_history',
  ],
  dump: [
    'prod.dump',
    'backup.sql',
    'db/app.sqlite3',
    'heap.hprof',
    'shop-dump.sql',
    'x.sql.gz',
    'trace.har',
    'net.pcap',
    'dump.rdb',
  ],
};

const readable = [
  'src/env.ts',
  'src/environment.ts',
  'src/keys.ts',
  'src/auth/credentials.ts',
  'secrets.py',
  'client_secret.ts',
  'docs/secrets.md',
  'src/passwords.go',
  'models/order_history.rb',
  'src/history.ts',
  'keyboard.json',
  'monkey.ts',
  'package.json',
  'tokens.json',
  'schema.sql',
  'migrations/0001_users.sql',
  'core/index.ts',
  'locales/en.json',
  '.editorconfig',
  'Dockerfile',
  '.docker/Dockerfile',
  'certificates.ts',
  'README.md',
];

describe('neverRead', () => {
  for (const [reason, paths] of Object.entries(never)) {
    for (const path of paths) it(`never reads ${path}`, () => assert.equal(neverRead(path), reason));
  }
  for (const path of readable) it(`reads ${path}`, () => assert.equal(neverRead(path), null));

  it('knows examples of environment files', () => {
    for (const path of [
      '.env.example',
      '.env.sample',
      'web/.env.template',
      'example.env',
      '.env.dist',
      '.env.local.example',
      'env.example',
    ]) {
      assert.ok(isEnvironmentExample(path), path);
    }
    for (const path of ['.env', '.env.local', 'example.ts', 'environment.ts', '.env.production']) {
      assert.ok(!isEnvironmentExample(path), path);
    }
  });

  it('gives of an example the names, never a value', () => {
    assert.equal(environmentNames('A=1\n# B=2\nexport C_D = "x=y"\nnot a line\n  E=\nA=3\n'), 'A\nC_D\nE');
    assert.equal(environmentNames(''), '');
  });
});
