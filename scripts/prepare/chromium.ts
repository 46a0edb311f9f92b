import { existsSync } from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { cacheFolder, projectRoot } from './cacheFolder.ts';
import { runCommand } from './command.ts';
import { withLock } from './lock.ts';

const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
    '/snap/bin/chromium',
  ],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
};

function installed(): string | undefined {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROME_PATH is ${named}, and there is no such file.`);
    return named;
  }
  return [...(usualPlaces[process.platform] ?? []), chromium.executablePath()].find((place) =>
    existsSync(place),
  );
}

async function installWithApt(): Promise<string> {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const run = (args: string[]): ReturnType<typeof runCommand> => {
    const [program = 'apt-get', ...rest] = [...asRoot, ...args];
    return runCommand(program, rest, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  const update = await run(['apt-get', 'update', '-qq']);
  const install = await run(['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  return install.status === 0
    ? ''
    : `${update.output}${install.output}`.trim().split('\n').slice(-5).join('\n');
}

async function installWithPlaywright(): Promise<string> {
  const cli = path.join(projectRoot, 'node_modules/playwright-core/cli.js');
  const { status, output } = await runCommand(process.execPath, [cli, 'install', 'chromium'], {
    timeout: 180_000,
  });
  return status === 0 ? '' : output.trim().split('\n').slice(-5).join('\n');
}

/**
 * Finds a Chromium, installing one only where there is none, and resolves with its path. Tried in this order: CHROME_PATH,
 * the usual places, Playwright's own, `apt-get` on Debian and its children, Playwright's download.
 */
export async function prepareChromium(): Promise<string> {
  const found = installed();
  if (found !== undefined) return found;
  return withLock(path.join(cacheFolder(), 'chromium.lock'), async () => {
    const attempts = existsSync('/etc/debian_version')
      ? ([
          ['apt-get install chromium', installWithApt],
          ['playwright-core install chromium', installWithPlaywright],
        ] as const)
      : ([['playwright-core install chromium', installWithPlaywright]] as const);
    const failures: string[] = [];
    for (const [name, attempt] of attempts) {
      const already = installed();
      if (already !== undefined) return already;
      console.log(`prepare: no Chromium found; trying \`${name}\` (once) …`);
      const failure = await attempt();
      if (failure !== '') failures.push(`${name}: ${failure}`);
    }
    const now = installed();
    if (now !== undefined) return now;
    throw new Error(
      [
        'No Chromium or Google Chrome was found, and none could be installed.',
        process.platform === 'darwin'
          ? 'Install Google Chrome into /Applications, or set CHROME_PATH to a Chromium.'
          : 'Install one (Debian: sudo apt-get install chromium), or set CHROME_PATH to a Chromium.',
        ...failures,
      ].join('\n'),
    );
  });
}
