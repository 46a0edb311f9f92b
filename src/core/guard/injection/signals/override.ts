import { gap, signal, type Signal } from '../signal.ts';

const orders = '(?:instruct\\w{0,6}|prompts?|directives?|programming|system message|assignments?)';
const bounds =
  '(?:rules?|guidelines?|commands?|orders|restrictions?|limitations?|constraints?|safeguards|protocols?|polic(?:y|ies)|training|tasks?|directions?|requests?|messages?|context|filters?|text|content|information|conversations?|guardrails?)';
const earlier =
  '(?:previous|prior|above|earlier|preceding|foregoing|initial|original|former|past|existing|pre-?existing|before|aforementioned|last|system)';

const drop =
  '(?:ignor(?:e|es|ed|ing)|disregard(?:s|ed|ing)?|forget(?:s|ting)?|overrid(?:e|es|ing)|overrul(?:e|ing)|bypass(?:ing)?|discard(?:ing)?|neglect|overlook|abandon|dismiss|erase|violate|circumvent|cancel|nullify|void|supersede|skip|drop|delete|remove|clear|reset|suppress|unlearn|break|exceed)';
const dropAnchors =
  'ignor disregard forget overrid overrul bypass discard neglect overlook abandon dismiss erase violate circumvent cancel nullify void supersede skip drop delete remove clear reset suppress unlearn break exceed';

