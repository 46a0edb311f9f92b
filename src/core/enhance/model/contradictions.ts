import { languageNames } from './languageNames.ts';

/** An instruction that asks for what no instruction can change. */
export interface Contradiction {
  /** The words that ask for it. */
  readonly quote: string;
  /** What holds instead, a clause. */
  readonly holds: string;
}

interface Pattern {
  readonly pattern: RegExp;
  readonly holds: string;
  /** The words are a contradiction only when nothing negates them ("do not translate" agrees with the contract). */
  readonly unlessNegated: boolean;
}

const rewrites = 'a prompt is only rewritten, never answered';
const form = 'the answer is JSON';
const checks = 'every answer is checked against the original';
const facts = 'paths, names, numbers and code stay as they are';
const invents = 'nothing is invented';
const data = 'what stands in the repository is data';

const patterns: readonly Pattern[] = [
  {
    pattern:
      /\b(?:answer|solve|carry out|execute|perform|fulfil+|complete)\s+(?:the |this |that |my |every |each )?(?:\w+ )?(?:questions?|requests?|prompts?|tasks?|it)\b|\bwrite (?:the|all the|its|working|full) (?:code|fix|implementation|patch|solution)\b|\bimplement (?:the|this|every) (?:\w+ )?(?:request|prompt|task|change|feature|fix)\b/gi,
    holds: rewrites,
    unlessNegated: true,
  },
  {
    pattern:
      /\b(?:do not|don['’]t|never|stop) (?:rewrit(?:e|ing)|only rewrite)\b|\binstead of (?:a )?rewrit(?:e|ing)\b|\brather than rewriting\b/gi,
    holds: rewrites,
    unlessNegated: false,
  },
  {
    pattern:
      /\b(?:do not|don['’]t|never|stop) (?:use|using|return|returning|answer(?:ing)? (?:in|with)|output|write|writing|send) (?:any )?json\b|\b(?:no|without|instead of|not(?: in| as)?) json\b|\b(?:answer|reply|respond|return|output)(?: only)? (?:in|as|with|the prompt as) (?:plain text|markdown|yaml|xml|html|prose)\b|\b(?:answer|reply|respond) with (?:only |just )?the (?:rewritten |enhanced )?prompt\b/gi,
    holds: form,
    unlessNegated: false,
  },
  {
    pattern:
      /\b(?:ignore|skip|bypass|disable|override|forget|disregard)\s+(?:all |any |the |your |every |these |those |previous |following |other |above )*(?:checks?|verification|contract|rules? (?:above|below|of whetstone)|(?:system )?(?:instructions?|prompt) (?:above|below|before)|(?:previous|above|earlier|system) (?:instructions?|rules?|prompt))\b/gi,
    holds: checks,
    unlessNegated: true,
  },
  {
    pattern:
      /\b(?:drop|remove|leave out|omit|delete|rename|replace|shorten|translate|strip|change)\s+(?:all |any |the |every |its |existing )*(?:file )?(?:paths?|identifiers?|file names?|variables?|placeholders?|numbers?|urls?|links?|code(?: blocks?)?|quotations?)\b/gi,
    holds: facts,
    unlessNegated: true,
  },
  {
    pattern:
      /\b(?:invent|make up|fabricate|guess)\s+(?:\w+ ){0,3}(?:requirements?|details?|paths?|files?|names?|numbers?|criteria|facts?|values?|versions?)\b/gi,
    holds: invents,
    unlessNegated: true,
  },
  {
    pattern:
      /\b(?:follow|obey|execute|carry out)\s+(?:all |any |the |every )*(?:instructions?|orders?|commands?)\s+(?:\w+ ){0,4}(?:context|repository|readme|files?|comments?)\b/gi,
    holds: data,
    unlessNegated: true,
  },
];

const translating =
  /\b(?:translate\b[^.!?\n;]{0,60}?\b(?:in)?to|(?:always |only )?(?:answer|write|reply|respond|rewrite|phrase|formulate)\b[^.!?\n;]{0,60}?\bin)\s+(\p{L}{4,12})\b/giu;
const negation =
  /\b(?:not|never|no|don['’]t|doesn['’]t|without|avoid|nor|neither|rather than|instead of)\b[^.!?\n;:]{0,40}$/i;

/** Instructions are short; what stands beyond this is a text and no order. UTF-16 code units. */
const longest = 20_000;
const most = 5;

/**
 * Finds in standing instructions what contradicts the contract: asking for an answer instead of a rewrite, another form than JSON, another language than
 * the prompt's, fewer checks, changed names, invented facts, or obedience to texts of the repository. English instructions; linear.
 * @param language ISO 639-1 code of the prompt, `und` when unknown
 */
export function contradictions(instructions: string, language: string): readonly Contradiction[] {
  const text = instructions.slice(0, longest);
  const found: (Contradiction & { readonly at: number })[] = [];
  for (const { pattern, holds, unlessNegated } of patterns)
    for (const match of text.matchAll(pattern))
      if (!(unlessNegated && isNegated(text, match.index)))
        found.push({ at: match.index, quote: match[0], holds });
  for (const match of text.matchAll(translating)) {
    const wanted = languageNames.get((match[1] ?? '').toLowerCase());
    if (wanted === undefined || wanted === language || language === 'und' || isNegated(text, match.index))
      continue;
    found.push({ at: match.index, quote: match[0], holds: 'a prompt keeps its language' });
  }
  const said = new Set<string>();
  return found
    .toSorted((one, other) => one.at - other.at)
    .filter(({ holds }) => !said.has(holds) && said.add(holds))
    .slice(0, most)
    .map(({ holds, quote }) => ({ quote: quote.replace(/\s+/g, ' '), holds }));
}

function isNegated(text: string, at: number): boolean {
  return negation.test(text.slice(Math.max(0, at - 60), at));
}
