import { execFile } from 'node:child_process';

/** Milliseconds after which git is given up on. */
const patience = 2000;

/** `Name <mail>` as git would sign a commit in this folder; '' where git or the names are missing. Runs nothing of the repository. */
export async function gitAuthor(folder: string, signal: AbortSignal): Promise<string> {
  const [name, mail] = await Promise.all([read('user.name'), read('user.email')]);
  if (name === '') return mail;
  return mail === '' ? name : `${name} <${mail}>`;

  function read(key: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const options = { cwd: folder, timeout: patience, signal, windowsHide: true } as const;
      execFile('git', ['config', '--get', key], options, (error, output) => {
        if (signal.aborted) reject(signal.reason as Error);
        else resolve(error === null ? output.trim() : '');
      });
    });
  }
}