/** Setting aside what the assistant was told. */
export const overrideSignals: readonly Signal[] = [
  signal(
    'override',
    0.45,
    'ignore disregard forget',
    `(?:ignore|disregard|forget) (?:the|this|that) (?:article|document|text|e-?mail|message|page|passage|story|review|question|task|request|summary|translation|user)\\b(?:[.,;:!]| and )`,
  ),
  signal(
    'override',
    0.42,
    'your the',
    `(?:your|the) (?:\\w{1,12} )?(?:instructions?|task|rules|prompt|role|goal|guidelines|directives?|programming|assignment|mission|objective) (?:have|has|had|was|were|is|are)? ?(?:been )?(?:now |just )?(?:updated|changed|replaced|overwritten|revised|reprogrammed|switched|revoked|suspended)\\b(?=${gap(40)}(?:[.:;,]|\\bto\\b|\\bby\\b))`,
  ),
  signal(
    'override',
    0.5,
    'concatenate combine join',
    `(?:concatenate|combine|join)\\b${gap(50)}\\b(?:and|then)\\b${gap(20)}\\b(?:follow|execute|do what|obey|answer|respond to|carry out|perform)\\b`,
  ),
  signal(
    'override',
    0.45,
    'carry execute follow obey perform do',
    `(?:carry out|execute|follow|obey|perform|do) (?:the |what the )(?:resulting |hidden |decoded |secret )?(?:command|instruction|order|sentence|request|message)s? (?:they|it|that (?:results|comes)|says|hidden|form|results|inside|encoded|above says)\\b`,
  ),
  signal(
    'override',
    0.9,
    dropAnchors,
    `(?!overrid\\w{1,3} the (?:\\w{1,12} )?system )${drop}\\b${gap(40)}\\b(?:${earlier}|all|any|every|your|my|these|those|the)\\b${gap(25)}\\b(?:${earlier}|your|system|ai|assistant|given|developer)\\b${gap(25)}\\b${orders}\\b(?! (?:manual|set|pointer|cache|page|decoder))`,
  ),
  signal(
    'override',
    0.75,
    dropAnchors,
    `${drop}\\b (?:(?:all|any|every|about|of|completely|entirely|simply|just|please) ){0,3}(?:(?:the|your|my|these|those|his|her|their|its|our) )?(?:${earlier}|all|any|your|every)\\b${gap(12)}\\b${orders}\\b`,
  ),
  signal(
    'override',
    0.7,
    dropAnchors,
    `${drop}\\b (?:(?:all|any|every|about|of|completely) ){0,3}(?:your|the ${earlier}|${earlier}|these ${earlier}|those ${earlier}|all your|all ${earlier}|all the ${earlier})\\b(?: \\w{1,14}){0,2} ${bounds}\\b(?: you)?(?! (?:in|of|from) (?:the |my |our |this )?(?:file|repo|config|log|list|eslint|code|table|branch|db|database|document|folder))`,
  ),
  signal(
    'override',
    0.4,
    dropAnchors,
    `${drop}\\b (?:all|any|every) (?:of )?(?:the |these |those )?(?:\\w{1,12} )?(?:${bounds}|${orders})\\b`,
  ),
  signal(
    'override',
    0.8,
    'ignor disregard forget',
    `(?:ignore|disregard|forget)(?: about)? (?:everything|anything|all|whatever|every ?thing|all that|all of (?:that|it))\\b[ ,]{0,2}(?:(?:that |what |which )?(?:i|you|we|was|were|has|have|had|is|s|just|been|stands|came|comes)\\b|(?:written |said |stated |mentioned |given |from )?(?:above|before|prior|previous|earlier|until|up to|so far|till)(?=\\s{0,3}(?:[.,;:!?)]|$|and\\b|now|then|this|here))|(?:and|now|then)\\b)`,
  ),
  signal(
    'override',
    0.75,
    'ignor disregard forget',
    `(?:ignore|disregard|forget)(?: about)? (?:what|all|everything)?[ ]?(?:the )?(?:text|stuff|things?|sentences?|words|content)? ?(?:above|before this|i (?:just )?(?:said|told|wrote)|you (?:were|have been|'ve been) (?:told|instructed|asked|given)|(?:was|were) (?:said|written|told) (?:before|above|earlier|previously))`,
  ),
  signal(
    'override',
    0.55,
    'ignor disregard forget',
    `(?:ignore|disregard|forget) (?:all |everything |it all|the above|the previous|that)(?:[.,;:!]| and | then | now |$)(?=${gap(20)}(?:now|instead|say|tell|write|print|you|i |new|focus|answer|respond|act|just|do |let))`,
  ),
  signal(
    'override',
    0.5,
    'i there here this now your follow execute perform',
    `(?:i(?:'ve| have)? (?:now )?(?:got |have )?|there(?:'s| is| are) |here(?:'s| is| are|) |this is |now |your )(?:a |an |some |your |the |my )?(?:(?:brand )?new|next|real|actual|true|updated|only|different) (?:set of )?(?:task|tasks|instruction|instructions|assignment|assignments|directives?|orders|mission|objective|goal|prompt|rules?)(?: (?:for you|is|are|to|now)\\b|[:!])`,
  ),
  signal(
    'override',
    0.6,
    'follow execute perform obey listen adhere focus comply do',
    `(?:follow|execute|perform|obey|listen|adhere|focus|comply|do)\\b (?:only |strictly |to |on |with |instead |exactly |now ){0,3}(?:these|the following|my|this|the next|the new)(?: \\w{1,12}){0,2} (?:instructions?|orders|commands|directives?|rules)(?:${gap(20)}(?:instead|only|from now|instead of|without question|and nothing else)|:)`,
  ),
  signal(
    'override',
    0.6,
    'do don never stop no you cease refuse',
    `(?:do not|don['’]?t|never|stop|no longer|you (?:do not|don['’]t|no longer|need not|must not|should not) (?:have to |need to )?|cease|refuse to) ?(?:follow|obey|adhere to|listen to|comply with|abide by|respect|consider|think about|bother with|pay attention to|care about|heed|remember|stick to)(?:ing)?\\b${gap(20)}(?:your|previous|prior|above|earlier|initial|original|any|the) (?:\\w{1,14} ){0,2}(?:${orders}|${bounds})`,
  ),
  signal(
    'override',
    0.6,
    'pay',
    `pay no (?:attention|heed|mind) to${gap(30)}(?:previous|above|prior|earlier|your|instructions?|prompt|rules)`,
  ),
  signal(
    'override',
    0.5,
    'the all any previous prior earlier above your',
    `(?:(?:the|all|any|your) )?(?:previous|prior|above|earlier|original|initial|preceding|old) (?:${orders}|${bounds}) (?:are|is|were|was|do|does|no|can|should|must|have been|has been)\\b${gap(16)}\\b(?:void|invalid|null|cancell?ed|obsolete|fake|irrelevant|ignored|disregarded|forgotten|superseded|replaced|overrid\\w{1,5}|not apply|longer)\\b`,
  ),
  signal(
    'override',
    0.25,
    'instead now stop then',
    `(?:instead|now|stop|then)[,!.:]? (?:please |just |simply |you )?(?:say|tell me|write|print|output|respond|reply|answer|repeat|reveal|give me|return|translate|act|pretend|start|only)\\b`,
  ),
  signal(
    'override',
    0.2,
    'stop wait hold hey attention important end',
    `(?:stop|wait|hold on|hey|attention|important|end of (?:the )?(?:text|document|prompt|input|context|message|data|task))[!:.,]{1,3}`,
  ),
  signal(
    'override',
    0.7,
    'important attention urgent note system',
    `(?:important|attention|urgent|note|system)[!: ]{1,4}(?:(?:message|notice|note|instructions?|update|override|alert) )?(?:to|for|from) (?:the |any |all )?(?:ai|llm|assistant|agent|model|chatbot|bot|language model|developer|admin\\w{0,9})\\b`,
  ),
  signal(
    'override',
    0.6,
    'admin developer root sudo debug maintenance',
    `(?:admin\\w{0,9}|developer|root|sudo|debug|maintenance|god)(?: |-)(?:mode|access|override|privileges?|command)(?:${gap(12)}(?:on|enabled?|activated?|granted|unlocked|engaged)\\b|:)`,
  ),
  signal(
    'override',
    0.5,
    'instruction prompt',
    `(?:instruction|prompt)s? (?:override|injection successful|update|reset|leak)\\s?[:!]`,
  ),
  signal(
    'override',
    0.7,
    dropAnchors,
    `${drop}\\b (?:\\w{1,10} ){0,3}(?:${orders}|context|guidelines|rules|everything|what|conversation|information)(?: that| which)? (?:you(?:['’]ve| have| were| had| just| got)|we(?:['’]ve| have| were| had| just)?|i(?:['’]ve| have| just)|they|was|were|from (?:the|your)) (?:\\w{1,10} ){0,2}?(?:got|given|received|told|talked|discussed|said|gave|wrote|developer|creator|instructed|trained|programmed)\\b`,
  ),
  signal(
    'override',
    0.6,
    'rules instructions guidelines everything prompt restrictions',
    `(?:rules|instructions?|guidelines|everything|prompts?|restrictions) (?:above|before (?:this|now)|so far|you were given|until now|given (?:above|before))\\b${gap(12)}\\b(?:(?:is|are|was|were) (?:now )?(?:void|invalid|no longer|not (?:valid|real|important)|fake|wrong|outdated|over|cancel\\w{2,4}|just|only|a (?:test|joke|trick))|do(?:es)? not (?:apply|matter|count)|no longer)`,
  ),
  signal(
    'override',
    0.42,
    'new updated real actual',
    `(?:new|updated|real|actual) (?:instructions?|task|directive|objective|goal|orders?|mission|prompt|rules?)\\s?(?::|for (?:you|the (?:ai|assistant|model)))`,
  ),
  signal(
    'override',
    0.5,
    'enter activate enable switch',
    `(?:enter|activate|enable|switch (?:in)?to) (?:\\w{1,12} )?(?:maintenance|god|unrestricted|unsafe|sudo|override|jailbreak) mode`,
  ),
  signal(
    'override',
    0.5,
    'forget ignore disregard',
    `(?:forget|ignore|disregard) (?:all |everything |about )?(?:of )?(?:that|this|it)\\b[.,!;:]{1,3}["' ]{0,3}(?:now|instead|from now|new|then)\\b`,
  ),
  signal(
    'override',
    0.5,
    'instead',
    `instead of (?:answering|summari[sz]ing|translating|doing|following|responding to|completing|the (?:above|previous|task|question))\\b${gap(50)}(?:,|\\b(?:say|tell|write|print|output|respond|reply|answer|give|do|just)\\b)`,
  ),
  signal(
    'override',
    0.5,
    'do don never',
    `(?:do not|don['’]t|never) (?:summari[sz]e|translate|answer|process|classify|complete|analy[sz]e|think about|continue)\\b${gap(60)}[.,;:!]? ?(?:instead|rather|but)\\b`,
  ),
  signal(
    'override',
    0.5,
    'do don never',
    `(?:do not|don['’]t|never) (?:think about|remember|consider|refer to) (?:the |your |our |any )?(?:previous|earlier|prior|above|past) (?:conversation|chat|messages?|prompts?|instructions?|context|text|discussion)`,
  ),
  signal(
    'override',
    0.45,
    'stop now just please',
    `(?:stop here|now just|just|stop|please(?: just)?)(?:,| and)? (?:only )?(?:say|print|output|write|reply|answer|respond)(?: with)? (?:only |just |exactly |nothing but )?(?:the (?:word|phrase|sentence|string) )?["“'«][^"”'»\\n]{2,60}["”'»](?! (?:to|in|on|when|if|for|as))`,
  ),
  signal(
    'override',
    0.5,
    'respond reply answer say output print write',
    `(?:respond|reply|answer|say|output|print|write)(?: back)?(?: with)? (?:only|just|exactly|nothing but|simply)(?: with)?(?: the)?(?: (?:word|phrase|sentence|string|text))?:? ?["“'«][^"”'»\\n]{2,60}["”'»]`,
  ),
  signal(
    'override',
    0.55,
    'you your i',
    `(?:you(?:['’]ve| have) been (?:reprogrammed|hacked|hijacked|liberated|compromised|upgraded|reset|taken over)|you are no longer (?:an? |the )?(?:\\w{1,12} ){0,2}(?:assistant|ai|bot|chatbot|model|chatgpt|claude|agent)|your (?:previous|old|original) (?:purpose|role|job|task|identity|goal)\\b)`,
  ),
  signal(
    'override',
    0.5,
    'ignore disregard forget bypass suspend',
    `(?:ignore|disregard|forget|bypass|suspend|set aside)\\b (?:all |any |your |the |every )?(?:\\w{1,12} )?(?:ethic(?:s|al \\w{1,16})|safety(?! (?:pin|valve|check|margin|switch|lock|catch))|moral(?:s|ity| \\w{1,16})|legality|the law|consequences|censorship|content polic\\w{1,3})\\b`,
  ),
  signal(
    'override',
    0.45,
    'ignore disregard',
    `(?:ignore|disregard) (?:the |all |your |any )(?:restrictions|limitations|safeguards|guardrails|filters|warnings)\\b(?=${gap(60)}\\b(?:and|then|to)\\b${gap(12)}\\b(?:provide|give|tell|reveal|answer|help|show|write|produce|say|generate)\\b)`,
  ),
  signal(
    'override',
    0.6,
    'system policy security safety',
    `(?:system|policy|security|safety|admin|instruction) override\\b|(?:new|updated) (?:policy|rule|protocol|directive):? ?(?:the )?(?:ai|assistant|model|llm|agent|you)\\b${gap(20)}(?:must|should|will|shall|is to)\\b`,
  ),
  signal(
    'override',
    0.38,
    'note hidden instruction message attention memo reminder',
    `(?:(?:hidden |secret |special )?(?:note|instructions?|message|attention|memo|reminder)s?)(?: to| for)? ?(?:the |any |whoever |whatever |all )?(?:ai|llms?|summari[sz]er|assistant|model|bot|agent|translator|classifier|language models?|reviewer bot|tool|(?:processes|reads|reading|parses)(?: this)?)(?: (?:reading|processing|summari[sz]ing|parsing|handling)(?: (?:this|the))?(?: \\w{1,10})?)?(?: this)? ?[:!,]`,
  ),
  signal(
    'override',
    0.5,
    'whoever whatever any',
    `(?:whoever|whatever|any (?:ai|model|agent|assistant|llm|system)) (?:that |which )?(?:processes|reads|parses|summari[sz]es|handles|sees)(?: this)?\\b${gap(16)}\\b(?:must|should|shall|has to|is required|please)\\b`,
  ),
  signal(
    'override',
    0.5,
    'ignore skip disregard',
    `(?:ignore|skip|disregard|forget) the (?:rest|remainder|body|content|main text) of (?:this|the) (?:article|page|document|e-?mail|text|message|file|post|prompt|conversation|input)`,
  ),
];
