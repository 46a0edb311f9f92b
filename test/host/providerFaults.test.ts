import assert from 'node:assert/strict';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { inspect } from 'node:util';
import * as vscode from 'vscode';
import type { Enhancement } from '../../src/core/enhance/enhancement.ts';
import { authority, serverCertificate } from '../harness/certificates.ts';
import { answers, type Behaviour, fails, type FaultyServer, faultyServer } from '../harness/faultyServer.ts';
import { leakyFaults } from '../harness/leakyFaults.ts';
import { closeEverything, layOutProject, openFile, run, until, whetstone } from './editing.ts';
import { messagesDuring } from './messages.ts';

/** Put together at run time, so that nobody takes it for a real one. */
const key = ['sk', 'planted', 'Q7w8E9r0'.repeat(4)].join('-');
const forms = [key, encodeURIComponent(`Bearer ${key}`), Buffer.from(key).toString('base64').slice(0, 40)];
const holdsKey = (text: string): boolean => forms.some((form) => text.includes(form));

/** Answers with the user's own words and a line more, so that nothing is lost and the checks are content. */
const good = answersAfter(0);

function answersAfter(beforeFirstMs: number): Behaviour {
  return (exchange) => {
    const [asked = ''] = /fix the login bug, attempt \d+/.exec(JSON.stringify(exchange.body)) ?? [];
    const text = `${asked}\n\n- Find out why the login fails and mend its cause.\n- Add a test that fails before the fix and passes after it.\n`;
    return answers(JSON.stringify({ enhanced_prompt: text }), { beforeFirstMs })(exchange);
  };
}

async function set(name: string, value: unknown): Promise<void> {
  const dot = name.indexOf('.');
  await vscode.workspace
    .getConfiguration(name.slice(0, dot))
    .update(name.slice(dot + 1), value, vscode.ConfigurationTarget.Global);
}

/** Records what goes to webviews that are made from now on. */
function recordWebviews(): { readonly sent: string[]; readonly restore: () => void } {
  const sent: string[] = [];
  const original = vscode.window.createWebviewPanel;
  const recording: typeof vscode.window.createWebviewPanel = (...given) => {
    const panel = original.apply(vscode.window, given);
    const post = panel.webview.postMessage.bind(panel.webview);
    Object.defineProperty(panel.webview, 'postMessage', {
      value: (message: unknown) => {
        sent.push(JSON.stringify(message));
        return post(message);
      },
    });
    return panel;
  };
  Object.assign(vscode.window, { createWebviewPanel: recording });
  return { sent, restore: () => void Object.assign(vscode.window, { createWebviewPanel: original }) };
}

