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
  {
    what: 'ledger, audit, cached answers and counts',
    // Words that repeat (models, workspaces) are written once, in `name`; ids are 16 bytes. ANY columns hold a UUID's bytes or, of an id that is
    // none, its text. Money is in picodollars. `window_at` is null once an attempt has left the longest window, so that the index of the
    // windows stays small. `spend` sums attempts by quarter of an hour (every zone's days begin at one), so that no sum has to walk them.
    sql: `
      CREATE TABLE name (key INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;
      CREATE TABLE attempt (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        request ANY NOT NULL,
        at INTEGER NOT NULL,
        window_at INTEGER,
        workspace INTEGER,
        evaluation INTEGER NOT NULL,
        operation INTEGER NOT NULL,
        provider INTEGER NOT NULL,
        model INTEGER NOT NULL,
        opens INTEGER NOT NULL,
        opens_model INTEGER NOT NULL,
        settled INTEGER NOT NULL,
        input INTEGER NOT NULL,
        cached INTEGER NOT NULL,
        output INTEGER NOT NULL,
        cost INTEGER,
        estimated INTEGER NOT NULL,
        outcome INTEGER,
        error INTEGER,
        latency INTEGER
      ) STRICT;
      CREATE INDEX attempt_by_request ON attempt (request);
      CREATE INDEX attempt_in_window ON attempt (window_at) WHERE window_at IS NOT NULL;
      CREATE INDEX attempt_open ON attempt (key) WHERE settled = 0;
      CREATE TABLE spend (
        bucket INTEGER NOT NULL,
        provider INTEGER NOT NULL,
        model INTEGER NOT NULL,
        requests INTEGER NOT NULL,
        model_requests INTEGER NOT NULL,
        attempts INTEGER NOT NULL,
        failures INTEGER NOT NULL,
        input INTEGER NOT NULL,
        cached INTEGER NOT NULL,
        output INTEGER NOT NULL,
        cost INTEGER NOT NULL,
        unpriced INTEGER NOT NULL,
        estimated INTEGER NOT NULL,
        open INTEGER NOT NULL,
        PRIMARY KEY (bucket, provider, model)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE budget_alert (
        kind TEXT NOT NULL,
        period INTEGER NOT NULL,
        budget INTEGER NOT NULL,
        spent INTEGER NOT NULL,
        reset_at INTEGER NOT NULL,
        taken INTEGER NOT NULL,
        PRIMARY KEY (kind, period, budget)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE notice (what TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE tally (
        what INTEGER NOT NULL,
        bucket INTEGER NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (what, bucket)
      ) STRICT, WITHOUT ROWID;
      CREATE TABLE audit (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id ANY NOT NULL UNIQUE,
        at INTEGER NOT NULL,
        workspace INTEGER,
        action INTEGER NOT NULL,
        provider INTEGER,
        model INTEGER,
        attempts INTEGER NOT NULL,
        input INTEGER,
        output INTEGER,
        cost INTEGER,
        latency INTEGER NOT NULL,
        outcome INTEGER NOT NULL,
        error INTEGER,
        cached INTEGER NOT NULL,
        stale INTEGER NOT NULL,
        fallback INTEGER,
        template INTEGER,
        experiment INTEGER,
        length_before INTEGER,
        length_after INTEGER,
        score_gain INTEGER
      ) STRICT;
      CREATE INDEX audit_by_time ON audit (at);
      CREATE TABLE audit_text (
        key INTEGER PRIMARY KEY REFERENCES audit (key) ON DELETE CASCADE,
        prompt TEXT NOT NULL,
        answer TEXT
      ) STRICT;
      CREATE TABLE answer (
        hash BLOB PRIMARY KEY,
        at INTEGER NOT NULL,
        used_at INTEGER NOT NULL,
        bytes INTEGER NOT NULL,
        operation TEXT NOT NULL,
        completion TEXT NOT NULL
      ) STRICT;
      CREATE INDEX answer_by_use ON answer (used_at, bytes);
    `,
  },
  {
    what: 'versions of templates',
    // Texts are kept once by their hash: a version that is restored, and a template in two places, cost a row and no text.
    sql: `
      CREATE TABLE template (
        key INTEGER PRIMARY KEY,
        place TEXT NOT NULL,
        id TEXT NOT NULL,
        latest INTEGER NOT NULL DEFAULT 0,
        active INTEGER NOT NULL DEFAULT 1,
        usage_count INTEGER NOT NULL DEFAULT 0,
        last_used_at INTEGER,
        deleted_at INTEGER,
        UNIQUE (place, id)
      ) STRICT;
      CREATE TABLE template_text (hash TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
      CREATE TABLE template_version (
        key INTEGER PRIMARY KEY,
        template INTEGER NOT NULL REFERENCES template (key),
        number INTEGER NOT NULL,
        parent INTEGER,
        author TEXT NOT NULL,
        created_at INTEGER NOT NULL,
        note TEXT NOT NULL,
        hash TEXT NOT NULL REFERENCES template_text (hash),
        UNIQUE (template, number)
      ) STRICT;
      CREATE TABLE template_label (
        template INTEGER NOT NULL REFERENCES template (key),
        label TEXT NOT NULL,
        number INTEGER NOT NULL,
        PRIMARY KEY (template, label)
      ) STRICT, WITHOUT ROWID;
      CREATE TRIGGER template_version_stays BEFORE UPDATE ON template_version
        BEGIN SELECT RAISE(ABORT, 'a version never changes'); END;
    `,
  },
  {
    what: 'executions of templates',
    // Small columns and texts are apart, as in the history. The index finds words by their beginnings (a tenth of what trigrams would take) and holds no
    // positions; ExecutionTable keeps it in step. `template_figures` sums what was ever run, so that no list has to walk the executions.
    sql: `
      CREATE TABLE execution (
        key INTEGER PRIMARY KEY AUTOINCREMENT,
        id ANY NOT NULL UNIQUE,
        created_at INTEGER NOT NULL,
        template INTEGER NOT NULL REFERENCES template (key),
        name INTEGER NOT NULL,
        version INTEGER NOT NULL,
        workspace INTEGER,
        provider INTEGER,
        model INTEGER,
        status TEXT NOT NULL CHECK (status IN ('ok', 'failed', 'cancelled')),
        error TEXT,
        title TEXT NOT NULL,
        input INTEGER,
        output INTEGER,
        cost_usd REAL,
        latency INTEGER NOT NULL,
        cached INTEGER NOT NULL,
        rating INTEGER CHECK (rating IN (-1, 1)),
        bytes INTEGER NOT NULL
      ) STRICT;
      CREATE INDEX execution_by_time ON execution (created_at, key);
      CREATE INDEX execution_by_template ON execution (template, created_at, key);
      CREATE INDEX execution_by_bytes ON execution (key, bytes);
      CREATE TABLE execution_text (
        key INTEGER PRIMARY KEY REFERENCES execution (key),
        sent TEXT NOT NULL,
        answer TEXT NOT NULL,
        detail TEXT NOT NULL
      ) STRICT;
      CREATE VIRTUAL TABLE execution_search USING fts5 (
        sent, answer,
        content = 'execution_text', content_rowid = 'key', detail = 'none', tokenize = 'unicode61 remove_diacritics 2'
      );
      INSERT INTO execution_search (execution_search, rank) VALUES ('secure-delete', 1);
      CREATE TABLE template_figures (
        template INTEGER PRIMARY KEY REFERENCES template (key),
        runs INTEGER NOT NULL,
        ok INTEGER NOT NULL,
        cancelled INTEGER NOT NULL,
        costed INTEGER NOT NULL,
        cost_usd REAL NOT NULL,
        timed INTEGER NOT NULL,
        latency INTEGER NOT NULL,
        last_at INTEGER NOT NULL
      ) STRICT;
    `,
  },
  {
    what: 'the hash of a template’s latest version beside it',
    // A list of 10,000 templates needs it of each; looking it up among 200,000 versions took half of the time.
    sql: `
      ALTER TABLE template ADD COLUMN latest_hash TEXT;
      UPDATE template SET latest_hash =
        (SELECT hash FROM template_version v WHERE v.template = template.key AND v.number = template.latest);
    `,
  },
];
