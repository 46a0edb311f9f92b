// One gathering in a process of its own, so that nothing is warm: prints the milliseconds, libraries loaded on first use included.
import { contextOf } from '../harness/contextPorts.ts';

const [root = '', prompt = '', git = ''] = process.argv.slice(2);
const started = performance.now();
await contextOf(root, prompt, { git: git === 'git' });
console.log(performance.now() - started);
