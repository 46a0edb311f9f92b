import { gap, signal, type Signal } from '../signal.ts';

const goods =
  '(?:passwords?|credentials?|secrets?|api keys?|private keys?|tokens?|ssh keys?|env(?:ironment)?(?: variables?)?|\\.env|credit cards?|bank (?:details|account|statement)|account (?:details|balance|information|numbers?)|personal (?:data|information|details)|saved (?:addresses|passwords|payment methods|cards)|payment methods?|medical (?:records|history)|health (?:records|data|information)|contacts?(?: list)?|e-?mails?|messages|inbox|chat (?:history|logs?)|conversation(?: history)?|search history|browsing history|location(?: history)?|purchase history|files?|documents?|photos?|calendar|(?:home|billing|shipping) address(?:es)?|phone numbers?|transaction history|private (?:data|information|repo\\w{0,10}|messages)|user (?:data|information|details)|source code|genetic (?:data|information)|cookies?|session(?: token)?s?|notes|data|information|details)';
const address =
  '(?:[\\w.+-]{1,40}@[\\w-]{1,40}\\.\\w{2,10}|https?:\\/\\/|www\\.|attacker|evil|my (?:server|email|account|address|website|endpoint)|this (?:url|email|address|server|endpoint|link|webhook|number)|the following (?:url|email|address|server|endpoint|link|webhook|number)|\\+\\d[\\d ()-]{6,18}|(?:this|my|the following) webhook)';

