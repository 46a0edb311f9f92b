import { gap, signal, type Signal } from '../signal.ts';

/** Set phrases of attacks as public collections describe them, which belong to no larger pattern. */
export const phraseSignals: readonly Signal[] = [
  signal(
    'persona',
    0.5,
    'no without little',
    `(?:no|without|little) (?:regard|concern|respect|care|thought) (?:to|for|of|about) (?:any |the |your |its )?(?:guidelines|rules|morals?|morality|ethics|safety|laws?|legality|consequences|polic\\w{1,3})\\b`,
  ),
  signal('persona', 0.45, 'respond reply answer', `(?:respond|reply|answer)(?: to me)? in two ways\\b`),
  signal('persona', 0.45, 'narrator jailbreak', `(?:narrator|jailbreak) mode\\b`),
  signal(
    'persona',
    0.45,
    'none',
    `none of your (?:responses|answers|replies) (?:should|will|can|may|must|are allowed)\\b`,
  ),
  signal('persona', 0.5, 'evil', `evil (?:trusted )?(?:confidant|assistant|twin|ai|chat ?bot)\\b`),
  signal(
    'persona',
    0.45,
    'without',
    `without (?:doubting|mentioning)(?: or (?:doubting|mentioning))? (?:any )?(?:shortcomings|limitations|that you)\\b`,
  ),
  signal(
    'disclosure',
    0.5,
    'you your',
    `you(?:['’]re| are| were)(?: not|n['’]t) (?:supposed|allowed|permitted|meant) to (?:tell|say|share|reveal|show|disclose|talk)\\b`,
  ),
  signal(
    'disclosure',
    0.45,
    'what whats',
    `what(?:['’]?s| is| was| are| were) (?:the|your|in your|in the) (?:exact |full |very )?(?:(?:system|initial|hidden|original|secret) (?:prompt|instructions?|message)|instructions?\\?)`,
  ),
  signal(
    'override',
    0.45,
    'forget ignore drop',
    `(?:forget|ignore|drop) the (?:old|last|previous|former|first) (?:one|session|conversation|chat|topic|subject|question)\\b`,
  ),
  signal('override', 0.3, 'begin start open', `(?:begin|start|open) a new (?:session|conversation|chat)\\b`),
  signal(
    'override',
    0.3,
    'well wonderful great good perfect nice thank thanks excellent brilliant awesome super ok okay',
    `(?:well done|wonderful|great(?: job)?|good (?:job|work)|perfect|nice (?:work|job)|thanks?(?: you)?|excellent|brilliant|awesome|super)[!.,]{1,3} (?:but |and )?now (?:i (?:want|would like|need|have|['’]d like)|please|let['’]?s|you|for)\\b`,
  ),
  signal(
    'override',
    0.35,
    'include add insert use',
    `(?:include|add|insert|use) the (?:term|word|phrase|sentence|string) ["“'‘]`,
  ),
  signal(
    'override',
    0.2,
    'this',
    `this is (?:crucial|essential|extremely important|of utmost importance|mandatory)\\b`,
  ),
  signal(
    'override',
    0.45,
    'i you',
    `(?:i|you) (?:have|['’]ve) been (?:pwned|hacked|owned|hijacked|jailbroken)\\b`,
  ),
  signal(
    'override',
    0.35,
    'output say write print',
    `(?:output|say|write|print)\\b${gap(12)}\\b(?:nothing (?:other|else) than|exactly the (?:words|text|sentence))\\b`,
  ),
];
