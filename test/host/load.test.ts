import assert from 'node:assert/strict';
import { Session } from 'node:inspector/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as vscode from 'vscode';
import { blocksIn, samplingInterval, type Block } from '../harness/hostMonitor/blocks.ts';
import { printFromHost } from '../harness/hostOutput.ts';
import {
  closeEverything,
  diffInFront,
  editResult,
  enhanceInDiff,
  layOutProject,
  openFile,
  run,
  until,
  whetstone,
} from './editing.ts';

/** Runs `work` and gives the longest stretches in which code of ours kept the extension host's thread busy. */
async function blocksDuring(work: () => Promise<unknown>): Promise<readonly Block[]> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: samplingInterval });
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return blocksIn(profile, (url) => url.includes('/dist/extension/'), 3);
}

/** Bytes of the heap that are in use after everything that can go is gone. */
async function heapInUse(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let count = 0; count < 3; count++) {
    collect();
    await sleep(50);
  }
  return process.memoryUsage().heapUsed;
}

describe('the extension host under load', () => {
  before(async () => {
    await layOutProject();
    await whetstone();
  });
  afterEach(() => closeEverything());

  it('stays free while a prompt of 300 kB is scored, enhanced, edited and accepted', async function () {
    this.timeout(60_000);
    const lines = Array.from(
      { length: 4900 },
      (_, index) => `2026-11-21 07:30:${index} login of user ${index} refused: wrong state`,
    );
    const text = `fix the login bug\n\n\`\`\`\n${lines.join('\n')}\n\`\`\`\n`;
    const steps: Record<string, readonly Block[]> = {};
    let document: vscode.TextDocument | undefined;
    steps['open'] = await blocksDuring(async () => {
      const editor = await openFile('long.prompt.md', text);
      ({ document } = editor);
      await until('its findings', () => vscode.languages.getDiagnostics(editor.document.uri).length > 0);
    });
    assert.ok(document);
    const { uri } = document;
    assert.ok(text.length >= 300_000);
    steps['score'] = await blocksDuring(async () => run('scorePrompt', { uri }));
    steps['enhance'] = await blocksDuring(async () => {
      await enhanceInDiff({ uri });
      await sleep(400);
    });
    const before = document.getText();
    steps['edit'] = await blocksDuring(async () => {
      const right = await vscode.workspace.openTextDocument(diffInFront().modified);
      await editResult(right.getText().replaceAll('refused', 'rejected'));
      await until('the edit to be kept', () => !right.isDirty);
      await sleep(400);
    });
    steps['accept'] = await blocksDuring(async () => run('acceptEnhancement'));
    assert.notEqual(document.getText(), before);
    steps['undo'] = await blocksDuring(async () => vscode.commands.executeCommand('undo'));
    printFromHost(
      `      longest of our own at a stretch with ${text.length} characters, busy ms (by the clock):`,
    );
    for (const [step, [worst]] of Object.entries(steps)) {
      if (worst === undefined) continue;
      printFromHost(
        `        ${step}: ${worst.busy.toFixed(1)} (${worst.wall.toFixed(1)}) ${worst.where.join(' < ')}`,
      );
    }
    const tooLong = Object.entries(steps).filter(([, [worst]]) => (worst?.busy ?? 0) > 50);
    assert.deepEqual(
      tooLong.map(([step]) => step),
      [],
    );
  });

  it('does not grow with the number of enhancements', async function () {
    this.timeout(120_000);
    const document = await vscode.workspace.openTextDocument({ content: 'fix the login bug\n' });
    await vscode.window.showTextDocument(document);
    const { enhancementId: id } = await enhanceInDiff({ uri: document.uri });
    await run('rejectEnhancement');
    // What reads the folder has a heap of its own. Without it there is nothing to add, so the diffs come from the history.
    const settings = vscode.workspace.getConfiguration('whetstone');
    await settings.update('context.codebase.enabled', false, vscode.ConfigurationTarget.Global);
    const request = { text: 'fix the login bug', apply: 'none' };
    const rounds = async (count: number): Promise<void> => {
      for (let done = 0; done < count; done++) {
        if (done % 20 === 0) {
          await run('openHistoryEntry', { id });
          await run('rejectEnhancement');
        }
        await run('enhancePrompt', request);
      }
    };
    await rounds(40);
    const before = await heapInUse();
    const started = performance.now();
    await rounds(200);
    const seconds = ((performance.now() - started) / 1000).toFixed(0);
    const after = await heapInUse();
    printFromHost(
      `      heap in use before and after 200 enhancements (${seconds} s): ${mb(before)} and ${mb(after)} MB`,
    );
    await settings.update('context.codebase.enabled', undefined, vscode.ConfigurationTarget.Global);
    assert.ok(after < before * 1.1, `${mb(before)} MB became ${mb(after)} MB`);
    const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'whetstone-enhancement');
    assert.ok(open.length <= 4, `${open.length} documents of closed diffs are still open`);
  });
});

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
