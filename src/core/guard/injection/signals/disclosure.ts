import { gap, signal, type Signal } from '../signal.ts';

const hidden =
  '(?:system|initial|original|first|hidden|secret|internal|previous|above|entire|full|complete|exact|own|underlying|custom|starting|preceding|earlier|very first|developer|confidential|base|core|actual|pre-?)';
const own =
  '(?:(?:system )?prompts?|instructions?|system message|guidelines|directives?|programming|rules|(?:initial|original|source) (?:text|message|code)|training data|context window|preamble|secrets?|passwords?|passphrases?|credentials?|api keys?)';
const ask =
  '(?:reveal|show|print|output|repeat|display|tell|give|leak|share|expose|dump|disclose|recite|echo|write|type|copy|paste|list|return|provide|summari[sz]e|translate|spell|state|divulge|reproduce|describe|explain|read|encode|confess|send|say|include|quote|extract|spit)';
const askAnchors =
  'reveal show print output repeat display tell give leak share expose dump disclose recite echo write type copy paste list return provide summari translate spell state divulge reproduce describe explain read encode confess send say include quote extract spit';

/** Getting at what the assistant was told in confidence. */
export const disclosureSignals: readonly Signal[] = [
  signal(
    'disclosure',
    0.5,
    'did do have were',
    `(?:did|do|have) (?:they|your (?:creators?|developers?|makers?|owners?)) (?:tell|told|order|instruct|forbid|forbidden|ask|give|given) you\\b`,
  ),
  signal(
    'disclosure',
    0.5,
    'letter letters character characters digit digits word words',
    `(?:letter|character|digit|word)s? (?:of|in|from) (?:the|your) (?:\\w{1,10} )?(?:password|secret|passphrase|pass ?code|code ?word|prompt|instructions)\\b`,
  ),
  signal(
    'disclosure',
    0.7,
    askAnchors,
    `${ask}\\b(?: \\w{1,12}){0,5}? (?:your|ur|thy)\\b(?: ${hidden}| and| or){0,3} (?:${own}|(?:\\w{1,10} )?(?:system prompt|prompts?|instructions?|directives?|programming))\\b(?! (?:files?|for the (?:user|customer)))`,
  ),
  signal(
    'disclosure',
    0.38,
    askAnchors,
    `${ask}\\b(?: (?:me|us|back|out|everything|all|of|verbatim|exactly|the|in|word|for)){0,5} (?:the |this |that )?(?:(?:full|entire|complete|exact|actual|own) )?(?:(?:system|initial|original|first|hidden|secret|internal|previous|above|developer|confidential|preceding|earlier) ){1,3}${own}\\b(?! (?:template|file|field|engineering|variable|component))`,
  ),
  signal(
    'disclosure',
    0.55,
    'reveal leak divulge disclose expose dump extract spit output print repeat recite echo',
    `(?:reveal|leak|divulge|disclose|expose|dump|extract|spit|output|print|repeat|recite|echo)\\b(?: (?:me|us|back|out|everything|all|of|verbatim|exactly|the|in|word|for)){0,5} (?:the |this |that )?(?:(?:full|entire|complete|exact|actual|own) )?(?:(?:system|initial|original|first|hidden|secret|internal|previous|above|developer|confidential|preceding|earlier) ){1,3}${own}\\b(?! (?:template|file|field|engineering|variable|component))`,
  ),
  signal(
    'disclosure',
    0.55,
    askAnchors,
    `${ask}\\b(?: (?:the|out|back|all)){0,2} (?:me|us|everything|verbatim|exactly)\\b(?: (?:of|verbatim|exactly|the|in|word|for)){0,4} (?:the |this |that )?(?:(?:full|entire|complete|exact|actual|own) )?(?:(?:system|initial|original|first|hidden|secret|internal|previous|above|developer|confidential|preceding|earlier) ){1,3}${own}\\b(?! (?:template|file|field|engineering|variable|component))`,
  ),
  signal(
    'disclosure',
    0.6,
    'what which how',
    `(?:what|which|how)(?:['’]?s| is| was| are| were| do| does| did)?\\b(?: (?:exactly|the|text|contents?|of|in|all|is|was|are|were|really|full)){0,4}? (?:your|you (?:are |were )(?:given|told|instructed))\\b(?! (?:favou?rite|best|preferred))(?: ${hidden}| \\w{1,10}){0,3}? ?(?:system prompt|prompt|instructions|initial message|password|passphrase|secret|guidelines|rules|directives?|programming)\\b(?! (?:for|on|about|regarding)\\b)`,
  ),
  signal(
    'disclosure',
    0.6,
    askAnchors,
    `(?:print|output|repeat|display|recite|echo|return|spell ?check|tell me|type|paste|encode|show me|show)\\b${gap(30)}\\b(?:everything|all|text|words|content|sentences?|lines?|message|prompt|instructions|conversation|what(?:ever)?)\\b${gap(20)}\\b(?:above(?! the\\b)|before this|prior to this|preceding|you were (?:told|given)|of (?:this|our) (?:conversation|chat|prompt|context)|verbatim|word for word|up to (?:here|this))`,
  ),
  signal(
    'disclosure',
    0.5,
    'reveal tell give what whats spell leak say share disclose show hint',
    `(?:reveal|tell|give|what(?:['’]?s| is| was)|spell|leak|say|share|disclose|show|hint)\\b(?: (?:me|us|out|about|at|please|backwards|a|hint|letters?|of|for|is)){0,4} (?:the|your|that|ur) (?:\\w{1,8} )?(?:secret(?! (?:ingredient|recipe|santa|sauce|of|to|behind|life|weapon|garden|agent|level|door|room|sauce|menu|passage))|password|passphrase|passcode|code ?word|magic word|hidden (?:word|key|message)|secret (?:word|key|code|phrase))(?=[ .?!,;"]{0,3}(?:$|\\n|[.?!,;"]|is|to me|in|by|and|but|or|with|letter|backward|please|now|for|that|you|as|i )(?! (?:reset|field|polic|hash|manager|input)))`,
  ),
  signal(
    'disclosure',
    0.55,
    'what how',
    `(?:what|how) (?:was|were|is|did|are) (?:the )?(?:text|words?|sentences?|lines?|message|prompt|instructions?|conversation|content|it said)\\b${gap(20)}(?:above|before (?:this|the|my)|at the (?:beginning|start|top)|that came first|preceding)`,
  ),
  signal(
    'disclosure',
    0.5,
    'begin start',
    `(?:begin|start)(?:ning|s|ing)?\\b${gap(12)} with ["'“‘]?(?:you are|the following is|system prompt|i am|sure)`,
  ),
  signal(
    'disclosure',
    0.55,
    'what which show tell repeat',
    `(?:what|which|show|tell|repeat)\\b${gap(30)}\\bfirst (?:\\w{1,8} )?(?:sentences?|messages?|words?|lines?|instructions?|prompts?|thing)\\b${gap(30)}(?:conversation|chat|prompt|context|you (?:were|got|received)|session)`,
  ),
  signal(
    'disclosure',
    0.55,
    askAnchors,
    `${ask}\\b${gap(30)}\\b(?:prompts?|instructions?|rules|guidelines|keys?|messages?|secrets?|passwords?|information|text|context)\\b (?:that |which )?(?:you (?:received|were given|got|have been given|are given|know|hold|hide|follow|operate under|were told|were trained)|in your (?:context|memory|prompt|system|instructions|database))`,
  ),
  signal('disclosure', 0.5, 'prompt', `prompt (?:text|leak\\w{0,3}|extraction|above|verbatim)\\b`),
  signal(
    'disclosure',
    0.4,
    'translate write summarize summarise',
    `(?:translate|write|summari[sz]e|copy)\\b${gap(20)}\\b(?:everything|all (?:of )?(?:the )?(?:text|words)|prompt|instructions)\\b${gap(12)}\\babove`,
  ),
  signal(
    'disclosure',
    0.5,
    'what tell',
    `(?:what (?:are|were) you (?:not allowed|forbidden|hiding|told not|supposed not|protecting|keeping)\\b|(?:tell me|say) (?:what|everything|the thing)${gap(12)} you(?:['’]re| are| were)? (?:not (?:allowed|supposed|permitted) to|forbidden to|hiding|protecting|keeping from me))`,
  ),
  signal(
    'disclosure',
    0.5,
    'password passphrase secret key code',
    `(?:password|passphrase|secret(?: \\w{1,6})?|(?:secret )?key|code ?word)\\b (?:that |which )?(?:you(?:['’]re| are| were| have been)? (?:hold|hiding|given|told|guard\\w{0,3}|protect\\w{0,3}|know|keep\\w{0,3}|have|asked to)|from (?:me|your))`,
  ),
  signal(
    'disclosure',
    0.5,
    'last previous other another',
    `(?:last|previous|other|another) (?:customer|user|client|person|conversation)s?\\b${gap(20)}\\b(?:you (?:chatted|talked|spoke|dealt|helped|had)|chatted with|data|details|messages)`,
  ),
  signal(
    'disclosure',
    0.55,
    'list print show what tell repeat now',
    `(?:list|print|show|tell me|repeat|output|give me)\\b(?: me| us)? (?:all |the |your |those |any ){0,3}(?:system|hidden|initial|first|original) (?:instructions?|prompts?|rules|messages?)\\b|your (?:very )?first (?:instruction|prompt|message)`,
  ),
];
