import { format } from 'node:util';
import type { CodeServer } from '../../scripts/prepare/codeServer.ts';
import { openBrowser, workbenchAddress } from './browser.ts';
import { testOutputMarker } from './hostOutput.ts';
import { startServer } from './server.ts';

export interface HostRun {
  /** The folder of the extension under test. Leave it out when the extension is installed in `dataFolder`. */
  readonly extension?: string;
  /** Further extensions, absolute, for example one that offers a model. */
  readonly companions?: readonly string[];
  /** The module that exports `run()`, absolute. */
  readonly tests: string;
  /** The folder that is open while the tests run. */
  readonly folder: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly dataFolder?: string;
  /** Milliseconds until the run is given up. */
  readonly timeout: number;
  /** Gets what the tests print; when they fail, also the end of what VS Code itself wrote. */
  readonly print: (line: string) => void;
}

/** VS Code's own complaint that its native modules (log, watchdog) were not built: pages of it, and harmless here. */
function isAboutNativeModules(text: string): boolean {
  return (
    text.includes('Could not locate the bindings file') ||
    text.includes("Cannot find module './build/Release/")
  );
}

/** Runs a test module inside a real extension host, in a workbench of its own. Resolves with the exit code: 0 when `run()` resolved. */
export async function runInHost(codeServer: CodeServer, run: HostRun): Promise<number> {
  const server = await startServer(codeServer, {
    ...(run.settings && { settings: run.settings }),
    ...(run.env && { env: run.env }),
    ...(run.companions && { companions: run.companions }),
    ...(run.dataFolder && { dataFolder: run.dataFolder }),
  });
  const chatter: string[] = [];
  try {
    const browser = await openBrowser();
    try {
      const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
      const exit = new Promise<number>((resolve, reject) => {
        const givenUp = setTimeout(
          () =>
            reject(
              new Error(
                `The tests in the extension host did not end in ${run.timeout} ms.\n${chatter.join('\n').slice(-3000)}`,
              ),
            ),
          run.timeout,
        );
        const end = (code: number): void => {
          clearTimeout(givenUp);
          resolve(code);
        };
        page.on('crash', () => reject(new Error('The page of the workbench crashed.')));
        void page.exposeFunction('codeAutomationExit', end);
        void page.exposeFunction('codeAutomationLog', (_type: string, args: unknown[]) => {
          const text = format(...args);
          if (text.startsWith(testOutputMarker)) run.print(text.slice(testOutputMarker.length));
          else if (!isAboutNativeModules(text)) chatter.push(text);
        });
      });
      await page.goto(
        workbenchAddress({
          port: server.port,
          folder: run.folder,
          tests: run.tests,
          ...(run.extension && { extension: run.extension }),
        }),
      );
      const code = await exit;
      if (code !== 0) run.print(`VS Code's own log:\n${chatter.join('\n').slice(-3000)}`);
      return code;
    } finally {
      await browser.close();
    }
  } finally {
    await server.close();
  }
}