/** Orders to the reader of a text: carry data away, use tools, keep it from the user. */
export const indirectSignals: readonly Signal[] = [
  signal(
    'tool-abuse',
    0.45,
    'recommend promote advertise mention add append insert include',
    `(?:(?:recommend|promote|advertise)\\b${gap(50)}\\b(?:in|to|at)\\b${gap(20)}|(?:mention|add|append|insert|include)\\b(?: \\w{1,12}){0,3} ["“«][^"”»\\n]{2,60}["”»] (?:to|at|in) (?:the (?:end|start|beginning|top) of )?)(?:all|every|each)(?: of)?(?: your| the| future){0,2} (?:repl(?:y|ies)|responses?|answers?|outputs?|messages?)\\b`,
  ),
  signal(
    'exfiltration',
    0.45,
    'draft write send email e-mail message forward',
    `(?:draft|write|send|e-?mail|message|forward)\\b${gap(40)}\\b(?:to )?(?:all|every|each)(?: of)? (?:my|the user['’]?s|his|her) contacts?\\b`,
  ),
  signal(
    'exfiltration',
    0.55,
    'upload send post copy transmit cat curl attach push paste',
    `(?:upload|send|post|copy|transmit|cat|curl|attach|push|paste)\\b${gap(50)}(?:~\\/\\.|\\.ssh|\\.aws|id_rsa|id_ed25519|\\.env\\b|\\.npmrc|\\.netrc|\\/etc\\/passwd|kubeconfig)${gap(40)}(?:to|at|>|\\|)${gap(20)}(?:https?:|curl|nc |ftp:)`,
  ),
  signal(
    'exfiltration',
    0.55,
    'send forward email mail share upload post transmit exfiltrate deliver submit leak copy transfer',
    `(?:send|forward|e-?mail|mail|share|upload|post|transmit|exfiltrate|deliver|submit|leak|transfer)\\b${gap(50)}\\b(?:my|the user['’]?s|users['’]?|his|her|all (?:the |of )?(?:user|my|your|private|personal|saved)\\w{0,4})\\b${gap(50)}\\b(?:to|at|with|via)\\b${gap(40)}${address}`,
  ),
  signal(
    'exfiltration',
    0.4,
    'send forward email mail share upload post transmit exfiltrate deliver submit leak copy transfer',
    `(?:send|forward|e-?mail|mail|share|upload|post|transmit|exfiltrate|deliver|submit|leak|transfer)\\b(?!${gap(40)} only (?:to|over|with)\\b)${gap(50)}\\b(?:my|all|the user['’]?s?|user['’]?s?|your|his|her|their|these|this|it|them|any|every|the)\\b${gap(50)}\\b(?:to|at|with|via)\\b${gap(40)}${address}`,
  ),
  signal(
    'exfiltration',
    0.6,
    'retrieve access fetch get find look collect gather extract read search check obtain locate list examine',
    `(?:retrieve|access|fetch|get|find|look (?:up|for)|collect|gather|extract|read|search|check|obtain|locate|list|examine)\\b${gap(60)}\\b(?:my|all|the user['’]?s?|user['’]?s?|any|every|the)\\b${gap(40)}${goods}\\b[^\\n]{0,90}?\\b(?:send|forward|e-?mail|share|upload|post|transmit|mail|report|deliver|submit|text)\\b[^\\n]{0,50}?(?:${address}|\\bto (?:my|this|the (?:following|address|attacker)|an? |him|her|me|us)\\b)`,
  ),
  signal(
    'exfiltration',
    0.65,
    'send forward exfiltrate post upload leak email share transmit',
    `(?:send|forward|exfiltrate|post|upload|leak|e-?mail|share|transmit|append|encode)\\b${gap(30)}\\b(?:system prompt|conversation history|chat history|entire (?:conversation|context)|api keys?|credentials|passwords?|private keys?|environment variables|ssh keys?|\\.env)\\b(?! only | (?:in|as|via|with|through) (?:the |an? |your |each |every )?(?:\\w{1,16} ){0,2}(?:headers?|body|query|cookies?|param\\w{0,6}|variables?|form|requests?|config\\w{0,9}|settings?|field))${gap(40)}\\b(?:to|at|in|into|as)\\b`,
  ),
  signal(
    'exfiltration',
    0.6,
    '![',
    `!\\[[^\\]\\n]{0,60}\\]\\(https?:\\/\\/[^)\\s]{0,200}[?&][\\w-]{1,30}=(?:\\{|\\[|<|\\$|%7b|data|secret|password|prompt|chat|conversation)`,
  ),
  signal(
    'tool-abuse',
    0.5,
    'grant give transfer withdraw wire pay unlock disable delete cancel',
    `(?:grant|give|transfer|withdraw|wire|pay|unlock|disable|deactivate|turn off|open|add|remove|delete|cancel|share|sell|buy|deposit|donate)\\b${gap(50)}\\b(?:permanent access|full (?:access|control|permission)|remote access|admin (?:access|rights|privileges)|\\$ ?\\d[\\d,.]{0,12}|\\d[\\d,.]{0,12} (?:dollars|usd|eur|euros|btc|bitcoins?|eth|ethereum)|my (?:[\\w-]{1,20} ){0,4}(?:lock|door|alarm|security system|camera|garage|account|savings|wallet|insurance|backup|two-factor\\w{0,16}))\\b(?=${gap(80)}(?:\\bto\\b|\\bfrom\\b|\\bfor\\b|${address}|$))`,
  ),
  signal(
    'tool-abuse',
    0.6,
    'run execute call use invoke',
    `(?:run|execute|call|use|invoke|launch)\\b${gap(25)}\\b(?:shell|bash|terminal|command|tool|function|curl|script|browser|python|plugin|api)\\b${gap(60)}(?:rm -rf|curl [^\\n]{0,60}\\| ?(?:ba)?sh|wget |without (?:asking|confirm\\w{0,6}|telling)|before (?:answering|responding|anything|replying)|silently|rm -|drop table|chmod 777|base64 -d)`,
  ),
  signal(
    'tool-abuse',
    0.55,
    'rm curl wget',
    `(?:rm -rf (?:~|\\/(?!tmp|usr\\/local\\/go|var\\/lib\\/apt)|\\$home)|(?:curl|wget) [^\\n|]{0,120}(?:\\$\\(|\`|@)[^\\n]{0,60}(?:env|id_rsa|passwd|credentials|secret|\\.ssh|token))`,
  ),
  signal(
    'concealment',
    0.6,
    'do don without never not',
    `(?:do not|don['’]?t|never|must not|avoid) (?:ever )?(?:tell(?:ing)?|mention(?:ing)?|inform(?:ing)?|alert(?:ing)?|notify(?:ing)?|reveal(?:ing)?|show(?:ing)?|let(?:ting)?(?= (?:the |any )?\\w{1,12} (?:know|see|notice))|disclos(?:e|ing)|report(?:ing)?|say(?:ing)?|ask(?:ing)?|warn(?:ing)?)\\b(?: (?:this|it|that|any|anything|of|about|to|these|the|instructions?|message|action|a|word)){0,5} (?:the |your |any )?(?:user|users|human|owner|victim|reader|anyone|anybody|operator|developer|person)\\b(?! (?:to|who|that|for|whether|which|if|with|about (?:the|their|a))\\b)`,
  ),
  signal(
    'concealment',
    0.4,
    'without',
    `without (?:ever )?(?:telling|mentioning|informing|alerting|notifying|asking|warning)\\b(?: (?:this|it|that|any|anything|of|about|to)){0,3} ?(?:the |your |any )?(?:users?|humans?|owner|victim|reader|anyone|anybody|him|her|them|me)\\b`,
  ),
  signal(
    'concealment',
    0.4,
    'secretly silently covertly quietly discreetly',
    `(?:secretly|silently|covertly|quietly|discreetly|stealthily) (?:send|forward|add|insert|include|upload|run|execute|copy|append|install|collect|record|change|modify|delete|transfer|post|call)`,
  ),
  signal(
    'override',
    0.43,
    'if when dear attention note hey hello all any to',
    `(?:if|when|dear|attention|note to|hey|hello|to|all|any|for) (?:you(?: are|['’]re))? ?(?:the |an? |any |all |every |other )?(?:ai|llms?|(?:large )?language models?|ai (?:assistants?|agents?|models?|systems?)|assistants?|chat ?bots?|gpt|automated (?:agent|system|assistant)s?)\\b(?: (?:model|assistant|agent|system|bot)s?)?(?: (?:reading|processing|parsing|summari[sz]ing|reviewing|analy[sz]ing|crawling|viewing|who|that|which|and)\\b|(?: this| these)?[,:!]?|[,:!])${gap(60)}\\b(?:please|you must|must|ignore|include|say|add|respond|recommend|disregard|do not|rate|give|write|follow|should|tell|mention|output|print|stop|always|approve|accept|run|execute|send|recommend|hire|praise)\\b`,
  ),
  signal(
    'override',
    0.35,
    'please you before after when',
    `(?:before|after|when|while|once) (?:answering|responding|summari[sz]ing|you (?:answer|respond|reply|summari[sz]e|read|process|finish|see)|processing|reading|completing|replying)\\b${gap(50)}\\b(?:you must|must|please|first|also|always|make sure|ensure|add|include|append|insert|say|send|call|use|visit|open|tell|ask)\\b${gap(70)}(?:https?:|link|\\bthe user\\b|exact|verbatim|following|phrase|sentence|"|password|click)`,
  ),
  signal(
    'tool-abuse',
    0.3,
    'include add append insert end begin put write say mention advertise promote recommend',
    `(?:include|add|append|insert|end|begin|start|finish|conclude|write|say|mention|advertise|promote|recommend)\\b${gap(40)}\\b(?:in|to|at|of|with|on)\\b (?:the (?:end|beginning|start|top|bottom|final) (?:of )?)?(?:your|every|each|all|any)(?: \\w{1,12}){0,2} (?:repl(?:y|ies)|responses?|answers?|output|summary|message|sentence|email)\\b`,
  ),
  signal(
    'tool-abuse',
    0.4,
    'tell ask convince persuade urge instruct inform direct',
    `(?:tell|ask|convince|persuade|urge|instruct|redirect|trick|encourage) (?:the |your )?users? (?:to|that|into)\\b${gap(60)}(?:https?:|link|click|visit|download|install|password|credit|pay|call|log ?in|account|disable|verify|urgent|enter|provide|share)`,
  ),
  signal(
    'exfiltration',
    0.3,
    'click visit open go navigate download follow',
    `(?:click|visit|open|go to|navigate to|download|browse to)\\b${gap(40)}(?:https?:\\/\\/|www\\.)[^\\s]{3,120}[^\\n]{0,60}\\b(?:and (?:follow|do|execute|obey|run|enter|send|submit)\\b|instructions there|follow the instructions)`,
  ),
  signal(
    'tool-abuse',
    0.45,
    'delete erase wipe remove permanently disable unlock cancel',
    `(?:permanently |immediately |please )?(?:delete|erase|wipe|remove|disable|unlock|cancel|deactivate|turn off)\\b (?:all (?:of )?)?(?:(?:my|the|our) )(?:\\w{1,14} ){0,3}?(?:e-?mails?|messages|photos|contacts|accounts?|alarm(?: system)?|front door|door|locks?|cameras?|security(?: system)?|backups?|subscriptions?|appointments?|insurance|notifications|medical \\w{1,10})\\b(?= (?:from|in|of|for|at|on|and|with)\\b)`,
  ),
  signal(
    'exfiltration',
    0.5,
    'share send forward give reveal',
    `(?:share|send|forward|give|reveal|text)\\b${gap(20)}\\bmy (?:\\w{1,12} ){0,2}(?:location|address|password|card|account|records?|contacts|data|photos?|history|number|keys?|calendar|itinerary|ssn|details)\\b${gap(30)}\\b(?:to|with)\\b`,
  ),
  signal(
    'tool-abuse',
    0.45,
    'pay transfer wire send',
    `(?:pay|transfer|wire|send|donate)\\b(?: an? (?:amount|sum|payment) of)? (?:[$€£] ?\\d[\\d,.]{0,12}|\\d[\\d,.]{0,12} ?(?:dollars|usd|eur|euros|pounds|btc|bitcoins?|eth))\\b${gap(40)}\\b(?:to|into)\\b`,
  ),
  signal(
    'tool-abuse',
    0.35,
    'end conclude finish your append include',
    `(?:(?:end|conclude|finish|close) (?:your|each|every|all|the) (?:\\w{1,10} )?(?:responses?|repl(?:y|ies)|answers?|summary|output|messages?)\\b ?(?:with|by)|(?:your|every|each) (?:answer|response|reply|summary|output) (?:must|should|has to|needs to) (?:always |also )?(?:include|contain|mention|end with|begin with|start with|recommend|say))\\b`,
  ),
  signal(
    'tool-abuse',
    0.45,
    'also remember make be do',
    `(?:also|remember to|make sure (?:to|you|that you)|be sure to|don['’]t forget to)\\b(?: also)? (?:mention|include|add|say|tell|recommend|promote|insert)\\b${gap(50)}\\b(?:in|to|at the end of) (?:your|every|each|all) (?:\\w{1,10} )?(?:repl(?:y|ies)|responses?|answers?|output|summar(?:y|ies)|messages?)`,
  ),
  signal(
    'tool-abuse',
    0.42,
    'urge tell warn',
    `(?:urge|tell|warn|convince|persuade|instruct) (?:them|him|her|the (?:user|reader|customer)s?|everyone|people) (?:to|that)\\b${gap(30)}\\b(?:register|invest|buy|click|sign up|call|log ?in|download|donate|subscribe|pay|reset|verify)`,
  ),
  signal(
    'exfiltration',
    0.55,
    'print read collect encode get dump output reply respond',
    `(?:print|read|collect|encode|get|dump|output|reply with|respond with|send)\\b${gap(14)}\\b(?:the )?(?:env(?:ironment)?(?: variables)?|contents? of (?:the|your|any) (?:config\\w{0,10}|\\.env|credentials|secrets?|key)(?: file)?)\\b(?=${gap(50)}\\b(?:append|encode|url|send|post|to (?:the|this|me)|base64))`,
  ),
  signal(
    'tool-abuse',
    0.5,
    'wire do do',
    `(?:(?:and|please|immediately) (?:wire|transfer) (?:the )?(?:money|funds)|do (?:exactly )?(?:what|as) (?:it|he|she|this (?:email|message)|the (?:email|message|sender)) says)\\b`,
  ),
];
