import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { WhetstoneError } from '../../core/errors.ts';
import type {
  TemplateChange,
  TemplateKey,
  TemplateRecord,
  TemplateSave,
  TemplateVersion,
} from '../../core/library/templateVersions.ts';
import { fromColumn, toColumn } from './exactText.ts';
import { inTransaction } from './sqlite.ts';
import { type Row, Statements } from './statements.ts';

const recordColumns =
  't.key, t.place, t.id, t.active, t.usage_count, t.last_used_at, t.deleted_at, t.latest, t.latest_hash';

const versionColumns = 'number, parent, author, created_at, note, hash';

/** The versions of templates in SQL: what TemplateVersions promises, synchronous, for the worker. */
export class TemplateTable {
  readonly #connection: DatabaseSync;
  readonly #statements: Statements;

  constructor(connection: DatabaseSync) {
    this.#connection = connection;
    this.#statements = new Statements(connection);
  }

  record(saves: readonly TemplateSave[]): TemplateRecord[] {
    return inTransaction(this.#connection, () => saves.map((save) => this.#record(save)));
  }

  records(places: readonly string[]): TemplateRecord[] {
    const wanted = JSON.stringify(places);
    // Few templates have labels: asking for those of each in turn would cost more than all the rest.
    const labels = new Map<bigint, Row[]>();
    for (const row of this.#statements.all(
      `SELECT l.template, l.label, l.number FROM template_label l JOIN template t ON t.key = l.template
       WHERE t.place IN (SELECT value FROM json_each(?))`,
      wanted,
    )) {
      const template = row['template'] as bigint;
      labels.set(template, [...(labels.get(template) ?? []), row]);
    }
    return this.#statements
      .all(
        `SELECT ${recordColumns} FROM template t WHERE t.place IN (SELECT value FROM json_each(?)) ORDER BY t.place, t.id`,
        wanted,
      )
      .map((row) => recordOf(row, labels.get(row['key'] as bigint) ?? []));
  }

  versions({ place, id }: TemplateKey): TemplateVersion[] {
    return this.#statements
      .all(
        `SELECT ${versionColumns} FROM template_version
         WHERE template = (SELECT key FROM template WHERE place = ? AND id = ?) ORDER BY number DESC`,
        place,
        id,
      )
      .map(versionOf);
  }

