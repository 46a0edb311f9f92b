import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import * as vscode from 'vscode';
import type { Enhancement } from '../../src/core/enhance/enhancement.ts';
import { closeEverything, diffInFront, layOutProject, run, whetstone } from './editing.ts';

interface Repository {
  readonly rootUri: vscode.Uri;
  readonly inputBox: { value: string };
}

interface Git {
  getAPI(version: 1): { openRepository(root: vscode.Uri): Promise<Repository | null> };
}

describe('the input box of Source Control', () => {
  let repository: Repository;

  before(async () => {
    await layOutProject();
    await whetstone();
    const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'whetstone-git-')));
    await promisify(execFile)('git', ['init', '-q', folder]);
    const git = await vscode.extensions.getExtension<Git>('vscode.git')?.activate();
    const opened = await git?.getAPI(1).openRepository(vscode.Uri.file(folder));
    assert.ok(opened, 'the Git extension did not open the repository');
    repository = opened;
  });
  afterEach(async () => {
    await closeEverything();
    repository.inputBox.value = '';
  });

  const start = (): Promise<Enhancement> =>
    run<Enhancement>('enhanceScmInput', { rootUri: repository.rootUri.toString() });

  it('is enhanced into a diff, and gets the result back', async () => {
    repository.inputBox.value = 'fix the login bug';
    const { originalPrompt, enhancedPrompt } = await start();
    assert.equal(originalPrompt, 'fix the login bug');
    assert.match(diffInFront().label, /Original <-> Enhanced/);
    await run('acceptEnhancement');
    assert.equal(repository.inputBox.value, enhancedPrompt);
  });

  it('is left alone when it was edited meanwhile, or holds nothing', async () => {
    repository.inputBox.value = 'fix the login bug';
    await start();
    repository.inputBox.value = 'fix the cart';
    const decision = await run<{ outcome: string }>('acceptEnhancement', { whenStale: 'compare' });
    assert.equal(decision.outcome, 'stale');
    assert.equal(repository.inputBox.value, 'fix the cart');
    repository.inputBox.value = '  ';
    await assert.rejects(start, /empty/);
  });
});
