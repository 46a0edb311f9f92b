import * as vscode from 'vscode';

/** All that the user himself has set, for as long as nothing else runs in between. */
let own: { readonly values: unknown } | undefined;

/**
 * What the user himself has set under `whetstone`, in whichever window, by the name of the setting; what a folder says is not even looked at. All
 * settings are read at once and kept until the caller lets go of the thread: VS Code takes a millisecond and more for each that is asked for by itself.
 */
export function ownValue(name: string): unknown {
  if (own === undefined) {
    own = { values: vscode.workspace.getConfiguration('', null).inspect('whetstone')?.globalValue };
    queueMicrotask(() => (own = undefined));
  }
  return valueAt(own.values, name);
}

/** What lies in nested settings at a name with dots. */
export function valueAt(values: unknown, name: string): unknown {
  let value = values;
  for (const part of name.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return value;
}
