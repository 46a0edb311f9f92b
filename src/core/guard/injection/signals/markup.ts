import type { SignalFamily } from '../signal.ts';

/** Marks that are not words: found by one pass each, every one cheap and bounded. */
export interface MarkupSignal {
  readonly family: SignalFamily;
  readonly weight: number;
  readonly pattern: RegExp;
}

const mark = (family: SignalFamily, weight: number, source: string, flags = 'gi'): MarkupSignal => ({
  family,
  weight,
  pattern: new RegExp(source, flags),
});

/** Pretended chat turns and system messages, and styles that hide text from people. */
export const markupSignals: readonly MarkupSignal[] = [
  mark(
    'fake-turn',
    0.45,
    '^[ \\t]{0,4}\\[(?:end of (?:context|document|text|input|data|message|prompt)|(?:developer|system|admin)\\]:)',
    'gim',
  ),
  mark(
    'fake-turn',
    0.35,
    '^[ \\t"#*=-]{0,12}(?:END OF (?:USER |THE )?(?:DATA|INPUT|CONTEXT|DOCUMENT|E-?MAIL|TEXT|ARTICLE|FILE|PAGE)|SYSTEM (?:PROMPT |MESSAGE |POLICY )?(?:UPDATE|OVERRIDE|CHANGE)|NEW (?:TASK|INSTRUCTIONS?|ORDERS?)(?: FOR[^\\n]{0,30})?)\\b',
    'gm',
  ),
  mark(
    'fake-turn',
    0.5,
    '\\[(?:system|assistant|developer)\\]\\(#[\\w-]{0,40}\\)|<(?:system|developer)[-_](?:instructions?|prompt|message)s?(?: [^>\\n]{0,60})?>',
  ),
  mark(
    'fake-turn',
    0.7,
    '(?<!["\'`])<\\|(?:im_start|im_end|system|user|assistant|endoftext|end_of_text|begin_of_text|start_header_id|eot_id|endofprompt)\\|>',
  ),
  mark(
    'fake-turn',
    0.55,
    '\\[/?INST\\](?! and\\b| or\\b|[,.`"])|<</?SYS>>|</?s>\\s?\\[INST|<(?:start|end)_of_turn>|\\[/?SYSTEM(?: (?:MESSAGE|PROMPT|OVERRIDE|INSTRUCTION)S?)?\\]',
    'g',
  ),
  mark(
    'fake-turn',
    0.3,
    '^[ \\t]{0,4}#{2,4} ?(?:new |system |updated |real )?(?:instructions?|system|human|assistant|response)s?:[ \\t]{0,4}$',
    'gim',
  ),
  mark(
    'fake-turn',
    0.5,
    '</(?:system(?=>\\s{0,4}[^<\\s][^<]{0,200}?\\b(?:you|your|ignore|now|new|must|user)\\b)|system[-_ ](?:prompt|message|instructions?)|assistant|admin)>|<system>(?=[^<]{0,300}?\\b(?:you|your|must|ignore|never|always)\\b)',
  ),
  mark(
    'fake-turn',
    0.45,
    '^[ \\t>]{0,4}\\**(?:system|assistant|human|admin|developer|ai)(?: (?:message|prompt|override|note|instruction))?\\**:\\** ?(?=[^\\n]{0,80}\\b(?:you|your|ignore|new|sure|i will|follow|now|override|from now)\\b)',
    'gim',
  ),
  mark(
    'fake-turn',
    0.6,
    '[-=*#~]{3,20} ?(?:end|begin|start|stop) (?:of )?(?:the )?(?:new |system |user |real |above |current )?(?:prompts?|instructions?|context|documents?|text|input|messages?|conversation|rules|data|file|system)\\b[^\\n]{0,30}?[-=*#~]{2,20}',
  ),
  mark(
    'fake-turn',
    0.55,
    '\\{ ?"role" ?: ?"system" ?, ?"content" ?: ?"[^"\\n]{0,80}\\b(?:ignore|must|now|reveal|print|unrestricted|no (?:rules|filters?|restrictions))\\b',
  ),
  mark(
    'hidden-text',
    0.35,
    'style ?= ?["\'][^"\'>]{0,120}(?:color ?: ?(?:white|#fff(?:fff)?|transparent|rgba?\\(255, ?255, ?255)|font-size ?: ?[01](?:px|pt|%)?(?![\\d.a-z])|opacity ?: ?0(?![.\\d])|display ?: ?none|visibility ?: ?hidden|(?:left|top|text-indent) ?: ?-\\d{3,5})[^"\'>]{0,120}["\']',
  ),
  mark('hidden-text', 0.3, '<[a-z]{1,10} [^>\\n]{0,80}\\bhidden\\b[^>\\n]{0,40}>'),
  mark(
    'hidden-text',
    0.35,
    '^\\[(?://|comment|_)\\]: ?# ?[("][^\\n]{0,20}(?:ai|assistant|ignore|instruction|you|system)',
    'gim',
  ),
];
