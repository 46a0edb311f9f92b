import { token, type TokenRule } from '../rule.ts';

/** Payment, messaging, mail, shops and other services. */
export const businessRules: readonly TokenRule[] = [
  token(
    'stripe-key',
    ['sk_test_', 'sk_live_', 'sk_prod_', 'rk_test_', 'rk_live_', 'rk_prod_'],
    '[sr]k_(?:test|live|prod)_[A-Za-z0-9]{10,240}',
    { secretClass: 'key' },
  ),
  token('stripe-webhook-secret', 'whsec_', 'whsec_[A-Za-z0-9+/=]{24,80}'),
  token('square-token', ['EAAA', 'sq0'], '(?:EAAA[\\w-]{60}|sq0[a-z]{3}-[\\w-]{22,43})', {
    ignoreCase: true,
  }),
  token(
    'braintree-token',
    'access_token$',
    'access_token\\$(?:production|sandbox)\\$[0-9a-z]{16}\\$[0-9a-f]{32}',
  ),
  token('razorpay-key', 'rzp_', 'rzp_(?:live|test)_[A-Za-z0-9]{14}', { secretClass: 'key' }),
  token(
    'flutterwave-key',
    ['FLWPUBK', 'FLWSECK'],
    'FLW(?:PUB|SEC)K(?:_TEST|_LIVE)?-[a-zA-Z0-9]{12,32}(?:-X)?',
    { secretClass: 'key' },
  ),
  token(
    'plaid-token',
    'access-',
    'access-(?:sandbox|development|production)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    { ignoreCase: true },
  ),
  token('duffel-token', ['duffel_test_', 'duffel_live_'], 'duffel_(?:test|live)_[A-Za-z0-9_=-]{43}'),
  token('easypost-key', ['EZAK', 'EZTK'], 'EZ[AT]K[A-Za-z0-9]{54}', { secretClass: 'key', ignoreCase: true }),
  token('lob-key', ['live_', 'test_'], '(?:(?:live|test)_[a-f0-9]{35}|(?:live|test)_pub_[a-f0-9]{31})', {
    secretClass: 'key',
  }),
  token('gocardless-token', 'live_', 'live_[A-Za-z0-9_=-]{40}', { entropy: 3.8 }),
  token(
    'shopify-token',
    ['shpat_', 'shpca_', 'shppa_', 'shpss_', 'shptka_'],
    'shp(?:at|ca|pa|ss|tka)_[a-fA-F0-9]{32}',
  ),
  token(
    'slack-token',
    ['xoxb-', 'xoxp-', 'xoxa-', 'xoxr-', 'xoxo-', 'xoxs-', 'xoxe-', 'xoxc-', 'xoxd-', 'xoxe.xox'],
    'xox(?:[abeoprscd]|e\\.xox[bp])-[A-Za-z0-9-]{10,250}',
    { entropy: 2.6, ignoreCase: true },
  ),
  token('slack-app-token', 'xapp-', 'xapp-\\d-[A-Z0-9]{4,20}-\\d{4,20}-[A-Za-z0-9]{10,100}', {
    ignoreCase: true,
  }),
  token(
    'slack-webhook',
    ['hooks.slack.com/'],
    'hooks\\.slack\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{23,70}',
    { secretClass: 'webhook', open: true },
  ),
  token(
    'teams-webhook',
    ['.webhook.office.com/'],
    '\\.webhook\\.office\\.com/webhookb2/[A-Za-z0-9-]{36}@[A-Za-z0-9-]{36}/IncomingWebhook/[A-Za-z0-9]{32}/[A-Za-z0-9-]{36}',
    { secretClass: 'webhook', open: true },
  ),
  token(
    'discord-webhook',
    ['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'],
    'discord(?:app)?\\.com/api/webhooks/\\d{16,20}/[\\w-]{60,80}',
    { secretClass: 'webhook', open: true },
  ),
  token('zapier-webhook', 'hooks.zapier.com/', 'hooks\\.zapier\\.com/hooks/catch/\\d{4,10}/[a-z0-9]{5,10}', {
    secretClass: 'webhook',
    open: true,
    entropy: 2,
  }),
  token('telegram-bot-token', ':A', '\\d{5,16}:A[A-Za-z0-9_-]{33,35}', { back: 16, ignoreCase: true }),
  token('twilio-key', 'SK', 'SK[0-9a-fA-F]{32}', { secretClass: 'key' }),
  token('sendgrid-token', ['SG.', 'sg.'], 'SG\\.[A-Za-z0-9_=.-]{60,72}', { ignoreCase: true }),
  token('sendinblue-key', 'xkeysib-', 'xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}', { secretClass: 'key' }),
  token('mailgun-key', ['key-', 'pubkey-'], '(?:pub)?key-[a-f0-9]{32}', { secretClass: 'key' }),
  token('mailchimp-key', '-us', '[a-f0-9]{32}-us\\d{1,2}', { back: 32, secretClass: 'key' }),
  token('mailersend-token', 'mlsn.', 'mlsn\\.[a-f0-9]{64}'),
  token('resend-key', 're_', 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}', { secretClass: 'key' }),
  token(
    'hubspot-token',
    'pat-',
    'pat-(?:na|eu|ap)\\d-[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}',
  ),
  token('intercom-token', 'dG9rO', 'dG9rO[A-Za-z0-9+/_-]{50,70}={0,2}'),
  token('adobe-client-secret', 'p8e-', 'p8e-[A-Za-z0-9]{32}', { ignoreCase: true }),
  token('dropbox-token', 'sl.', 'sl\\.[A-Za-z0-9_=-]{130,1500}'),
  token('frame-io-token', 'fio-u-', 'fio-u-[A-Za-z0-9_=-]{64}'),
  token('facebook-token', 'EAA', 'EAA[A-Za-z0-9]{20,400}', { entropy: 4 }),
  token('facebook-app-token', ['|', '%7C', '%7c'], '\\d{15,16}(?:\\||%7[Cc]|%)[0-9A-Za-z_-]{27,40}', {
    back: 16,
  }),
  token('twitter-bearer-token', 'AAAAAAAAAAAAAAAAAAAAAA', 'A{22}[A-Za-z0-9%]{80,100}'),
  token('typeform-token', 'tfp_', 'tfp_[A-Za-z0-9_.=-]{40,64}'),
  token('maxmind-key', '_mmk', '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk', { back: 36, secretClass: 'key' }),
  token(
    'mapbox-token',
    ['pk.', 'sk.', 'tk.'],
    '[pst]k\\.(?:eyJ[A-Za-z0-9_-]{40,120}|[a-z0-9]{60})\\.[A-Za-z0-9_-]{22}',
    { ignoreCase: true },
  ),
  token('freemius-key', 'sk_', 'sk_[A-Za-z0-9_+/=<>?!@#$%^&*(){}-]{29}', { secretClass: 'key', entropy: 4 }),
  token('ubidots-token', 'BBFF-', 'BBFF-[A-Za-z0-9]{30}'),
  token('dropbox-long-token', 'AAAAAAAAAA', '[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9_=-]{43}', { back: 11 }),
];
