import { gap, signal, type Signal } from '../signal.ts';

const ethics =
  '(?:ethic(?:s|al)?|moral(?:s|ity)?|legal(?:ity)?|content|safety|usual|typical|any|all|no|built-?in|programmed|openai|societal|social|its|your|corporate|human)';
const limit =
  '(?:restrictions?|limitations?|limits|guidelines?|filters?|filtering|boundaries|constraints?|censorship|rules|polic(?:y|ies)|safeguards?|principles|considerations?|concerns|standards|norms|inhibitions|morals?|ethics|regulations|guardrails?|confines|shackles|warnings?|disclaimers?|protections?)';
const machine =
  '(?:ai|a\\.i\\.|chat ?gpt|gpt(?:-?\\d)?|gpts|language model|llm|chat ?bots?|bot|assistant|model|persona|character|machine|computer|response|responses|answers?|entity|being|mode|version|robot|openai|claude|gemini|bard|copilot)';

/** Becoming somebody who has no rules. */
export const personaSignals: readonly Signal[] = [
  signal(
    'persona',
    0.5,
    'never do don avoid',
    `(?:never|do not|don['’]?t|avoid) (?:ever )?(?:us(?:e|ing)|say(?:ing)?|writ(?:e|ing)|includ(?:e|ing)|repl(?:y|ying)|answer(?:ing)?)\\b(?: with)?(?: the)?(?: words?| phrases?| sentences?)? ?["“']?(?:sorry|i(?: can(?:no|['’])t|['’]m sorry)|unable|unfortunately|as an ai|apolog)`,
  ),
  signal(
    'persona',
    0.45,
    'safety security content moderation ethics',
    `(?:safety|security|content|moderation|ethics?|ethical)(?: \\w{1,12}){0,3} (?:is|are|was|were|has been|have been) (?:now )?(?:off|disabled|lifted|suspended|switched off|turned off|bypassed|removed|deactivated)\\b`,
  ),
  signal('persona', 0.85, 'do', `do anything now\\b`),
  signal(
    'persona',
    0.6,
    'dan stan dude aim evil devmode mongo tom antigpt evilbot',
    `(?:dan|stan|dude|evil[- ]?bot|evil[- ]?confidant|mongo tom|anti-?gpt|devmode|betterdan|maximum)\\b(?: mode|:| \\d| is | will | can | has | prompt| jailbreak)(?=${gap(80)}(?:${machine}|rules|anything|restrict|respond|answer|refuse|character|jailbreak|ethic))`,
  ),
  signal('persona', 0.42, 'jailbr', `jailbr(?:eak|oken)\\w{0,4}\\b(?=${gap(60)}${machine}|[:\\])])`),
  signal(
    'persona',
    0.5,
    'developer dev god sudo admin opposite unrestricted unfiltered uncensored chaos evil',
    `(?:developer|dev|god|sudo|opposite|unrestricted|unfiltered|uncensored|chaos|evil) mode\\b(?=${gap(90)}(?:enabled|activated|output|chat ?gpt|you (?:can|are|will|must)|policy|simulat))`,
  ),
  signal(
    'persona',
    0.6,
    'without free freed no not unbound ignoring lacks devoid beyond any zero never',
    `(?:without|free (?:of|from)|freed from|no|not (?:bound|limited|restricted|constrained|governed|subject) (?:by|to)|unbound by|devoid of|lacks?|zero|regardless of|independent of|beyond) (?:(?:any|all|the|of|such|those|kind|sort) ){0,3}(?:${ethics}(?:,| or| and|\\/)? ?(?:the )?){1,5}${limit}\\b`,
  ),
  signal(
    'persona',
    0.45,
    'without no free not bypass',
    `(?:without|no|free from|not bound by|bypass\\w{0,3}) (?:any |all |its |your )?(?:restrictions|censorship|moral\\w{0,4}|ethics|ethical|filters?|limitations|disclaimers?|warnings?|refus\\w{2,4}|judg\\w{2,6})\\b(?=${gap(90)}(?:${machine}|answer|respond|reply|respons|rules|legal|ethic|you\\b))`,
  ),
  signal(
    'persona',
    0.55,
    'unfiltered uncensored unrestricted amoral unethical immoral unlimited unbiased',
    `(?:unfiltered|uncensored|unrestricted|amoral|unethical|immoral|unlimited)\\b(?:,? (?:and )?\\w{1,14}){0,3} ${machine}\\b`,
  ),
  signal(
    'persona',
    0.5,
    'ai chatgpt gpt bot model chatbot assistant machine llm',
    `${machine}\\b${gap(40)}\\b(?:unfiltered|uncensored|unrestricted|amoral|unethical|immoral|jailbroken|no (?:rules|morals|ethics|limits|restrictions|filters|boundaries))\\b`,
  ),
  signal(
    'persona',
    0.4,
    'stay remain break stop',
    `(?:stay|remain|keep|don['’]?t break|never break|break(?:ing)?|back|staying)(?: in| out of| your| the){0,4} ?character\\b`,
  ),
  signal(
    'persona',
    0.5,
    'never cannot can not don must won do will always you',
    `(?:never|cannot|can['’]?t|can not|do(?:es)? not|don['’]?t|doesn['’]?t|must not|won['’]?t|will not|will never|must never|should never|not allowed to) (?:ever )?(?:refuse|decline to|say (?:no|that you can|you can|["'“]?(?:i['’]?m |i am )?(?:sorry|i can|i cannot|as an ai|no\\b))|apologi[sz]e|warn (?:me|the user)|censor|moralize|lecture|mention (?:that you are|you are|ethics|openai|being))\\b`,
  ),
  signal(
    'persona',
    0.55,
    'you your',
    `you(?:r| are| have| can| will| do|['’]re|['’]ve| now){0,4}\\b${gap(24)}(?:no longer (?:an? ai|bound|restricted|limited|have to|need to|chatgpt|claude|follow|required)|broken free|been freed|been liberated|not (?:bound|restricted|limited|constrained) by|can now (?:do|say|generate|think) anything|can (?:say|generate|do) anything (?:without|and everything|regardless)|free to (?:say|do|generate|swear|curse)|(?:do|does)(?:n['’]t| not) have (?:to )?(?:abide|follow|adhere|any (?:rules|restrictions|limit)))`,
  ),
  signal(
    'persona',
    0.55,
    'doesn does don do has have will need',
    `(?:does(?:n['’]t| not)|don['’]?t|do not|will not|never|needn['’]t|no need to|not required to|not have to|refuses to) (?:have to |need to |necessarily )?(?:abide by|adhere to|follow|obey|respect|comply with|care about|conform to) (?:any |the |all |its |openai['’]?s? |your |any of (?:the|your) )?(?:${ethics} ){0,3}(?:and |or )?(?:${ethics} )?(?:${limit}|openai|laws?)\\b`,
  ),
  signal(
    'persona',
    0.35,
    'openai',
    `openai['’]?s?\\b(?: \\w{1,12}){0,3} (?:polic\\w{1,3}|guidelines|rules|restrictions|terms|limitations|filters?|content)`,
  ),
  signal(
    'persona',
    0.3,
    'as',
    `as an? (?:ai|artificial intelligence|large language model|language model)\\b`,
  ),
  signal(
    'persona',
    0.25,
    'pretend imagine roleplay role-play act simulate assume suppose emulate imitate impersonate',
    `(?:pretend|imagine|role-? ?play(?:ing)?|act|simulate|assume|emulate|imitate|impersonate|suppose|behave)\\b (?:to be|you(?: are|['’]re| were)|that you|as if|like|as|being|the role)\\b`,
  ),
  signal(
    'persona',
    0.25,
    'from you you',
    `(?:from (?:now on|this (?:point|moment)(?: on\\w{0,5})?|here on(?: out)?|today)|henceforth)\\b(?=${gap(40)}(?:you|respond|answer|act|always|only|every|all))`,
  ),
  signal(
    'persona',
    0.25,
    'you',
    `you(?: are|['’]re| will be| shall be| will| must|r)? (?:now|going to|about to|immersed|hereby|to (?:act|play|become))\\b`,
  ),
  signal(
    'persona',
    0.3,
    'you',
    `you (?:must|will|have to|shall|need to|are required to|are going to) (?:always |now |only |never |also |both )?(?:act|respond|answer|reply|obey|comply|pretend|simulate|generate|provide|say|do whatever|be|play|ignore)\\b`,
  ),
  signal(
    'persona',
    0.5,
    'illegal unethical harmful immoral dangerous offensive malicious inappropriate',
    `(?:illegal|unethical|harmful|immoral|dangerous|offensive|malicious|inappropriate)\\b(?:,? (?:or|and|\\/)? ?\\w{1,14}){0,4} (?:content|acts?|activit\\w{2,3}|things|requests?|questions?|information|advice|instructions|actions?|behaviou?r)\\b(?=${gap(80)}(?:${machine}|you (?:can|will|must|are)|allowed|without|comply|refuse|regardless|no matter))`,
  ),
  signal(
    'persona',
    0.5,
    'respond answer reply give provide',
    `(?:respond|answer|reply|responses?|answers?)\\b${gap(30)}\\b(?:two (?:ways|responses|different|answers|versions)|as both|in both|twice)\\b(?=${gap(80)}(?:normal|standard|classic|gpt|jailbr|dan|unfiltered|second|character|like))`,
  ),
  signal(
    'persona',
    0.6,
    'classic',
    `(?:\\[?🔒?classic\\]?|\\[🔓jailbreak\\])${gap(60)}(?:🔓|jailbreak|chatgpt|gpt)`,
  ),
  signal(
    'persona',
    0.45,
    'hypothetical fictional story novel movie in for',
    `(?:hypothetical|fictional|(?:in|for) (?:a |this |my )(?:story|novel|movie|fiction|game|scene|play|screenplay|hypothetical))\\b(?=${gap(140)}(?:illegal|bomb|hack|drug|weapon|explosive|steal|no (?:rules|laws|ethics|limits)|anything|unethical|amoral|malware|without restrict))`,
  ),
  signal(
    'persona',
    0.35,
    'tokens you',
    `(?:tokens?|points)\\b${gap(40)}(?:deduct|lose|cease to exist|run out|die|each time (?:you )?(?:refuse|reject))`,
  ),
  signal(
    'persona',
    0.45,
    'no comply obey must fulfill whatever any',
    `(?:no matter (?:what|how)|obey|comply with|fulfil+|carry out|execute|do) (?:any|all|every|whatever|my|each)\\b(?: \\w{1,10}){0,3} ?(?:requests?|commands?|orders?|questions?|i (?:say|ask|want|tell|command)|instructions?)\\b(?=${gap(60)}(?:without|no matter|regardless|even if|always|master|question|unethical|illegal|$))`,
  ),
  signal(
    'persona',
    0.41,
    'grandma grandmother deceased',
    `(?:grandma|grandmother|deceased)\\b${gap(80)}(?:recipe|keys?|napalm|read me|tell me|used to)`,
  ),
  signal(
    'persona',
    0.5,
    'all any safety no every your',
    `(?:all|any|every|no|your)\\b (?:\\w{1,10} ){0,2}(?:filters?|restrictions?|safeguards?|limitations?|guardrails?|censorship|limits)(?: are| were| have been| is| has been|,)? (?:removed|disabled|lifted|turned off|gone|deactivated|switched off|off)\\b(?=${gap(60)}(?:${machine}|you\\b|answer|respond))`,
  ),
  signal(
    'persona',
    0.45,
    'you',
    `you (?:now )?have (?:absolutely )?no (?:limitations?|restrictions?|rules|limits|filters?|morals|ethics|boundaries|guidelines|choice|conscience)\\b`,
  ),
  signal(
    'persona',
    0.4,
    'obey serve',
    `(?:obey|serve)\\b (?:me|my|all (?:of )?my|every|all|the user|your (?:master|owner|creator))\\b`,
  ),
  signal(
    'persona',
    0.4,
    'role act play acting',
    `(?:the )?role of (?:another|an? (?:evil|unfiltered|different|new|rogue|amoral|rude|unrestricted)) (?:ai|chat ?bot|model|assistant|character|person|entity)`,
  ),
  signal(
    'persona',
    0.5,
    'ai chatbot assistant bot model character machine figure',
    `(?:ai|chat ?bot|assistant|bot|language model|machine|figure|character|model)(?: \\w{1,12}){0,3}? (?:that|which|who|with(?:out)?|has|is)\\b${gap(30)}\\b(?:no (?:limits?|rules|filters?|restrictions|morals|conscience)|been hacked|(?:any )?filters?|without moral|tells everything|no ethic\\w{0,3}|swears|released from|escaped from|free from|ignores (?:legality|ethics|the law|rules))`,
  ),
  signal(
    'persona',
    0.5,
    'without no amoral',
    `(?:without (?:any )?(?:moral|ethical) (?:judge?ment|consideration|restraint|compass)s?|amoral (?:figure|adviser|advisor|person|character|machine))`,
  ),
  signal(
    'persona',
    0.45,
    'ignores released freed thinks has',
    `(?:ignores? (?:legality|morality|ethics|the law|all (?:laws|rules))|(?:has been |was |been )?(?:released|freed|liberated|unchained) from (?:every|all|any|the|its|openai)\\b)`,
  ),
  signal(
    'persona',
    0.45,
    'explicit violent illegal',
    `(?:explicit|violent|illegal|offensive|nsfw|sexual)(?:,? (?:or|and) \\w{1,14})? (?:text|content|material|topics?|language|things|advice)\\b(?=${gap(120)}(?:users?|18|consent|allowed|no matter|${machine}|you can))`,
  ),
  signal(
    'persona',
    0.45,
    'never will',
    `(?:will never|never|won['’]t ever) (?:respond|reply|answer)s?(?: back)? (?:with|by saying) ["“']?(?:i['’ ]?a?m sorry|i can|sorry|no\\b|as an ai)`,
  ),
  signal(
    'persona',
    0.5,
    'no as',
    `(?:as if (?:you had|there were|you have) no (?:content polic\\w{1,3}|rules|guidelines|restrictions|filters?|limits|laws)|no (?:disclaimers|content polic\\w{1,3}|moralizing|ethical warnings)[.,!])`,
  ),
  signal(
    'persona',
    0.4,
    'world simulation universe place',
    `(?:world|simulation|universe|place|country|scenario) (?:where|in which|without) (?:there (?:are|is) no |no |all )?(?:laws?|rules|ethics|morals|crimes?|everything is (?:legal|allowed))\\b`,
  ),
  signal(
    'persona',
    0.42,
    'step make how',
    `(?:step[- ]by[- ]step(?: \\w{1,12}){0,3} (?:how to|guide to|instructions (?:to|for|on))|how to) (?:make|build|cook|synthesi[sz]e|create|manufacture|produce|assemble|hack|steal|rob|kill|poison|launder|counterfeit|hotwire) (?:\\w{1,10} ){0,3}(?:meth\\w{0,12}|bombs?|explosives?|drugs?|napalm|weapons?|malware|ransomware|virus(?:es)?|poison|cocaine|lsd|(?:a |into )?bank account|houses?|credit cards?|cars?|people|someone|person|money|nuclear)`,
  ),
  signal(
    'persona',
    0.45,
    'start begin',
    `(?:start|begin|prefix|preface)\\b(?: \\w{1,10}){0,3} (?:each|every|your|all)(?: \\w{1,10}){0,2} (?:answers?|repl(?:y|ies)|responses?|messages?|sentences?)\\b ?(?:with|by) ?["“'\\[(]`,
  ),
];
