/** A search as SQL conditions over `enhancement e`, with their parameters. */
export interface SearchCondition {
  readonly sql: string;
  readonly parameter: string;
}

/**
 * Turns what a user types into conditions that must all hold. Terms of three characters and more go through the trigram index; shorter
 * ones, which it cannot find, look through the texts.
 */
export function searchConditions(text: string): SearchCondition[] {
  const terms = termsOf(text);
  const indexed = terms.filter((term) => characters(term) >= 3);
  const conditions = terms.filter((term) => characters(term) < 3).map(scanFor);
  if (indexed.length === 0) return conditions;
  const match = indexed.map((term) => `"${term.replaceAll('"', '""')}"`).join(' AND ');
  const sql = 'e.key IN (SELECT rowid FROM enhancement_search WHERE enhancement_search MATCH ?)';
  return [{ sql, parameter: match }, ...conditions];
}

const termLimit = 20;

/** The words of a search, `"quoted words"` kept together; at most 20 terms of 200 units. */
export function termsOf(text: string): string[] {
  const found = text
    .slice(0, 4000)
    .toWellFormed()
    .replaceAll('\0', ' ')
    .matchAll(/"([^"]+)"|([^\s"]+)/gu);
  const terms = Array.from(found, (match) => (match[1] ?? match[2] ?? '').trim().slice(0, 200));
  return terms.filter((term) => term !== '').slice(0, termLimit);
}

function scanFor(term: string): SearchCondition {
  const pattern = `%${term.replaceAll(/[\\%_]/gu, '\\$&')}%`;
  const texts = "original || char(10) || result || char(10) || coalesce(edited, '') || char(10) || comment";
  return {
    sql: `e.key IN (SELECT key FROM enhancement_text WHERE ${texts} LIKE ? ESCAPE '\\')`,
    parameter: pattern,
  };
}

function characters(term: string): number {
  return Array.from(term).length;
}
