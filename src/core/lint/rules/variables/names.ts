/** The variables that VS Code fills in in prompt files, `${input:…}` apart. */
export const editorVariables: readonly string[] = [
  'workspaceFolder',
  'workspaceFolderBasename',
  'selection',
  'selectedText',
  'file',
  'fileBasename',
  'fileDirname',
  'fileBasenameNoExtension',
];

const foreign =
  /^(?:env|config|command|workspaceFolder|relativeFile|relativeFileDirname|userHome|pathSeparator|cwd|lineNumber|defaultBuildTask|fileExtname|fileWorkspaceFolder)(?::.*)?$/;

/** Whether a name is resolved elsewhere (settings, tasks, a shell), so that it may be meant for that. */
export function isForeign(name: string): boolean {
  return foreign.test(name);
}

/** Words as one camelCase name, for an input: "component name" gives `componentName`; '' when there is nothing to make one of. */
export function inputName(words: string): string {
  const parts = words.match(/[A-Za-z0-9]+/g)?.slice(0, 4) ?? [];
  return parts
    .map((part, index) =>
      index === 0
        ? part.charAt(0).toLowerCase() + part.slice(1)
        : part.charAt(0).toUpperCase() + part.slice(1),
    )
    .join('')
    .replace(/^\d+/, '');
}
