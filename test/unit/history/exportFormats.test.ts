import assert from 'node:assert/strict';
import { newEntry, type HistoryEntry } from '../../../src/core/history/entry.ts';
import { exportFormatOf, exportHistory, type ExportFormat } from '../../../src/core/history/exportHistory.ts';
import { enhancementOf } from '../../harness/enhancements.ts';

async function exported(entries: readonly HistoryEntry[], format: ExportFormat): Promise<string> {
  const given = async function* (): AsyncGenerator<HistoryEntry> {
    yield* entries;
  };
  let text = '';
  for await (const piece of exportHistory(given(), format)) text += piece;
  return text;
}

describe('an export of the history', () => {
  const entry: HistoryEntry = {
    ...newEntry(
      { ...enhancementOf(1), originalPrompt: '=1+1, "quoted"\n```\ncode\n```', enhancedPrompt: 'better' },
      { at: 0, workspace: null, source: { kind: 'typed', uri: null, range: null } },
    ),
    editedPrompt: 'best',
    rating: 4,
    comment: 'good, mostly',
  };

  it('is for spreadsheets: one line of names, quoted cells, no formulas', async () => {
    const text = await exported([entry, entry], 'csv');
    assert.match(text, /^id,createdAt,workspace,source,scoreBefore,.*,original,result\r\n/);
    assert.ok(text.includes(`"'=1+1, ""quoted""\n`), text);
    assert.ok(text.endsWith(',best\r\n'));
    assert.ok(text.includes(',4,"good, mostly",'));
    assert.equal(text.split(entry.id).length, 3);
  });

  it('is for people: a heading an entry, and fences that the texts cannot close', async () => {
    const text = await exported([entry], 'markdown');
    assert.match(text, /^# History\n\n## 1970-01-01T00:00:00\.000Z\n/);
    assert.ok(text.includes('````\n=1+1, "quoted"\n```\ncode\n```\n````'), text);
    assert.ok(text.includes('```\nbest\n```'));
    assert.ok(text.includes('rated 4 of 5'));
  });

  it('is for programs: an array, or one entry a line', async () => {
    assert.equal((JSON.parse(await exported([entry, entry], 'json')) as unknown[]).length, 2);
    assert.deepEqual(JSON.parse(await exported([], 'json')), []);
    const [line = ''] = (await exported([entry], 'jsonl')).split('\n');
    assert.equal((JSON.parse(line) as HistoryEntry).id, entry.id);
  });

  it('has the format that its name asks for', () => {
    assert.deepEqual(
      ['a.md', 'a.CSV', 'b.jsonl', 'c.json', 'd', ''].map((name) => exportFormatOf(name)),
      ['markdown', 'csv', 'jsonl', 'json', 'json', 'json'],
    );
  });
});
