import { pick, seeded } from './random.ts';

// Forms of keys as vendors document them, without a single real-looking key: {h:32} stands for 32 random hex digits and so on.
const alphabets: Readonly<Record<string, string>> = {
  h: '0123456789abcdef',
  H: '0123456789ABCDEF',
  d: '0123456789',
  a: 'abcdefghijklmnopqrstuvwxyz0123456789',
  U: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  l: 'abcdefghijklmnopqrstuvwxyz',
  L: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz',
  b: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  w: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  p: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
  t: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567',
  q: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
};

/** `name form`; the name is what a variable is called, with `!` when the form alone must be enough. */
export const secretForms: readonly string[] = `
aws! AKIA{t:16}
aws! ASIA{t:16}
aws_secret_access_key {p:40}
aws_bedrock! ABSK{p:132}=
mws! amzn.mws.{u}
gcp! AIza{w:35}
google! GOCSPX-{w:28}
google! ya29.{w:80}
azure_ad! {b:3}8Q~{w:34}
azure! DefaultEndpointsProtocol=https;AccountName=store;AccountKey={p:86}==
alibaba! LTAI{b:20}
alibaba_secret {a:30}
digitalocean! dop_v1_{h:64}
digitalocean! doo_v1_{h:64}
heroku {u}
heroku! HRKU-AA{w:58}
fly! fo1_{w:43}
fly! fm2_{p:200}
netlify {a:42}
netlify! nfp_{b:40}
scalingo! tk-us-{w:48}
openshift! sha256~{w:43}
yandex! AQVN{w:36}
yandex! t1.{w:20}.{w:86}
yandex! YC{w:38}
terraform! {b:14}.atlasv1.{w:64}
vault! hvs.{w:95}
vault! hvb.{w:150}
doppler! dp.pt.{b:43}
age! AGE-SECRET-KEY-1{q:58}
onepassword! A3-{U:6}-{U:11}-{U:5}-{U:5}-{U:5}
onepassword! ops_eyJ{p:250}
clickhouse! 4b1d{b:38}
pulumi! pul-{h:40}
prefect! pnu_{a:36}
dynatrace! dt0c01.{U:24}.{U:64}
harness! pat.{w:22}.{h:24}.{b:20}
defined_networking! dnkey-{a:26}-{a:52}
octopus! API-{U:26}
github! ghp_{b:36}
github! gho_{b:36}
github! ghs_{b:36}
github! ghr_{b:36}
github! github_pat_{b:22}_{b:59}
gitlab! glpat-{w:20}
gitlab! glptt-{h:40}
gitlab! gldt-{w:20}
gitlab! glrt-{w:20}
gitlab! glcbt-{b:2}_{w:20}
gitlab! glft-{w:20}
gitlab! glimt-{w:25}
gitlab! glagent-{w:50}
gitlab! gloas-{w:64}
gitlab! glsoat-{w:20}
gitlab! glffct-{w:20}
gitlab! GR1348941{w:20}
gitlab! _gitlab_session={a:32}
atlassian! ATATT3{w:186}
atlassian {a:20}{h:4}
bitbucket {a:32}
bitbucket_secret {a:64}
npm! npm_{b:36}
pypi! pypi-AgEIcHlwaS5vcmc{w:90}
rubygems! rubygems_{h:48}
clojars! CLOJARS_{a:60}
nuget! oy2{a:43}
docker! dckr_pat_{w:27}
artifactory! AKCp{b:69}
artifactory! cmVmd{b:59}
jfrog {a:73}
sonar! squ_{b:40}
sonar {a:40}
sourcegraph! sgp_{h:40}
sourcegraph! slk_{h:64}
sentry! sntryu_{h:64}
sentry! sntrys_eyJ{b:140}=_{p:43}
sentry {h:64}
newrelic! NRAK-{U:27}
newrelic! NRJS-{h:19}
newrelic! NRII-{w:32}
newrelic_api_id {a:64}
grafana! eyJrIjoi{b:100}
grafana! glc_{p:100}
grafana! glsa_{b:32}_{H:8}
postman! PMAK-{h:24}-{h:34}
readme! rdme_{a:70}
infracost! ico-{b:32}
endorlabs! endr+{w:16}
settlemint! sm_aat_{b:16}
settlemint! sm_pat_{b:16}
linear! lin_api_{a:40}
linear_client_secret {h:32}
notion! ntn_{d:11}{b:35}
figma! figd_{w:40}
airtable! pat{b:14}.{h:64}
airtable_api_key key{a:14}
contentful {w:43}
databricks! dapi{h:32}
planetscale! pscale_tkn_{w:43}
planetscale! pscale_oauth_{w:43}
planetscale! pscale_pw_{w:43}
supabase! sbp_{h:40}
launchdarkly {w:40}
shippo! shippo_live_{h:40}
asana_client_id {d:16}
asana_client_secret {a:32}
intra42! s-s4t2ud-{h:64}
authress! sc_{a:10}.{a:5}.acc_{a:16}.{p:60}
anthropic! sk-ant-api03-{w:93}AA
anthropic! sk-ant-admin01-{w:93}AA
openrouter! sk-or-v1-{h:64}
openai! sk-proj-{w:74}T3BlbkFJ{w:74}
openai! sk-{b:20}T3BlbkFJ{b:20}
perplexity! pplx-{b:48}
huggingface! hf_{L:34}
huggingface! api_org_{L:34}
cohere {b:40}
groq! gsk_{b:52}
replicate! r8_{b:37}
stripe! sk_test_{b:24}
stripe! sk_live_{b:99}
stripe! rk_prod_{b:60}
square! EAAA{w:60}
square! sq0atp-{w:22}
square! sq0csp-{w:43}
flutterwave! FLWPUBK_TEST-{h:32}-X
flutterwave! FLWSECK_TEST-{h:32}-X
flutterwave! FLWSECK_TEST-{h:12}
plaid_client_id {a:24}
plaid_secret {a:30}
plaid! access-sandbox-{u}
duffel! duffel_test_{w:43}
easypost! EZAK{b:54}
easypost! EZTK{b:54}
lob_api_key! live_{h:35}
lob_pub_key! test_pub_{h:31}
gocardless! live_{w:40}
shopify! shpat_{h:32}
shopify! shpss_{h:32}
slack! xoxb-{d:12}-{d:12}-{b:24}
slack! xoxp-{d:12}-{d:12}-{d:12}-{h:32}
slack! xapp-1-A{U:10}-{d:13}-{h:64}
slack! xoxe.xoxp-1-{b:160}
slack! xoxe-1-{b:146}
slack! https://hooks.slack.com/services/T{U:8}/B{U:8}/{b:24}
teams! https://corp.webhook.office.com/webhookb2/{u}@{u}/IncomingWebhook/{h:32}/{u}
discord! https://discord.com/api/webhooks/{d:18}/{w:68}
discord_api_token {h:64}
discord_client_id {d:18}
discord_client_secret {w:32}
telegram! {d:9}:AA{w:33}
telegr_bot_token {d:10}:A{w:34}
twilio! SK{h:32}
sendgrid! SG.{w:22}.{w:43}
sendinblue! xkeysib-{h:64}-{a:16}
mailgun! key-{h:32}
mailgun_signing_key {h:32}-{h:8}-{h:8}
mailchimp! {h:32}-us12
mailersend! mlsn.{h:64}
resend! re_{b:8}_{b:24}
hubspot_api_key {u}
hubspot! pat-na1-{u}
intercom {w:60}
adobe_client_id {h:32}
adobe! p8e-{a:32}
dropbox_api_secret {a:15}
dropbox! sl.{w:135}
dropbox {a:11}AAAAAAAAAA{w:43}
frameio! fio-u-{w:64}
facebook! EAAM{b:100}
facebook_app_secret {h:32}
facebook! {d:15}|{w:27}
twitter_api_key {a:25}
twitter_api_secret {a:50}
twitter_access_token {d:19}-{b:40}
twitter_access_secret {a:45}
twitter! AAAAAAAAAAAAAAAAAAAAAA{b:90}
typeform! tfp_{a:59}
maxmind! {b:6}_{b:29}_mmk
mapbox! pk.{a:60}.{a:22}
adafruit {a:32}
algolia {a:32}
beamer b_{a:44}
bittrex_access_key {a:32}
cisco_meraki {h:40}
cloudflare_api_key {a:40}
cloudflare_global_key {h:37}
cloudflare! v1.0-{h:24}-{h:146}
codecov {a:32}
coinbase {a:64}
confluent_access {a:16}
confluent_secret {a:64}
datadog {a:40}
droneci {a:32}
etsy {a:24}
fastly {a:32}
finicity_api_token {h:32}
finicity_client_secret {a:20}
finnhub {a:20}
flickr {a:32}
freshbooks {a:64}
gitter {a:40}
kraken {p:84}
kucoin_access_token {h:24}
kucoin_secret_key {u}
linkedin_client_id {a:14}
linkedin_client_secret {a:16}
looker_client_id {a:20}
looker_client_secret {a:24}
mattermost {a:26}
messagebird {a:25}
messagebird_client_id {u}
nytimes {a:32}
okta 00{w:40}
privateai {a:32}
rapidapi {a:50}
sendbird_access {h:40}
sendbird_access_id {u}
snyk {u}
squarespace {u}
sumologic_access_id su{b:12}
sumologic_access_token {a:64}
travisci {a:22}
trello {b:32}
twitch {a:30}
zendesk_secret_key {a:40}
sidekiq {h:8}:{h:8}
api_key {a:24}
client_secret {b:36}
auth_token {h:40}
secret_key {w:44}
app_password {b:8}#{b:6}4
jwt! eyJ{b:20}.eyJ{b:60}.{w:43}
url! postgres://app:{b:14}@db.internal:5432/orders
url! https://deploy:{b:20}@git.internal/team/app.git
`
  .trim()
  .split('\n');

