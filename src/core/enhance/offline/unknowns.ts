/** What a request about a certain thing nearly always leaves to be decided. */
export interface Unknown {
  /** The word of the prompt that raises the question; group 0 is quoted back. */
  readonly about: RegExp;
  /** Already said: then there is nothing to ask. */
  readonly settled: RegExp | null;
  /** `%` stands for the words that were found. */
  readonly question: string;
  /** True when the question is about an edge case rather than about a value. */
  readonly edge: boolean;
}

/** Read top to bottom; the more special entry comes first. */
export const unknowns: readonly Unknown[] = [
  {
    about: /\brate[- ]limit(?:s|ing|er)?\b/i,
    settled: /\d/,
    question:
      'How many requests in what time does the "%" allow, counted by user, key or address, and what does a caller over it get?',
    edge: false,
  },
  {
    about: /\bpaginat(?:ion|e|ed)\b|\binfinite scroll\b/i,
    settled: /\b(?:page size|cursor|offset|\d+ (?:per|a) page|limit)\b/i,
    question:
      'For "%": how many items a page, by offset or by cursor, and what does a page past the end return?',
    edge: true,
  },
  {
    about: /\b(?:caching|cache)\b/i,
    settled: /\b(?:ttl|expir\w+|invalidat\w+|minutes?|hours?|seconds?)\b/i,
    question: 'How long may the "%" hold a value, and what makes it stale earlier?',
    edge: true,
  },
  {
    about: /\bretr(?:y|ies)\b/i,
    settled: /\b(?:times|attempts|backoff|\d+)\b/i,
    question: 'How many times and how far apart for "%", and which failures must not be repeated?',
    edge: true,
  },
  {
    about: /\b(?:coupon|discount|promo(?:tion)?|voucher)(?: codes?)?s?\b/i,
    settled: /\b(?:expired?|unknown|invalid|twice|combine)\b/i,
    question: 'What should an unknown, expired or already used "%" do?',
    edge: true,
  },
  {
    about:
      /\bpassword (?:reset|recovery)\b|\breset (?:the |their |a )?password\b|\bforgot(?:ten)? password\b/i,
    settled: /\b(?:expires?|minutes|hours|token)\b/i,
    question: 'For "%": how long is the link valid, and what does an unknown address get to see?',
    edge: true,
  },
  {
    about: /\b(?:two[- ]factor|2fa|mfa|oauth|single sign[- ]on|sso|social login)\b/i,
    settled: /\b(?:google|github|totp|sms|saml|okta|microsoft|apple)\b/i,
    question: 'Which provider or method for "%", and what becomes of accounts that exist already?',
    edge: true,
  },
  {
    about: /\b(?:roles?|permissions?|access control|admin(?:istrator)?s?)\b/i,
    settled: /\b(?:only|can|may|must not|viewer|editor|owner)\b/i,
    question: 'Which "%" may do what, and what does somebody without the right get?',
    edge: true,
  },
  {
    about: /\b(?:uploads?|attachments?|file import|import(?:ing)? (?:a |the )?(?:csv|json|xlsx?|files?))\b/i,
    settled: /\b(?:mb|max(?:imum)?|size|malformed|invalid)\b/i,
    question: 'Which types and sizes does "%" take, and what happens to a malformed file or row?',
    edge: true,
  },
  {
    about: /\bexport(?:s|ing)?\b[^.,;]{0,40}|\b(?:csv|pdf|excel|xlsx) ?(?:exports?|downloads?)?\b/i,
    settled: /\b(?:columns?|fields?|headers?)\b/i,
    question: 'For "%": which columns, in which order, and how are dates and amounts written?',
    edge: false,
  },
  {
    about: /\b(?:filter(?:s|ing)?|sort(?:s|ing|able)?)\b/i,
    settled: /\bby\b/i,
    question:
      'By which fields should "%" work, which is the default, and what is shown when nothing matches?',
    edge: true,
  },
  {
    about: /\bsearch(?:es|ing)?\b/i,
    settled: /\b(?:by (?:name|title)|fuzzy|no results?|empty)\b/i,
    question: 'What should "%" find with an empty query, with typing errors and with no match?',
    edge: true,
  },
  {
    about: /\bwish ?lists?\b|\bfavou?rites?\b/i,
    settled: /\b(?:guests?|logged[- ]in|anonymous)\b/i,
    question:
      'Is "%" for guests too or only for users who are logged in, and what happens to entries that no longer exist?',
    edge: true,
  },
  {
    about: /\bdark[- ]mode\b|\btheme(?:s| switch(?:er)?)?\b/i,
    settled: /\b(?:system|prefers|localstorage|cookie|default)\b/i,
    question: 'Does "%" follow the system setting at first, and where is the choice remembered?',
    edge: false,
  },
  {
    about: /\b(?:e-?mails?|notifications?|notify|newsletter|sms|webhooks?|reminders?)\b/i,
    settled: /\b(?:bounces?|undeliver\w+|unsubscribe|retry|not sent|fails?)\b/i,
    question: 'Who gets the "%", on which event, and what happens when it cannot be delivered?',
    edge: true,
  },
  {
    about: /\b(?:payments?|refunds?|checkout|invoices?|billing|subscriptions?)\b/i,
    settled: /\b(?:declin\w+|fails?|partial|timeout)\b/i,
    question: 'What should happen in "%" when the payment is declined, times out or arrives twice?',
    edge: true,
  },
  {
    about:
      /\b(?:delet(?:e|es|ing|ion)|remov(?:e|ing) (?:a |an |the )?(?:user|account|task|order|item|record)s?)\b/i,
    settled: /\b(?:soft|undo|confirm|cascade|archiv\w+)\b/i,
    question:
      'For "%": gone for good or restorable, after a confirmation or at once, and what of the records that refer to it?',
    edge: true,
  },
  {
    about: /\bmigrations?\b|\bnew column\b|\badd (?:a |an )?\w+ column\b/i,
    settled: /\b(?:default|backfill|nullable|downgrade)\b/i,
    question: 'What do existing rows hold after "%": a default, a computed value or nothing?',
    edge: true,
  },
  {
    about: /\b(?:sync(?:hroni[sz]e|hroni[sz]ation|ing)?|offline mode)\b/i,
    settled: /\b(?:conflicts?|wins|both sides|merge)\b/i,
    question: 'What wins in "%" when both sides changed, and what happens without a connection?',
    edge: true,
  },
  {
    about: /\b(?:recurring|repeat(?:s|ing)?|schedul(?:e|ed|ing))\b/i,
    settled: /\b(?:time ?zone|daylight|31|end of (?:the )?month)\b/i,
    question: 'How should "%" treat time zones, the end of short months and occurrences that were missed?',
    edge: true,
  },
  {
    about: /\b(?:dates?|time ?zones?|calendar|deadlines?|due)\b/i,
    settled: /\b(?:utc|iso|time ?zone|format)\b/i,
    question: 'Which time zone and which format count for "%", and is the last day included?',
    edge: true,
  },
  {
    about: /\b(?:validat(?:e|es|ion|ing))\b/i,
    settled: /\b(?:must be|at least|at most|between|format|pattern|regex)\b/i,
    question: 'Which values does "%" accept, and what is shown for one that it refuses?',
    edge: true,
  },
  {
    about: /\b(?:config(?:uration)?|settings?|options?|environment variables?|env vars?)\b/i,
    settled: /\b(?:default|falls? back|missing)\b/i,
    question: 'What is the default of the "%", and what happens to an invalid or missing value?',
    edge: true,
  },
  {
    about: /\b(?:endpoints?|routes?|api)\b/i,
    settled: /\b(?:returns?|respon\w+|status|GET|POST|PUT|PATCH|DELETE)\b/,
    question: 'Which method, path, input and answer should the "%" have, and which errors?',
    edge: false,
  },
  {
    about: /\b(?:reports?|dashboard|statistics|charts?|metrics)\b/i,
    settled: /\b(?:per|by (?:day|week|month|user|account)|columns?)\b/i,
    question: 'Which figures should the "%" hold, over which period and grouped by what?',
    edge: false,
  },
  {
    about: /\b(?:sub-?command|command|flag|cli)\b/i,
    settled: /\B--?\w|\bexit\b/i,
    question: 'What does "%" take, what does it print, and with which exit status does it fail?',
    edge: false,
  },
  {
    about: /\blog(?:ging|s)?\b(?! ?in| ?out)/i,
    settled: /\b(?:level|debug|info|warn|json|structured)\b/i,
    question: 'Which events at which level should "%" cover, and what must stay out of it?',
    edge: false,
  },
];