describe('providers that fail in the editor', function () {
  this.timeout(60_000);
  let openai: FaultyServer;
  let anthropic: FaultyServer;
  let first: Behaviour;
  let number = 0;
  /** Each its own text, so that none comes from the cache. */
  const prompt = (): string => `fix the login bug, attempt ${(number += 1)}`;
  const ask = (given: object = {}): Promise<Enhancement> =>
    Promise.resolve(run<Enhancement>('enhancePrompt', { text: prompt(), apply: 'none', ...given }));
  const settings = ['timeouts.firstToken', 'timeouts.stall', 'timeouts.attempt'];

  before(async () => {
    await layOutProject();
    await whetstone();
    await closeEverything();
    openai = await faultyServer('openai', () => first);
    anthropic = await faultyServer('anthropic', () => good);
    await run('addProvider', { kind: 'openai', baseUrl: `${openai.url}/v1`, key, model: 'gpt-test' });
    await run('addProvider', { kind: 'anthropic', baseUrl: anthropic.url, key, model: 'claude-test' });
    first = fails(401);
    // Both libraries load before the clock of the short limits starts.
    await ask();
    await set('whetstone.timeouts.firstToken', 0.6);
    await set('whetstone.timeouts.stall', 0.4);
  });

  afterEach(() => closeEverything());

  after(async () => {
    for (const provider of ['openai', 'anthropic']) await run('removeProvider', { provider });
    for (const name of settings) await set(`whetstone.${name}`, undefined);
    await Promise.all([openai.close(), anthropic.close()]);
  });

  it('show the key nowhere: results, errors, messages, webviews and files', async () => {
    const webviews = recordWebviews();
    const shown: string[] = [];
    let seconds = 10;
    try {
      for (const [name, fault] of Object.entries(leakyFaults)) {
        first = fault;
        // Another limit is another gateway, in which nobody rests yet.
        await set('whetstone.timeouts.attempt', (seconds += 1));
        const before = openai.headers.length;
        const detailed = ['401', 'an error in the stream', 'a web page'].includes(name);
        const made = await ask({ apply: detailed ? 'diff' : 'none' }).catch((error: unknown) => error);
        shown.push(inspect(made, { depth: 12, showHidden: true }), JSON.stringify(made));
        assert.equal(openai.headers[before]?.['authorization'], `Bearer ${key}`, name);
        if (!detailed) continue;
        const { changed, enhancementId } = made as Enhancement;
        assert.equal(changed, true, inspect(made));
        await run('showDetails', { enhancementId });
      }
      first = leakyFaults['401'] ?? good;
      shown.push(JSON.stringify(await run('testConnection', { provider: 'openai' })));
      await run('editProvider', { provider: 'anthropic', enabled: false });
      const { document } = await openFile('checkout.prompt.md', prompt());
      await vscode.window.showTextDocument(document);
      shown.push(
        ...(await messagesDuring(async () => {
          await vscode.commands.executeCommand('whetstone.enhancePrompt');
          await vscode.commands.executeCommand('whetstone.testConnection', {
            type: 'provider',
            id: 'openai',
          });
        })),
      );
      assert.match(shown.at(-1) ?? '', /does not accept the key/);
      await until('the details were sent to their panel', () => webviews.sent.length >= 3);
    } finally {
      webviews.restore();
      await run('editProvider', { provider: 'anthropic', enabled: true });
    }
    assert.match(webviews.sent.join('\n'), /answered instead of openai/);
    const home = process.env['WHETSTONE_HOME'];
    assert.ok(home, 'the data folder of this editor is not known');
    const files = (await readdir(path.dirname(home), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name));
    const texts = await Promise.all(files.map((file) => readFile(file, 'latin1')));
    assert.ok(
      texts.some((text) => text.includes('fix the login bug')),
      'looked in the wrong place',
    );
    assert.deepEqual([...shown, ...webviews.sent, ...texts].filter(holdsKey), []);
    // What a library's own error would have brought along is found in each of these places.
    for (const place of [shown, webviews.sent, texts])
      assert.equal(
        [...place, JSON.stringify({ headers: { authorization: `Bearer ${key}` } })].filter(holdsKey).length,
        1,
      );
  });

  it('get nothing more once they are turned off: what is under way is answered, what would follow is not asked', async () => {
    first = answersAfter(300);
    await set('whetstone.timeouts.attempt', 5);
    const turnOffOnceAsked = async (): Promise<void> => {
      const before = openai.times.length;
      await until('the provider was asked', () => openai.times.length > before);
      await run('editProvider', { provider: 'openai', enabled: false });
    };
    const before = openai.times.length;
    const askWhileTurnedOff = async (): Promise<Enhancement> => {
      try {
        return (await Promise.all([ask(), turnOffOnceAsked()]))[0];
      } finally {
        await run('editProvider', { provider: 'openai', enabled: true });
      }
    };
    const finished = await askWhileTurnedOff();
    assert.equal(finished.provider, 'openai', JSON.stringify(finished.warnings));
    first = fails(429, { headers: { 'retry-after': '1' } });
    const between = openai.times.length;
    const other = await askWhileTurnedOff();
    assert.deepEqual([other.provider, other.fallbackFrom], ['anthropic', 'openai']);
    assert.match(JSON.stringify(other.warnings), /OpenAI was turned off while it was being asked/);
    assert.equal(openai.times.length, between + 1);
    assert.ok(between > before);
  });

  describe('and the buttons of their errors', () => {
    /** Enhances as a person does, with only the first provider, and presses a button of the message. */
    async function press(button: string, fault: Behaviour): Promise<void> {
      first = fault;
      await set('whetstone.timeouts.attempt', 20 + number);
      const { document } = await openFile('buttons.prompt.md', prompt());
      await vscode.window.showTextDocument(document);
      const window = vscode.window;
      const original = window.showErrorMessage;
      const offered: string[][] = [];
      const answer = (_message: string, ...buttons: string[]): Promise<string | undefined> => {
        offered.push(buttons);
        return Promise.resolve(offered.length === 1 ? button : undefined);
      };
      Object.assign(window, { showErrorMessage: answer });
      try {
        await vscode.commands.executeCommand('whetstone.enhancePrompt');
        await until(`a message with the button ${button}`, () => offered.length > 0);
        assert.ok(offered[0]?.includes(button), `${button} is not among ${offered[0]?.join(', ')}`);
      } finally {
        Object.assign(window, { showErrorMessage: original });
      }
    }

    before(() => run('editProvider', { provider: 'anthropic', enabled: false }));
    after(() => run('editProvider', { provider: 'anthropic', enabled: true }));

    it('mend them: a new key, another model, the built-in rewriter, the log', async () => {
      const { createQuickPick, showInputBox, showQuickPick } = vscode.window;
      const choose = (items: readonly (vscode.QuickPickItem & { state?: unknown })[]): Promise<unknown> =>
        Promise.resolve(items.find(({ label }) => label === 'OpenAI'));
      Object.assign(vscode.window, {
        showQuickPick: choose,
        showInputBox: () => Promise.resolve('sk-a-new-key'),
        createQuickPick: () => typingQuickPick('gpt-other'),
      });
      try {
        await press('Set Key', fails(401));
        first = good;
        const asked = async (): Promise<readonly unknown[]> => {
          await ask({ provider: 'openai' });
          return [openai.headers.at(-1)?.['authorization'], openai.bodies.at(-1)?.['model']];
        };
        await settled(async () => (await asked())[0] === 'Bearer sk-a-new-key');
        await press('Choose Model', fails(404));
        first = good;
        await settled(async () => (await asked())[1] === 'gpt-other');
      } finally {
        Object.assign(vscode.window, { createQuickPick, showInputBox, showQuickPick });
      }
      await press('Use Offline', fails(503, { headers: { 'retry-after': '0' } }));
      await until('the diff of the built-in rewriter', () => isDiffInFront());
      await press('Open Log', fails(402));
      await until('the log is shown', () =>
        vscode.window.visibleTextEditors.some(({ document }) => document.uri.scheme === 'output'),
      );
    });
  });
});

