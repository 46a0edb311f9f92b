// Opens VS Code in the browser with the extension on the sample repository, for a person: `npm run vscode [-- FOLDER]`. Ends with Ctrl-C.
import path from 'node:path';
import { workbenchAddress } from '../test/harness/browser.ts';
import { startServer } from '../test/harness/server.ts';
import { cacheFolder, projectRoot } from './prepare/cacheFolder.ts';
import { prepareCodeServer } from './prepare/codeServer.ts';
import { mustRun } from './prepare/command.ts';
import { samplePrompt, sampleWorkspace } from './sampleWorkspace.ts';

const promptFile = '.github/prompts/checkout.prompt.md';
const [named] = process.argv.slice(2);
const folder =
  named === undefined
    ? await sampleWorkspace('vscode', { [promptFile]: `${samplePrompt}\n` })
    : path.resolve(named);
await mustRun(process.execPath, ['esbuild.mjs'], { cwd: projectRoot });
const server = await startServer(await prepareCodeServer(), {
  dataFolder: path.join(cacheFolder(), 'vscode-data'),
  settings: { 'workbench.colorTheme': 'Default Dark Modern' },
});
console.log(
  `VS Code with Whetstone is at\n\n  ${workbenchAddress({ port: server.port, folder, extension: projectRoot })}\n`,
);
console.log(`Open ${promptFile}, press F1 and run "Whetstone: Enhance Prompt". Ctrl-C ends it.`);
