import { chromium, type Browser } from 'playwright-core';
import { prepareChromium } from '../../scripts/prepare/chromium.ts';

/** Opens a headless Chromium that neither asks nor phones anywhere. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await prepareChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/**
 * The address of a workbench: the folder (or `.code-workspace` file) it opens, the extension under development, and a test module to
 * run in its host.
 */
export function workbenchAddress(options: {
  port: number;
  folder?: string;
  extension?: string;
  tests?: string;
}): string {
  const remote = (folder: string): string => `vscode-remote://127.0.0.1:${options.port}${encodeURI(folder)}`;
  const payload: [string, string][] = [['skipWelcome', 'true']];
  if (options.extension) payload.push(['extensionDevelopmentPath', remote(options.extension)]);
  if (options.tests) payload.push(['extensionTestsPath', remote(options.tests)]);
  const address = new URL(`http://127.0.0.1:${options.port}/`);
  if (options.folder?.endsWith('.code-workspace')) address.searchParams.set('workspace', options.folder);
  else if (options.folder) address.searchParams.set('folder', options.folder);
  else address.searchParams.set('ew', 'true');
  address.searchParams.set('payload', JSON.stringify(payload));
  return address.href;
}
