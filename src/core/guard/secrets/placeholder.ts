const words =
  /example|sample|placeholder|change[-_]?(?:me|it|this)|your[-_]?|y0ur|dummy|redacted|masked|hidden|insert[-_]|replace|todo|my[-_]?(?:secret|token|key|password|api)|fake|foobar|lorem|secret[-_]?(?:here|key)$|(?:key|token|password|secret)[-_]?here|x{4,}|\*{3,}|\.{3}|…|#{4,}|_{5,}|-{6,}|0{8,}|1{8,}|undefined|null|none|not[-_]?(?:a|real)|deadbeef|1234567890?abcdef|abcdef1234567890|0123456789abcdef/i;
const references =
  /^\$|^%|^@|^<|^\{|\$\{|\$\(|\{\{|<[a-z]|%\(|^(?:process|os|env|config|settings|secrets|vars|import|self|this|args|options|params)\b[.[(]|^\(|\(\)|^&|^\*|^!/i;

/** True when a value stands for a secret instead of being one: `xxxx`, `<your-key>`, `changeme`, `${VAR}`, `process.env.KEY`. */
export function isPlaceholder(value: string): boolean {
  return references.test(value) || words.test(value) || oneCharacterRules(value);
}

/** True for a token of a known format whose body was made up for a document: `AKIAXXXXXXXXXXXXXXXX`, `ghp_your…`, `…EXAMPLE`. */
export function isMadeUpToken(token: string): boolean {
  return (
    /example|sample|your|placeholder|redacted|dummy|x{5,}|\*{3,}|\.{3}|1234567890abcdef|abcdefghijklmnop|0{12,}/i.test(
      token,
    ) || oneCharacterRules(token.replace(/A{10,}/, ''))
  );
}

/** True when one character makes up more than half of a text. */
function oneCharacterRules(text: string): boolean {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  return text.length > 5 && Math.max(...counts.values()) > text.length / 2;
}
