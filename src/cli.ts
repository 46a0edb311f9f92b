#!/usr/bin/env node
// The door to the terminal: arguments in, exit status out.
import { processIo } from './cli/processIo.ts';
import { runCli } from './cli/runCli.ts';

const status = await runCli(process.argv.slice(2), processIo());
// All output is written by now. A pipe that was not read to its end would keep the process alive.
process.exit(status);
