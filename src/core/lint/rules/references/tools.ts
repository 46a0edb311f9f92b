/** Tool sets of VS Code with their tools, and the older names of the same tools. Source: VS Code's documentation of chat tools. */
const sets: Readonly<Record<string, readonly string[]>> = {
  edit: [
    'editFiles',
    'createFile',
    'createDirectory',
    'createJupyterNotebook',
    'editNotebook',
    'insertEdit',
    'new',
  ],
  search: [
    'codebase',
    'fileSearch',
    'textSearch',
    'listDirectory',
    'searchResults',
    'usages',
    'changes',
    'searchSubagent',
  ],
  read: [
    'readFile',
    'problems',
    'terminalLastCommand',
    'terminalSelection',
    'getNotebookSummary',
    'readNotebookCellOutput',
  ],
  execute: [
    'runInTerminal',
    'getTerminalOutput',
    'runTests',
    'testFailure',
    'runTask',
    'createAndRunTask',
    'runNotebookCell',
    'awaitTerminal',
    'killTerminal',
  ],
  runCommands: ['runInTerminal', 'getTerminalOutput', 'terminalLastCommand', 'terminalSelection'],
  runTasks: ['runTask', 'createAndRunTask', 'getTaskOutput'],
  runNotebooks: ['runNotebookCell', 'getNotebookSummary', 'readNotebookCellOutput', 'runCell'],
  web: ['fetch', 'githubRepo'],
  vscode: [
    'vscodeAPI',
    'extensions',
    'openSimpleBrowser',
    'runCommand',
    'newWorkspace',
    'getProjectSetupInfo',
    'installExtension',
    'askQuestions',
  ],
  agent: ['runSubagent'],
  todo: ['todos'],
  browser: ['openSimpleBrowser'],
};

/** Tools of Claude Code. */
const claude =
  'Read Write Edit MultiEdit NotebookEdit Bash Grep Glob LS WebFetch WebSearch Task Agent TodoWrite AskUserQuestion Skill'.split(
    ' ',
  );

/** Names that may be written in `tools` and after `#tool:`, MCP servers apart. */
export const knownTools: ReadonlySet<string> = new Set([
  ...Object.keys(sets),
  ...Object.values(sets).flat(),
  ...claude,
  'think',
  'findTestFiles',
  'shell',
  'terminal',
]);

/** Whether a list of tools holds one, by its own name, by its set, or by a name of its server (`server/*`). */
export function isEnabled(tool: string, listed: readonly string[]): boolean {
  const name = last(tool).toLowerCase();
  return listed.some((entry) => {
    if (entry === '*' || entry.toLowerCase() === tool.toLowerCase()) return true;
    if (entry.endsWith('/*')) return tool.startsWith(entry.slice(0, -1)) || !knownTools.has(tool);
    if (last(entry).toLowerCase() === name) return true;
    if (tool.startsWith(`${entry}/`)) return true;
    return sets[entry]?.some((one) => one.toLowerCase() === name) ?? false;
  });
}

/** True when every entry of a list is known, so that what is not in it is surely not enabled. */
export function areAllKnown(listed: readonly string[]): boolean {
  return listed.every((entry) => {
    const [first = '', second] = entry.split('/');
    return knownTools.has(entry) || (second !== undefined && sets[first]?.includes(second) === true);
  });
}

function last(tool: string): string {
  return tool.slice(tool.lastIndexOf('/') + 1);
}