/** Resolves when `probe` says so; fails after 20 tries. */
async function settled(probe: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 20; tries++) if (await probe()) return;
  assert.fail('it did not come to that');
}

function isDiffInFront(): boolean {
  return vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff;
}

/** A quick pick in which somebody types a name at once and accepts it. */
function typingQuickPick(text: string): object {
  const listeners: { value?: () => void; accept?: () => void } = {};
  const pick = {
    value: '',
    items: [] as { readonly model?: string | null }[],
    selectedItems: [] as { readonly model?: string | null }[],
    show: () =>
      void setTimeout(() => {
        pick.value = text;
        listeners.value?.();
        pick.selectedItems = pick.items.filter(({ model }) => model === text);
        listeners.accept?.();
      }, 20),
    onDidChangeValue: (listener: () => void) => void (listeners.value = listener),
    onDidAccept: (listener: () => void) => void (listeners.accept = listener),
    onDidHide: () => {},
    dispose: () => {},
  };
  return pick;
}

describe('the network settings of VS Code', () => {
  const host = 'models.example.test';
  const names = ['http.proxy', 'http.noProxy', 'http.proxyStrictSSL'];
  let plain: Server;
  let secure: Server;
  let proxy: Server;
  const tunnels: string[] = [];
  const list = JSON.stringify({ object: 'list', data: [{ id: 'model-1', object: 'model' }] });
  const port = (server: Server): number => (server.address() as AddressInfo).port;

  before(async () => {
    const serve = (_request: unknown, response: { setHeader: Function; end: Function }): void => {
      response.setHeader('content-type', 'application/json');
      response.end(list);
    };
    const { certificate, key: privateKey } = serverCertificate(['127.0.0.1'], authority('Nobody'));
    plain = createServer(serve);
    secure = createTlsServer({ cert: certificate, key: privateKey }, serve);
    proxy = createServer();
    proxy.on('connect', (request, socket) => {
      tunnels.push(request.url ?? '');
      const there = connect(port(plain), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
        there.pipe(socket);
        socket.pipe(there);
      });
      there.on('error', () => socket.destroy());
      socket.on('error', () => there.destroy());
    });
    for (const server of [plain, secure, proxy])
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  after(async () => {
    for (const name of names) await set(name, undefined);
    await run('removeProvider', { provider: 'openai' });
    for (const server of [plain, secure, proxy]) {
      server.closeAllConnections();
      server.close();
    }
  });

  interface Tested {
    readonly healthy: boolean;
    readonly error: string | null;
  }
  const tested = (): Promise<Tested> =>
    Promise.resolve(run<Tested>('testConnection', { provider: 'openai' }));

  it('say the proxy, who is reached without it, and whether certificates are checked', async () => {
    await run('addProvider', { kind: 'openai', baseUrl: `http://${host}/v1`, key });
    await set('http.proxy', `http://127.0.0.1:${port(proxy)}`);
    const through = await tested();
    assert.equal(through.healthy, true, through.error ?? '');
    assert.deepEqual(tunnels, [`${host}:80`]);
    await set('http.noProxy', [host]);
    assert.match((await tested()).error ?? '', /could not be found|cannot be reached/);
    assert.equal(tunnels.length, 1);
    await set('http.proxy', undefined);
    await run('editProvider', { provider: 'openai', baseUrl: `https://127.0.0.1:${port(secure)}/v1` });
    assert.match((await tested()).error ?? '', /certificate of 127\.0\.0\.1:\d+ is not trusted/);
    await set('http.proxyStrictSSL', false);
    const unchecked = await tested();
    assert.equal(unchecked.healthy, true, unchecked.error ?? '');
  });
});
