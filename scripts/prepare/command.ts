import { spawn } from 'node:child_process';

/** Runs a program to its end and resolves with its exit status and what it said. Never rejects on a non-zero status. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; timeout?: number } = {},
): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ status: 127, output: error.message }));
    child.on('close', (status) => resolve({ status: status ?? 1, output }));
  });
}

/** As {@link runCommand}, but a non-zero status is an error that shows the end of the program's output. */
export async function mustRun(
  program: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; timeout?: number } = {},
): Promise<string> {
  const { status, output } = await runCommand(program, args, options);
  if (status !== 0) {
    const end = output.split('\n').slice(-40).join('\n');
    throw new Error(`${program} ${args.join(' ')} ended with status ${status}\n${end}`);
  }
  return output;
}
