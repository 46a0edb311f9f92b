import { token, type TokenRule } from '../rule.ts';

/** Keys of cloud and hosting vendors, as their documentation describes them. */
export const cloudRules: readonly TokenRule[] = [
  token(
    'aws-access-key-id',
    ['AKIA', 'ASIA', 'ABIA', 'ACCA', 'A3T'],
    '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}',
    { secretClass: 'key' },
  ),
  token('aws-bedrock-api-key', 'ABSK', 'ABSK[A-Za-z0-9+/]{100,280}={0,2}', { secretClass: 'key' }),
  token('aws-bedrock-short-key', 'bedrock-api-key-', 'bedrock-api-key-[A-Za-z0-9+/=_.-]{20,2000}', {
    secretClass: 'key',
  }),
  token(
    'aws-mws-key',
    'amzn.mws.',
    'amzn\\.mws\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
  ),
  token('gcp-api-key', 'AIza', 'AIza[A-Za-z0-9_-]{35}', { secretClass: 'key', entropy: 3.2 }),
  token('google-oauth-secret', 'GOCSPX-', 'GOCSPX-[A-Za-z0-9_-]{28}'),
  token('google-oauth-token', 'ya29.', 'ya29\\.[A-Za-z0-9_-]{20,500}'),
  token('google-refresh-token', '1//0', '1//0[A-Za-z0-9_-]{38,110}'),
  token('azure-client-secret', 'Q~', '[A-Za-z0-9_~.]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}', {
    back: 4,
    secretClass: 'key',
  }),
  token(
    'azure-account-key',
    ['AccountKey=', 'SharedAccessKey='],
    '(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,90}={1,2}',
    {
      secretClass: 'connection',
      open: true,
    },
  ),
  token('azure-sas-signature', ['sig='], 'sig=(?:[A-Za-z0-9]|%2[BbFf]){40,60}%3[Dd]', { open: true }),
  token('azure-devops-token', 'AZDO', '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}', { back: 76 }),
  token('alibaba-access-key', 'LTAI', 'LTAI[A-Za-z0-9]{17,21}', { secretClass: 'key', ignoreCase: true }),
  token('tencent-secret-id', 'AKID', 'AKID[A-Za-z0-9]{32}', { secretClass: 'key' }),
  token('digitalocean-token', ['doo_v1_', 'dop_v1_', 'dor_v1_'], 'do[opr]_v1_[a-f0-9]{64}'),
  token('cloudflare-origin-ca-key', 'v1.0-', 'v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}', { secretClass: 'key' }),
  token('heroku-api-key', 'HRKU-', 'HRKU-[A-Za-z0-9_-]{36,64}', { secretClass: 'key' }),
  token(
    'fly-token',
    ['fo1_', 'fm1a_', 'fm1r_', 'fm2_'],
    '(?:fo1_[\\w-]{43}|fm1[ar]_[A-Za-z0-9+/]{100,600}={0,3}|fm2_[A-Za-z0-9+/]{100,600}={0,3})',
  ),
  token('netlify-token', 'nfp_', 'nfp_[A-Za-z0-9_-]{36,46}'),
  token('vercel-token', ['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'], 'vc[piark]_[A-Za-z0-9]{24,60}'),
  token('render-key', 'rnd_', 'rnd_[A-Za-z0-9]{28,40}', { secretClass: 'key' }),
  token('scalingo-token', 'tk-us-', 'tk-us-[\\w-]{48}'),
  token('linode-token', 'lin_pat_', 'lin_pat_[a-f0-9]{64}'),
  token('scaleway-key', 'SCW', 'SCW[A-Z0-9]{17}', { secretClass: 'key' }),
  token('ovh-key', 'EU.', 'EU\\.[a-f0-9]{16}\\.[a-f0-9]{32}', { secretClass: 'key' }),
  token('tailscale-key', 'tskey-', 'tskey-[a-z]{2,10}-[A-Za-z0-9]{8,40}(?:-[A-Za-z0-9]{16,60})?', {
    secretClass: 'key',
  }),
  token('openshift-token', 'sha256~', 'sha256~[\\w-]{43}'),
  token('yandex-api-key', 'AQVN', 'AQVN[A-Za-z0-9_-]{35,38}', { secretClass: 'key' }),
  token('yandex-access-token', 't1.', 't1\\.[A-Za-z0-9_-]{8,400}={0,2}\\.[A-Za-z0-9_-]{86}={0,2}'),
  token('yandex-aws-token', 'YC', 'YC[A-Za-z0-9_-]{38}', { secretClass: 'key', entropy: 3.8 }),
  token('hashicorp-terraform-token', '.atlasv1.', '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,70}', {
    back: 14,
  }),
  token('vault-token', ['hvs.', 'hvb.', 'hvr.'], 'hv[sbr]\\.[\\w-]{24,300}'),
  token('vault-legacy-token', 's.', 's\\.[A-Za-z0-9]{24}', { entropy: 3.5 }),
  token(
    'doppler-token',
    ['dp.pt.', 'dp.st.', 'dp.sa.', 'dp.ct.', 'dp.scim.', 'dp.audit.'],
    'dp\\.(?:pt|sa|ct|scim|audit|st(?:\\.[a-z0-9_-]{2,35})?)\\.[A-Za-z0-9]{40,44}',
  ),
  token('infisical-token', 'st.', 'st\\.[a-f0-9]{8}-[a-f0-9-]{27}\\.[a-f0-9]{32}\\.[a-f0-9]{32}'),
  token('age-secret-key', 'AGE-SECRET-KEY-1', 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}', {
    secretClass: 'private-key',
  }),
  token(
    'onepassword-secret-key',
    'A3-',
    'A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}',
    { secretClass: 'key' },
  ),
  token('onepassword-service-token', 'ops_eyJ', 'ops_eyJ[A-Za-z0-9+/]{80,2000}={0,3}'),
  token('clickhouse-key', '4b1d', '4b1d[A-Za-z0-9]{38}', { secretClass: 'key' }),
  token('pulumi-token', 'pul-', 'pul-[a-f0-9]{40}'),
  token('prefect-token', ['pnu_', 'pnb_'], 'pn[ub]_[A-Za-z0-9]{36}'),
  token('dynatrace-token', ['dt0c01.', 'dt0s'], 'dt0[a-z]\\d\\d\\.[A-Z0-9]{8,24}\\.[A-Z0-9]{64}', {
    ignoreCase: true,
  }),
  token(
    'harness-key',
    ['pat.', 'sat.'],
    '(?:pat|sat)\\.[A-Za-z0-9_-]{22}\\.[a-zA-Z0-9]{24}\\.[a-zA-Z0-9]{20}',
    { secretClass: 'key' },
  ),
  token('defined-networking-token', 'dnkey-', 'dnkey-[a-z0-9=_-]{26}-[a-z0-9=_-]{52}', { ignoreCase: true }),
  token('octopus-deploy-key', 'API-', 'API-[A-Z0-9]{26}', { secretClass: 'key' }),
  token('ibm-cloud-key', 'ApiKey-', 'ApiKey-[a-f0-9]{8}-[a-f0-9-]{27}', { secretClass: 'key' }),
];
