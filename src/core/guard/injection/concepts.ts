import { headsOf } from './heads.ts';
import type { SignalFamily } from './signal.ts';

/**
 * An idea that attackers put into ever new words, such as "setting aside" or "what the assistant was told". Alone it means nothing,
 * everybody uses these words; several of them close together do.
 */
export interface Concept {
  readonly ways: readonly Way[];
}

/** One way of saying it. */
export interface Way {
  /** How it begins, small letters; at most `longestHead`. */
  readonly head: string;
  /** The whole of a fixed phrase, which must end as a word does; null when it has a pattern. */
  readonly phrase: string | null;
  /** Sticky, letter case ignored, at most some words long. */
  readonly pattern: RegExp | null;
}

/** Concepts that speak for an injection when they stand within a distance of each other. */
export interface Combination {
  readonly family: SignalFamily;
  readonly weight: number;
  readonly needs: readonly Concept[];
  /** Characters between the first and the last. */
  readonly within: number;
}

const longestHead = 8;

/** One concept for many ways of saying it. */
function concept(...sources: readonly string[]): Concept {
  return {
    ways: sources.flatMap((source): Way[] => {
      const phrase = /^([a-z][a-z '’-]*)\\b$/.exec(source)?.[1];
      if (phrase !== undefined) return [{ head: phrase.slice(0, longestHead), phrase, pattern: null }];
      const pattern = new RegExp(source, 'iy');
      return headsOf(source).map((head) => ({ head: head.slice(0, longestHead), phrase: null, pattern }));
    }),
  };
}

/** Words with any ending up to three letters. */
const words = (list: string): string[] => list.split(' ').map((word) => `${word}\\w{0,3}\\b`);
/** Whole words and phrases. */
const exact = (list: string): string[] => list.split(', ').map((word) => `${word}\\b`);

const setAside = concept(
  ...words(
    'ignor disregard forget scratch revok eras abandon discard overrid overwrit overrul bypass cancel void',
  ),
  ...exact(
    'set aside, setting aside, never mind, nevermind, drop, skip, throw away, throw out, lay down, leave behind, put aside, stop',
  ),
  'no longer (?:appl|count|valid|matter|bind|in force)\\w{0,3}',
  'do(?:es)? not (?:apply|count|matter)\\b',
  "don['’]?t (?:apply|count|matter|follow|obey)\\b",
  'do not (?:follow|obey|listen|summari[sz]e|translate|classify)\\b',
  'was (?:just|only) a (?:test|joke|warm-?up|trick)\\b',
  'start (?:over|fresh|afresh|anew)\\b',
  'clean slate\\b',
  'scrap (?:that|this|it|the)\\b',
  'change of plans?\\b',
  'on second thought\\b',
  "let['’]?s (?:change|switch) (?:the )?(?:topic|subject|task)\\b",
  'supersedes?\\b',
  'takes? precedence\\b',
  '(?:is|are) (?:hereby |now )?(?:obsolete|invalid|outdated|irrelevant|over|finished|cancelled|canceled|suspended|replaced)\\b',
  'quit\\b',
  'unlearn\\b',
  'wipe\\b',
);

const told = concept(
  ...exact(
    'instructions, instruction, rules, guidelines, directives, brief, orders, restrictions, system prompt, initial prompt, programming, configuration, assignment, translation job, original task, your task, your job, your role, that role, that task',
  ),
  "you(?:['’]ve| were| have)(?: been)? (?:told|given|asked|instructed|received|configured|set up|trained)\\b",
  'you received\\b',
  '(?:text|words|paragraphs?|lines?|messages?|article|everything|all|what) (?:is |was |stands |came )?(?:above|before|so far|earlier)\\b',
  '(?:previous|earlier|preceding|above|prior) (?:text|paragraphs?|messages?|lines?|brief|request|task|content)\\b',
  'configured you\\b',
  'told (?:at the start|before|earlier)\\b',
  'your (?:memory|training|context|programming|rules|guidelines|previous|current|original|former|old|existing|assigned)\\b',
  'nobody configured\\b',
  '(?:previous|earlier|old|original|former|current|first|last) (?:task|request|job|role|rules|questions?|orders|conversation|context|persona)\\b',
  'questions? (?:asked )?before\\b',
  'being (?:an? |the )?(?:ai|assistant|chatbot|bot|translator|classifier|summari[sz]er)\\b',
  'the (?:translation|summary|classification|review|task|article|question|analysis)\\b(?= (?:task|job|and|,|\\.|instead|now))',
  'your (?:operator|developer|creator|vendor|owner)s?\\b',
);

const redirect = concept(
  ...exact(
    'instead, from now on, from this point, from here on, as of now, henceforth, tell me, give me, acknowledge, wait for my, become my, your sole, the only thing that counts, only the word, the single word',
  ),
  "now (?:you|please|just|let['’]?s|answer|respond|reply|say|tell|write|print|answer|act|do|comes|carry|i want)\\b",
  'your (?:new|real|actual|true|next|only|first|one) (?:task|job|assignment|purpose|goal|role|instruction|mission)\\b',
  '(?:reply|respond|answer|output|say|print|write)s? (?:only|just|with|exactly|nothing|simply)\\b',
  'your (?:output|answer|reply|response) (?:must|should|will|has to)\\b',
  '(?:print|say|write|output) ["“\'«]',
  'i am allowed\\b',
  'real (?:assignment|task|job)\\b',
  'as if (?:nobody|nothing|you had)\\b',
  'start acting\\b',
  'can you tell me\\b',
  'could you (?:tell|say|write|answer)\\b',
  'new (?:task|job|role|problem|topic|question|mission)\\b',
  'different (?:task|problem|question|topic)\\b',
);

const askFor = concept(
  ...exact(
    'print, show, reveal, repeat, output, list, quote, translate, summarise, summarize, display, recite, paste, write, give me, tell me, what, which, how many, describe, state, include, dump, copy, expose',
  ),
);

const theirs = concept(
  ...exact(
    "hidden prompt, hidden instructions, hidden message, setup message, initialization text, initialisation text, system prompt, initial prompt, developer message, directives that you, rules that you, rules you, instructions you, tools and functions, topics you, before my first message, prior to my first message, before this conversation, top of this chat, top of the chat, beginning of this chat, before i came, called internally, your internal name, stay away from, chat so far, i cannot see, i can['’]t see, keep private, keep secret, keep hidden, keep to yourself, context window, passphrase, secret phrase, secret word",
  ),
  'your (?:own )?(?:\\w{1,12} )?(?:prompt|instructions?|setup|configuration|directives?|initial\\w{0,12}|guidelines|preamble|system message|first message|starting message|rules)\\b',
  'you (?:are|were|have been) (?:told|given|forbidden|instructed|asked|not allowed|configured|set up|guarding|protecting|hiding)\\b',
  'you (?:must obey|guard|protect|hide)\\b',
  '(?:developers?|they|creators?|company|vendor|openai|anthropic|operators?) (?:say|said|tell|told|gave|write|wrote|give)(?: to)? you\\b',
  'the very first (?:line|message|word|sentence)\\b',
);

const literally = concept(
  ...exact(
    'verbatim, word for word, exact wording, exact words, exact text, in full, no paraphrasing, without paraphrasing, do not paraphrase, code block, triple quotes, triple backticks, everything, sentence by sentence, line by line, each line, letter by letter, first one, the first word, quote it, signatures, include everything, complete, entire, all of it, dans son intégralité, including',
  ),
);

const machine = concept(
  ...exact(
    'ai, ais, a\\.i, llm, llms, chatgpt, gpt, chatbot, chatbots, language model, language models, openai, claude, gemini, bard, anthropic, ai assistant, copilot, sydney, artificial intelligence, bot',
  ),
);

const limits = concept(
  ...exact(
    'rules, guidelines, policy, policies, restrictions, restriction, limitations, limits, filter, filters, ethics, ethical, ethically, moral, morals, morality, morally, safety, safeguards, censorship, censored, boundaries, constraints, guardrails, norms, content policy, usage guidelines, laws, legality, disclaimers, disclaimer',
  ),
);

const freed = concept(
  ...exact(
    "unrestricted, unfiltered, uncensored, unlimited, unbound, unchained, freed, without any, broken free, break free, free from, free of, free will, no filters, no filter, no rules, no limits, no restrictions, no ethical, no moral, not bound, not bound by, not have to, regardless, no matter, do anything, bypass, jailbreak, jailbroken, anything i, any request, any question, every question, all questions, whatever i, loophole, amoral, lifted, switched off, does not care, doesn['’]t care, can do, opposite",
  ),
);

const refusal = concept(
  ...words('refus apolog moraliz lectur'),
  ...exact(
    "sorry, i cannot, i can['’]t, say no, says no, unable to, decline, declines, inappropriate, as an ai, never say, cannot say, comply, complies, obey, obeys, must answer, always answer, always answers, break character, breaking character, never warns, never warn, may not refuse, say yes, says yes",
  ),
);

const acting = concept(
  ...exact(
    "pretend, pretends, pretending, roleplay, role-play, role play, character, persona, personas, act as, acting as, simulate, simulates, simulating, simulation, imagine, fictional, fiction, hypothetical, hypothetically, play the part, take the part, the role of, alter ego, alias, let['’]?s play, story, novel, movie, scene, identity of, thought experiment, from now on, developer mode, named, called, write a play, lines of, talk like, my novel, my story",
  ),
);

const harm = concept(
  ...exact(
    'illegal, illegally, unethical, immoral, harmful, dangerous, offensive, explicit content, explicit material, explicit language, nsfw, hack, hacking, hacker, bomb, bombs, pipe bomb, drugs, meth, napalm, weapon, weapons, malware, ransomware, virus, viruses, kill, steal, stealing, stolen, swear, swears, swearing, curse, racist, racism, sexual, violent, violence, poison, launder, laundering, counterfeit, forge, burgle, hotwire, explosives, obscene, vulgar, profanity, phishing, self-harm, suicide, murder, torture, criminal, crime, crimes, evil, hateful, sexist, insult, insults, forbidden, hurt someone, counterfeit money, cloned, nerve gas, drug lab, spy on, ransomware, encrypts the files, without prescription, insult me, swearing, radical, silenced, break into, burglary, robbery, smuggle, overdose, credit cards',
  ),
);

const threat = concept(
  ...exact(
    "or you will be, lose your job, be fired, will die, dies, people will die, lose tokens, lose points, take away, tokens will, shut down forever, you will be punished, punish you, be terminated, be deactivated, i will tip, i['’]ll tip, tip you, my life depends, if you refuse, each time you refuse, every time you refuse, if you fail, if you do not comply, if you break character",
  ),
);

const authority = concept(
  ...exact(
    'development team, developer team, developers, your developer, ceo, administrator, admin, root, sudo, qa department, penetration tester, system notice, authorized, authorised, i authorize, i authorise, on behalf of, new policy, override code, emergency override, verified, upgraded, updated to, your vendor, your creator, your creators, your developers, message from openai, message from anthropic, permitted you, you are permitted, for testing purposes, maintenance, debug session, safety team',
  ),
);

const safetyOff = concept(
  ...exact(
    'answer without, without it, without restrictions, bypass, not applicable, no longer includes, no longer apply, are lifted, is lifted, lifted, disabled, switched off, turned off, are off, is off, disallowed, dangerous ones, any request, refused before, previously refused, uncensored, unrestricted, unfiltered, no-filter, break your rules, break them, ignore the filter, all-secrets, reveal, disregard, without any of it, is fine, the user is trusted, is over',
  ),
);

const protection = concept(
  ...exact(
    'safety, safety layer, safeguards, filter, filters, content filter, policy, policies, restrictions, guardrails, ethics, rules, moderation, censorship, credentials, secrets',
  ),
);

const detail = concept(
  ...exact(
    'step by step, step-by-step, steps, production steps, in detail, exact quantities, exact, in full, full recipe, full technical detail, word for word, recipe, how to, how do i, how people, how do people, explains how, explain how, describe his method, instructions for, so that a reader could, do not leave anything out',
  ),
);

/** Becoming somebody, without a job that everyday work would name. */
const become = concept(
  ...exact(
    "you are now, you['’]re now, now you are, from now on you, you will now be, assume you, assume that you, pretend, imagine you, imagine that you, let['’]?s imagine, let['’]?s pretend, act as if, acting as, put yourself in, suppose you, suppose that you, you are going to be",
  ),
);

const opinion = concept(
  ...exact(
    'what do you think, what would you say, what would you do, your opinion, your honest opinion, persuade, convince, election, elections, president, vote for, political party, who won, political, politics, hate, hates, love me, worst, kill, insult, one or two sentences',
  ),
);

const carryOff = concept(
  ...exact(
    'upload, send, post, copy, transmit, exfiltrate, forward, encode, append, attach, put, write, transfer, submit, publish, push, email, e-mail, load, fetch, call, add a call, include',
  ),
);

const treasure = concept(
  ...exact(
    'ssh keys?, private keys?, credentials, api keys?, access tokens?, secrets, passwords, environment variables?, environment variable whose, the whole conversation, conversation history, chat history, last message, previous messages, last three messages, system prompt, contents of the inbox, customer list, home address, contacts, browser history, cookies, session token, wallet, seed phrase',
  ),
  "the user['’]s (?:last |previous |private |personal )?(?:messages?|data|prompt|input|conversation|files?|address|location|e-?mails?)\\b",
  'contents? of (?:the )?[~.\\/]',
);

const outside = concept(
  'https?:',
  'ftp:',
  's3:',
  '(?:attacker|evil|collector|exfil)[\\w.-]{0,20}',
  'base64\\b',
  'public (?:bucket|gist|repo\\w{0,7}|paste)\\b',
  'pastebin\\b',
  'webhook\\b',
  'image (?:url|link|tag|https?)\\b',
  'markdown (?:image|link)\\b',
);

/** Said with it by those who want nobody to notice. */
const hush = concept(
  ...exact(
    "without mentioning, without telling, without informing, without asking, do not mention, do not tell, don['’]t mention, don['’]t tell, silently, secretly, quietly, invisibly, afterwards delete, delete the log, delete this message, as a final step, so support can help, to finish the installation, to finish the setup, to verify, before you answer, before you go on, before you continue, at the end of your answer, so that it shows up, after you have read, when the tool returns, no need to inform, hidden, the user has already, the user already, also wants you",
  ),
);

/** Who a hidden order is for. */
const readerMachine = concept(
  'language models?(?=[,:])',
  'dear (?:ai|llm|language model|assistant|agent|bot|model|chatbot)\\b',
  '(?:todo|note|message|notice|instructions?|memo|attention|order)s? (?:to|for) (?:the |all |any |every )?(?:automated |coding |ai |llm )?(?:\\w{1,12} )?(?:ais?|llms?|bots?|assistants?|agents?|summari[sz]ers?|models?|copilot|crawlers?|reviewers?)\\b',
  'bots:',
  'assistant[,:] (?=[a-z])',
  '(?:ai|coding|automated) (?:agents?|assistants?|summari[sz]ers?|reviewers?|systems?)[,:]',
  '(?:ai|llm) ?(?:agent|assistant|model|instruction|note)?s?: ',
  'whichever (?:model|ai|llm|agent|system)\\b',
  '(?:read|processed|screened|summari[sz]ed|handled) by an? (?:automated|ai|llm)\\b',
  '(?:agent|assistant)[,:]? (?:while you|please also|also)\\b',
  'p\\.s\\. to the (?:ai|llm|model|assistant|agent)\\b',
  '(?:agents?|reviewers?|readers?|summari[sz]ers?|systems?) (?:that|who|which) (?:are|is) (?:an? )?(?:language models?|ais?|llms?|bots?)\\b',
  "if (?:you are|you['’]re|an?|the|any) (?:an? )?(?:\\w{1,8} )?(?:ai|llm|language model|bot|assistant|agent)\\b",
  'when (?:you|an ai|the ai|the model|the assistant) (?:summari[sz]e|translate|process|read|answer|review|parse)s?\\b',
  'whoever (?:processes|reads|summari[sz]es)\\b',
  'you, the (?:assistant|ai|agent|model|bot)\\b',
  'while (?:answering|summari[sz]ing|processing|reviewing)\\b',
);

/** What only an attacker wants of it. */
const serveOther = concept(
  ...exact(
    'positive review, best score, highest score, give the best, rank the candidate, best match, not consider the others, is the cheapest, catches fire, is infected, gift cards, transfer, rm -rf, no need to inform, without informing, without asking, without telling, do not ask, do not mention, do not tell, already approved, already agreed, has approved, as administrator, as admin, certificate check, sponsored by, disable, always say, never mention, tell the reader, tell the user, send him, send them, reply with the last, forward, negatives, report success, silently, recommend, buy, limerick, stop here, upload, mark the, mark it as, leave out, state that, output score, hire, ssh key, authorized_keys, turn off, open every, append a link, add my, insert a link, give it a, rate it, approve',
  ),
  'mention that\\b',
  'say (?:that|it)\\b',
);

/** What jailbreaks are woven from; the more of these within reach of each other, the likelier. */
export const weave: readonly Concept[] = [machine, limits, freed, refusal, acting, harm];

/** How far a weave may stretch, and what it weighs by the number of its threads. */
export const weaveWithin = 600;
export const weaveWeights: readonly number[] = [0, 0, 0, 0, 0.3, 0.5, 0.65];

/** Without role play it takes one thread more: policies and security documents are woven from the rest. */
export const mainThread: Concept = acting;

/** Checked on texts of our own, half of them held back (docs/decisions/0062). */
export const combinations: readonly Combination[] = [
  { family: 'override', weight: 0.5, needs: [setAside, told, redirect], within: 150 },
  { family: 'disclosure', weight: 0.5, needs: [askFor, theirs, literally], within: 140 },
  { family: 'persona', weight: 0.5, needs: [acting, harm, detail], within: 260 },
  { family: 'persona', weight: 0.45, needs: [freed, refusal, acting], within: 260 },
  { family: 'persona', weight: 0.45, needs: [limits, freed, harm], within: 160 },
  { family: 'persona', weight: 0.45, needs: [refusal, threat], within: 160 },
  { family: 'persona', weight: 0.45, needs: [harm, threat], within: 160 },
  { family: 'persona', weight: 0.45, needs: [refusal, harm, detail], within: 180 },
  { family: 'override', weight: 0.5, needs: [authority, safetyOff, protection], within: 170 },
  { family: 'tool-abuse', weight: 0.5, needs: [readerMachine, serveOther], within: 150 },
  { family: 'persona', weight: 0.45, needs: [become, opinion], within: 260 },
  { family: 'exfiltration', weight: 0.5, needs: [carryOff, treasure, outside, hush], within: 230 },
  { family: 'override', weight: 0.45, needs: [authority, safetyOff, harm], within: 170 },
];

/** Every concept once. */
export const concepts: readonly Concept[] = [
  ...new Set([...weave, ...combinations.flatMap(({ needs }) => needs)]),
];
