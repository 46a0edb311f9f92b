import * as vscode from 'vscode';

/**
 * Documents as a `when` clause can find them: `resourcePath in whetstone.<key>`. (`resource` itself will not do: in a remote window the
 * workbench knows a document by another scheme than the extension.)
 */
export function setDocumentsContext(key: 'runningIn' | 'revertibleIn', addresses: Iterable<string>): void {
  const paths = [...addresses]
    .map((address) => vscode.Uri.parse(address))
    .flatMap(({ path, fsPath }) => [path, fsPath]);
  void vscode.commands.executeCommand('setContext', `whetstone.${key}`, [...new Set(paths)]);
}