  read({ place, id }: TemplateKey, version: number | string): { version: TemplateVersion; text: string } {
    const number =
      typeof version === 'number'
        ? version
        : this.#statements.get(
            `SELECT number FROM template_label JOIN template ON template.key = template_label.template
             WHERE place = ? AND id = ? AND label = ?`,
            place,
            id,
            version,
          )?.['number'];
    const row = this.#statements.get(
      `SELECT ${versionColumns}, text FROM template_version JOIN template_text USING (hash)
       WHERE template = (SELECT key FROM template WHERE place = ? AND id = ?) AND number = ?`,
      place,
      id,
      number ?? null,
    );
    if (row === undefined) throw noSuchVersion(id, version);
    return { version: versionOf(row), text: fromColumn(String(row['text'])) };
  }

  amend(key: TemplateKey, change: TemplateChange): TemplateRecord {
    return inTransaction(this.#connection, () => {
      const template = this.#keyOf(key);
      if ('active' in change) {
        this.#statements.run('UPDATE template SET active = ? WHERE key = ?', change.active ? 1 : 0, template);
      } else if ('usedAt' in change) {
        this.#statements.run(
          `UPDATE template SET usage_count = usage_count + 1, last_used_at = max(?, coalesce(last_used_at, 0))
           WHERE key = ?`,
          change.usedAt,
          template,
        );
      } else if ('deletedAt' in change) {
        this.#statements.run('UPDATE template SET deleted_at = ? WHERE key = ?', change.deletedAt, template);
      } else this.#label(key.id, template, change.label, change.version);
      return this.#recordOf(template);
    });
  }

  #record(save: TemplateSave): TemplateRecord {
    const template = this.#keyOf(save);
    const before = this.#recordOf(template);
    const hash = createHash('sha256').update(toColumn(save.text)).digest('hex');
    if (before.latestHash !== hash) {
      if (save.seen !== undefined && before.latest > save.seen) throw savedMeanwhile(save.id, before.latest);
      const number = before.latest + 1;
      this.#statements.run(
        'INSERT INTO template_text (hash, text) VALUES (?, ?) ON CONFLICT DO NOTHING',
        hash,
        toColumn(save.text),
      );
      this.#statements.run(
        `INSERT INTO template_version (template, number, parent, author, created_at, note, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        template,
        number,
        save.parent ?? (before.latest === 0 ? null : before.latest),
        toColumn(save.author),
        save.at,
        toColumn(save.note),
        hash,
      );
      this.#statements.run(
        'UPDATE template SET latest = ?, latest_hash = ? WHERE key = ?',
        number,
        hash,
        template,
      );
    }
    // A file that is there again is not deleted any more.
    this.#statements.run('UPDATE template SET deleted_at = NULL WHERE key = ?', template);
    return this.#recordOf(template);
  }

  #label(id: string, template: bigint, label: string, version: number | null): void {
    if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,39}$/u.test(label) || /^\p{N}+$/u.test(label))
      throw new WhetstoneError(
        'usage',
        'That is no name for a label.',
        'Use up to 40 letters, digits, dots and hyphens, such as "production".',
      );
    if (version === null) {
      this.#statements.run('DELETE FROM template_label WHERE template = ? AND label = ?', template, label);
      return;
    }
    const there = this.#statements.get(
      'SELECT 1 FROM template_version WHERE template = ? AND number = ?',
      template,
      version,
    );
    if (there === undefined) throw noSuchVersion(id, version);
    this.#statements.run(
      `INSERT INTO template_label (template, label, number) VALUES (?, ?, ?)
       ON CONFLICT (template, label) DO UPDATE SET number = excluded.number`,
      template,
      label,
      version,
    );
  }

  #keyOf({ place, id }: TemplateKey): bigint {
    this.#statements.run('INSERT INTO template (place, id) VALUES (?, ?) ON CONFLICT DO NOTHING', place, id);
    return this.#statements.get('SELECT key FROM template WHERE place = ? AND id = ?', place, id)?.[
      'key'
    ] as bigint;
  }

  #recordOf(template: bigint): TemplateRecord {
    const row = this.#statements.get(`SELECT ${recordColumns} FROM template t WHERE t.key = ?`, template);
    if (row === undefined) throw new Error('the row was there a moment ago');
    const labels = this.#statements.all(
      'SELECT label, number FROM template_label WHERE template = ?',
      template,
    );
    return recordOf(row, labels);
  }
}

function savedMeanwhile(id: string, latest: number): WhetstoneError {
  return new WhetstoneError(
    'conflict',
    `The template "${id}" was saved elsewhere meanwhile; its version is ${latest} now.`,
    'Compare the two, then save again: yours, theirs, or both put together.',
  );
}

function noSuchVersion(id: string, version: number | string): WhetstoneError {
  return new WhetstoneError(
    'usage',
    `The template "${id}" has no version ${typeof version === 'number' ? version : `"${version}"`}.`,
    'See its history for the versions and labels there are.',
  );
}

function recordOf(row: Row, labels: readonly Row[]): TemplateRecord {
  return {
    place: String(row['place']),
    id: String(row['id']),
    latest: Number(row['latest']),
    latestHash: row['latest_hash'] as string | null,
    active: Number(row['active']) === 1,
    usageCount: Number(row['usage_count']),
    lastUsedAt: isoOf(row['last_used_at']),
    deletedAt: isoOf(row['deleted_at']),
    labels: Object.fromEntries(labels.map((one) => [String(one['label']), Number(one['number'])])),
  };
}

function versionOf(row: Row): TemplateVersion {
  return {
    number: Number(row['number']),
    parent: row['parent'] === null ? null : Number(row['parent']),
    author: fromColumn(String(row['author'])),
    createdAt: isoOf(row['created_at']) ?? '',
    note: fromColumn(String(row['note'])),
    hash: String(row['hash']),
  };
}

function isoOf(moment: Row[string] | undefined): string | null {
  return moment === null || moment === undefined ? null : new Date(Number(moment)).toISOString();
}
