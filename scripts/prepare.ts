// Gets what the tests in a real VS Code need: a VS Code server and a Chromium. A no-op once both are there.
//   node scripts/prepare.ts [--oldest]
import { prepareChromium } from './prepare/chromium.ts';
import { currentVersion, oldestVersion, prepareCodeServer } from './prepare/codeServer.ts';

const version = process.argv.includes('--oldest') ? oldestVersion : currentVersion;
const server = await prepareCodeServer(version);
const browser = await prepareChromium();
console.log(`prepare: VS Code server ${server.version} at ${server.entry}`);
console.log(`prepare: browser at ${browser}`);
