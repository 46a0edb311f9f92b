import assert from 'node:assert/strict';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Enhancement } from '../../src/core/enhance/enhancement.ts';
import type { HistoryEntry, HistorySummary } from '../../src/core/history/entry.ts';
import {
  closeEverything,
  diffInFront,
  editResult,
  enhanceInDiff,
  layOutProject,
  openFile,
  run,
  until,
  vaguePrompt,
  whetstone,
} from './editing.ts';
import { messagesDuring } from './messages.ts';

const newest = async (text = ''): Promise<HistorySummary | undefined> =>
  (await run<HistorySummary[]>('searchHistory', { text }))[0];

describe('the history', () => {
  before(async () => {
    await layOutProject();
    await whetstone();
    await run('clearHistory', { sure: true });
  });
  afterEach(() => closeEverything());

  it('keeps every enhancement with what became of it', async () => {
    const { document } = await openFile('login.prompt.md', vaguePrompt);
    const first = await enhanceInDiff({ uri: document.uri });
    assert.equal((await newest())?.outcome, 'pending');
    await run('rejectEnhancement');
    assert.deepEqual([(await newest())?.id, (await newest())?.outcome], [first.enhancementId, 'rejected']);

    await enhanceInDiff({ uri: document.uri });
    await editResult('fix the login bug by Friday\n');
    await run('acceptEnhancement');
    const edited = await newest();
    assert.equal(edited?.outcome, 'acceptedEdited');
    assert.ok((edited?.editDistance ?? 0) > 0);

    await enhanceInDiff({ text: 'fix the login bug' });
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    for (let attempt = 0; (await newest())?.outcome !== 'dismissed'; attempt++) {
      assert.ok(attempt < 100, 'a closed diff stays undecided');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  it('opens a diff again, which can be accepted', async () => {
    const { document } = await openFile('again.prompt.md', vaguePrompt);
    const { enhancementId, enhancedPrompt } = await enhanceInDiff({ uri: document.uri });
    await run('rejectEnhancement');
    await run('openHistoryEntry', { id: enhancementId });
    assert.equal(diffInFront().modified.authority, enhancementId);
    await run('acceptEnhancement');
    assert.equal(document.getText(), enhancedPrompt);
    assert.equal((await newest())?.outcome, 'accepted');
  });

  it('brings original and result back by copy and by a new prompt', async () => {
    const { enhancementId: id, enhancedPrompt } = await enhanceInDiff({ text: 'fix the login bug' });
    await run('rejectEnhancement');
    assert.equal(await run('copyHistoryOriginal', { id }), 'fix the login bug');
    assert.equal(await vscode.env.clipboard.readText(), 'fix the login bug');
    assert.equal(await run('copyHistoryResult', { id }), enhancedPrompt);
    await run('restoreHistoryEntry', { id });
    await until('the new prompt', () => vscode.window.activeTextEditor?.document.isUntitled);
    assert.equal(vscode.window.activeTextEditor?.document.getText(), 'fix the login bug');
  });

  it('keeps no secret, and says so when such a prompt comes back', async () => {
    const secret = ['AKIA', 'Q7XWPL3NB6TDR5ZM'].join('');
    const text = `fix the login, its key is ${secret}`;
    const made = await run<Enhancement>('enhancePrompt', { text, redact: true, apply: 'none' });
    assert.ok(!(await run<string>('copyHistoryOriginal', { id: made.enhancementId })).includes(secret));
    const messages = await messagesDuring(async () => run('restoreHistoryEntry', { id: made.enhancementId }));
    assert.match(messages.join('\n'), /not kept in the history\. Masked in this prompt: \S+/);
    const ordinary = await enhanceInDiff({ text: 'fix the login bug' });
    await run('rejectEnhancement');
    assert.deepEqual(
      await messagesDuring(async () => run('restoreHistoryEntry', { id: ordinary.enhancementId })),
      [],
    );
  });

  it('finds by words, rates, exports and deletes', async () => {
    const { enhancementId: id } = await enhanceInDiff({ text: 'fix the zebra in the login' });
    await run('rejectEnhancement');
    assert.equal((await newest('zebra'))?.id, id);
    assert.equal((await run<HistorySummary>('rateEnhancement', { id, rating: 4 })).rating, 4);

    const folder = await mkdtemp(path.join(tmpdir(), 'whetstone-export-'));
    const uri = vscode.Uri.file(path.join(folder, 'history.json')).toString();
    const exported = await run<{ entries: number }>('exportHistory', { uri });
    const entries = JSON.parse(await readFile(path.join(folder, 'history.json'), 'utf8')) as HistoryEntry[];
    assert.equal(entries.length, exported.entries);
    assert.ok(entries.some((entry) => entry.id === id && entry.rating === 4));
    for (const [name, says] of [
      ['history.jsonl', `"id":"${id}"`],
      ['history.csv', `${id},`],
      ['history.md', 'fix the zebra in the login'],
    ] as const) {
      const place = vscode.Uri.file(path.join(folder, name));
      await run('exportHistory', { uri: place.toString() });
      assert.ok((await readFile(place.fsPath, 'utf8')).includes(says), name);
    }

    assert.equal(await run('deleteHistoryEntry', { id }), 1);
    assert.equal(await newest('zebra'), undefined);
    await assert.rejects(async () => run('copyHistoryOriginal', { id }), /no such enhancement/);
    assert.ok((await run<number>('clearHistory', { sure: true })) > 0);
    assert.equal(await newest(), undefined);
  });
});