const frames: readonly ((name: string, value: string) => string)[] = [
  (name, value) => `${name} = "${value}"`,
  (name, value) => `const ${camel(name)} = '${value}';`,
  (name, value) => `export ${name.toUpperCase()}=${value}`,
  (name, value) => `${name}: ${value}`,
  (name, value) => `{\n  "${name}": "${value}",\n  "retries": 3\n}`,
  (name, value) => `${camel(name)} := "${value}"`,
  (name, value) => `$config['${name}'] => '${value}',`,
  (name, value) => `<${camel(name)}>${value}</${camel(name)}>`,
  (name, value) => `System.setProperty("${name.toUpperCase()}", "${value}")`,
  (name, value) => `${name.toUpperCase()} ?= ${value}`,
  (name, value) => `# ${name} = ${value}`,
  (name, value) => `String ${camel(name)} = \`${value}\``,
  (name, value) => `Please call the API with ${name}=${value} and tell me what comes back.`,
  (name, value) => `  - name: ${name.toUpperCase()}\n    value: "${value}"`,
];

function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export interface Vector {
  readonly kind: string;
  readonly text: string;
  readonly secret: string;
}

function fill(form: string, random: () => number): string {
  const uuid = '{h:8}-{h:4}-{h:4}-{h:4}-{h:12}';
  return form
    .replaceAll('{u}', uuid)
    .replace(/\{(\w):(\d+)\}/g, (_, alphabet: string, count: string) =>
      Array.from({ length: Number(count) }, () => pick(random, (alphabets[alphabet] ?? '').split(''))).join(
        '',
      ),
    );
}

/** `each` vectors a form, in frames as people write them. Random values from a fixed seed. */
export function secretVectors(each: number, seed = 7): Vector[] {
  const random = seeded(seed);
  return secretForms.flatMap((line) => {
    const space = line.indexOf(' ');
    const name = line.slice(0, space);
    const form = line.slice(space + 1);
    return Array.from({ length: each }, (_, index) => {
      const secret = fill(form, random);
      const suffix = pick(random, ['', '_token', '_api_key', '_secret', '_key']);
      const bare = name.replace('!', '');
      const variable = /_/.test(bare) ? bare : bare + suffix;
      const frame =
        name.endsWith('!') && index % 3 === 0 ? (_: string, value: string) => value : pick(random, frames);
      return {
        kind: line,
        secret,
        text: frame(variable.includes('_') || suffix !== '' ? variable : `${bare}_token`, secret),
      };
    });
  });
}
