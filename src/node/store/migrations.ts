/**
 * One step of the schema. Steps are only ever appended, and never edited once released: the n-th brings a database from user_version
 * n - 1 to n. A step may add tables, columns and indexes but not drop or rename them, so that an older Whetstone can still read.
 */
export interface Migration {
  readonly what: string;
  readonly sql: string;
}

export const migrations: readonly Migration[] = [
  {
    what: 'history of enhancements',
    // Small columns and texts are apart, so that a list of thousands reads few pages. The search index holds no copy of the texts;
    // HistoryTable keeps it in step (deleting everything row by row through triggers would take minutes).
    sql: `
      CREATE TABLE enhancement (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        title TEXT NOT NULL,
        workspace TEXT,
        source_kind TEXT NOT NULL,
        source_uri TEXT,
        source_start INTEGER,
        source_end INTEGER,
        score_before INTEGER NOT NULL,
        score_after INTEGER NOT NULL,
        style TEXT NOT NULL,
        provider TEXT NOT NULL,
        model TEXT NOT NULL,
        input_tokens INTEGER NOT NULL,
        output_tokens INTEGER NOT NULL,
        cost_usd REAL,
        masked INTEGER NOT NULL,
        outcome TEXT NOT NULL
          CHECK (outcome IN ('pending', 'accepted', 'acceptedEdited', 'rejected', 'dismissed')),
        decided_at INTEGER,
        edit_distance INTEGER,
        rating INTEGER CHECK (rating BETWEEN 1 AND 5)
      ) STRICT;
      CREATE INDEX enhancement_by_time ON enhancement (created_at, key);
      CREATE TABLE enhancement_text (
        key INTEGER PRIMARY KEY REFERENCES enhancement (key),
        original TEXT NOT NULL,
        result TEXT NOT NULL,
        edited TEXT,
        comment TEXT NOT NULL,
        detail TEXT NOT NULL
      ) STRICT;
      CREATE VIRTUAL TABLE enhancement_search USING fts5 (
        original, result, edited, comment,
        content = 'enhancement_text', content_rowid = 'key', tokenize = 'trigram remove_diacritics 1'
      );
      INSERT INTO enhancement_search (enhancement_search, rank) VALUES ('secure-delete', 1);
    `,
  },
];
