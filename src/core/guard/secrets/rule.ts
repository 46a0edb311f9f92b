/** What kind of secret it is; decides the default action and the name of the placeholder. */
export type SecretClass = 'key' | 'token' | 'password' | 'private-key' | 'connection' | 'webhook';

/** A token that is known by its own form: it starts with (or holds) something that hardly anything else does. */
export interface TokenRule {
  readonly id: string;
  readonly secretClass: SecretClass;
  /** Literals, one of which every match holds. They are found in one pass over the text; `pattern` runs only there. */
  readonly anchors: readonly string[];
  /** Matches from the anchor on (from `back` characters before it when given). Bounded, so that the whole scan is linear. */
  readonly pattern: RegExp;
  /** At most this many characters of the match stand before the anchor. */
  readonly back?: number;
  /** Shannon entropy in bits a character that the match must have; 3 unless given. */
  readonly entropy?: number;
  /** Letters just before or after the match are fine (the match is delimited by its own form). */
  readonly open?: boolean;
  /** Checks the vendor's own checksum. True proves the token; false proves nothing, since test tokens carry none. */
  readonly proves?: (match: string) => boolean;
}

/** The everyday token rule: anchors at the start, then a body. `body` is the source of a regular expression. */
export function token(
  id: string,
  anchors: string | readonly string[],
  body: string,
  options: Partial<Omit<TokenRule, 'id' | 'anchors' | 'pattern'>> & { ignoreCase?: boolean } = {},
): TokenRule {
  const { ignoreCase, ...rest } = options;
  return {
    id,
    secretClass: 'token',
    anchors: typeof anchors === 'string' ? [anchors] : anchors,
    pattern: new RegExp(body, ignoreCase === true ? 'iy' : 'y'),
    ...rest,
  };
}
