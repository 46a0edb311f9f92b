import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateOrExplain } from '../../src/vscode/activation.ts';
import { isAbort } from '../../src/core/errors.ts';
import { abortSignalOf } from '../../src/vscode/abortSignal.ts';
import { shareHome } from '../../src/vscode/shareHome.ts';
import { whetstone } from './editing.ts';

describe('the extension in its host', () => {
  it('activates and gives its public interface', async () => {
    const api = await whetstone();
    assert.equal(api.apiVersion, 1);
    assert.deepEqual(Object.keys(api).toSorted(), [
      'apiVersion',
      'context',
      'enhance',
      'scan',
      'score',
      'templates',
    ]);
  });

  it('knows every command that its manifest promises', async () => {
    await whetstone();
    const extension = vscode.extensions.getExtension('whetstone.whetstone');
    assert.ok(extension);
    const { contributes } = extension.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });

  it('shares its folder with the terminal', () => {
    const set = new Map<string, string>();
    const variables = {
      description: undefined,
      replace: (name: string, value: string) => void set.set(name, value),
    };
    shareHome(variables, vscode.Uri.parse('vscode-userdata:/somewhere'));
    assert.equal(set.size, 0);
    shareHome(variables, vscode.Uri.file('/data/whetstone'));
    assert.deepEqual([...set], [['WHETSTONE_HOME', vscode.Uri.file('/data/whetstone').fsPath]]);
  });

  it('shows the log when it cannot start', () => {
    const lines: string[] = [];
    const log = { error: (line: string) => lines.push(line) } as unknown as vscode.LogOutputChannel;
    assert.throws(
      () =>
        activateOrExplain(() => {
          throw new Error('planted');
        }, log),
      /planted/,
    );
    assert.match(lines.join('\n'), /planted/);
  });

  it('passes a cancellation on to what waits for it', () => {
    const source = new vscode.CancellationTokenSource();
    const { signal } = abortSignalOf(source.token);
    assert.equal(signal.aborted, false);
    source.cancel();
    assert.equal(signal.aborted, true);
    assert.ok(isAbort(signal.reason));
    assert.equal(abortSignalOf(source.token).signal.aborted, true);
  });
});
