import assert from 'node:assert/strict';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { printFromHost } from '../harness/hostOutput.ts';
import { closeEverything, enhanceInDiff, layOutProject, openFile, run, whetstone } from './editing.ts';

/** Runs `work` and gives the longest time, in milliseconds, for which the extension host answered nothing meanwhile. */
async function longestBlock(work: () => Promise<void>): Promise<number> {
  const monitor = monitorEventLoopDelay({ resolution: 5 });
  monitor.enable();
  await work();
  monitor.disable();
  return Math.round(monitor.max / 1e6);
}

describe('the extension host under load', () => {
  before(async () => {
    await layOutProject();
    await whetstone();
  });
  afterEach(() => closeEverything());

  it('stays free while a prompt of 300 kB is scored, enhanced and accepted', async function () {
    this.timeout(60_000);
    const line = 'When the login fails, `src/auth/login.ts` keeps the name that was typed, see case';
    const text = Array.from({ length: 3500 }, (_, index) => `${line} ${index}.`).join('\n');
    const { document } = await openFile('long.prompt.md', text);
    const blocks: Record<string, number> = {};
    // VS Code itself and its other extensions look at a new document for a while; then what is left is their idle noise.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    blocks['idle'] = await longestBlock(() => new Promise((resolve) => setTimeout(resolve, 1000)));
    blocks['score'] = await longestBlock(async () => {
      await run('scorePrompt', { uri: document.uri });
    });
    blocks['enhance'] = await longestBlock(async () => {
      await run('enhancePrompt', { uri: document.uri, apply: 'none' });
    });
    printFromHost(
      `      longest block of the extension host at ${text.length} characters, ms: ${JSON.stringify(blocks)}`,
    );
    // Other extensions and VS Code itself share the thread and the machine may be busy, so that this guards only against long freezes.
    assert.ok(Object.values(blocks).every((block) => block < 1000));
  });

  it('does not grow with the number of enhancements', async function () {
    this.timeout(120_000);
    const document = await vscode.workspace.openTextDocument({ content: 'fix the login bug\n' });
    await vscode.window.showTextDocument(document);
    const round = async (): Promise<void> => {
      await enhanceInDiff({ uri: document.uri });
      await run('rejectEnhancement');
    };
    for (let count = 0; count < 10; count++) await round();
    const open = (): number =>
      vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'whetstone-enhancement').length;
    const before = process.memoryUsage().heapUsed;
    for (let count = 0; count < 40; count++) await round();
    const after = process.memoryUsage().heapUsed;
    printFromHost(`      heap before and after 40 enhancements, MB: ${mb(before)}, ${mb(after)}`);
    assert.ok(open() <= 4, `${open()} documents of closed diffs are still open`);
  });
});

function mb(bytes: number): string {
  return (bytes / 1e6).toFixed(1);
}
