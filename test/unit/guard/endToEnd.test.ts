import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { contextPorts } from '../../../src/cli/contextPorts.ts';
import { gatherContext } from '../../../src/core/context/gatherContext.ts';
import { enhance } from '../../../src/core/enhance/enhance.ts';
import type { Enhancement } from '../../../src/core/enhance/enhancement.ts';
import { modelRewriter } from '../../../src/core/enhance/model/modelRewriter.ts';
import { guardEnhancement } from '../../../src/core/guard/guardEnhancement.ts';
import { defaultGuardPolicy, userPolicy, type GuardPolicy } from '../../../src/core/guard/policy.ts';
import { parseTemplate } from '../../../src/core/library/parseTemplate.ts';
import { renderTemplate } from '../../../src/core/library/renderTemplate.ts';
import { guarded } from '../../../src/core/model/guarded.ts';
import { openStore } from '../../../src/node/store/openStore.ts';
import { entryOf } from '../../harness/enhancements.ts';
import { enhanceDependencies } from '../../harness/enhanceDependencies.ts';
import { answers, fails, faultyServer, type FaultyServer } from '../../harness/faultyServer.ts';
import { modelRewriterOptions } from '../../harness/modelRewriting.ts';
import { shortGateway, vendor } from '../../harness/providers.ts';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';

// Put together here, so that no scanner takes this file for one that holds a key. One for each place, so that each can be missed.
const keyIn = (place: number): string =>
  `${['ghp', 'Zk3Qp9Lx2Vb7Nw5Ty8Rc1Md4Fg6Hj0KsAe'].join('_')}${place}Ui`;
const places = [
  'prompt',
  'variable',
  'error text',
  'instructions',
  'readme',
  'rules',
  'script',
  'commit',
] as const;
const keys = new Map(places.map((place, index) => [place, keyIn(index)] as const));
const key = (place: (typeof places)[number]): string => keys.get(place) ?? '';
const off = userPolicy({
  secrets: { keys: 'allow', passwords: 'allow' },
  personal: { email: 'allow', phone: 'allow', card: 'allow', iban: 'allow', ssn: 'allow', ip: 'allow' },
});
const { signal } = new AbortController();

/** In which texts each planted key is found. */
function foundIn(text: string): string[] {
  return places.filter((place) => text.includes(key(place)));
}

describe('keys planted everywhere, from the prompt to the wire and the disk', () => {
  let folder: TemporaryFolder;
  let server: FaultyServer;
  let failing = false;

  before(async () => {
    folder = temporaryFolder();
    folder.write({
      'README.md': `# Shop\n\nRun with TOKEN=${key('readme')} for the uploads.\n`,
      'AGENTS.md': `# Rules\n\n- Deploy with ${key('rules')}.\n`,
      'package.json': JSON.stringify({
        name: 'shop',
        scripts: { test: `TOKEN=${key('script')} vitest run` },
      }),
      'src/upload.ts': 'export function upload(name: string): boolean {\n  return name.length > 0;\n}\n',
    });
    folder.git('init', '-q');
    folder.git('add', '.');
    folder.git('commit', '-q', '-m', `Rotate ${key('commit')} for the uploads`);
    server = await faultyServer('openai', () =>
      failing
        ? fails(400, { message: 'The request was not understood.' })
        : answers(JSON.stringify({ enhanced_prompt: 'Fix the upload in src/upload.ts.' })),
    );
  });
  after(async () => {
    await server.close();
    folder.remove();
  });

  /** Enhances with a key in every place. Everything is real but the model: git, files, template, guard, gateway, adapter, HTTP. */
  async function run(policy: GuardPolicy): Promise<{ sent: string; made: Enhancement | null; told: string }> {
    const before = server.bodies.length;
    const template = await parseTemplate(
      '---\ninput:\n  schema:\n    what: string\n    error: string\n---\nFix {{what}}.\n\nIt says:\n{{error}}\n',
      { id: 'fix', scope: 'user' },
    );
    const { text } = await renderTemplate(template, {
      what: `the upload with ${key('variable')} in src/upload.ts`,
      error: `Error: 401 for Authorization: Bearer ${key('error text')}`,
    });
    const guardedRequest = guardEnhancement(
      {
        text: `${text}\nI use ${key('prompt')}.`,
        style: 'balanced',
        instructions: `Log in with ${key('instructions')} first.`,
      },
      { policy, redact: true, hint: '' },
    );
    const complete = shortGateway([vendor('openai', server.url)], {
      surroundings: { guard: guarded(() => policy) },
      retry: { attempts: 1, baseMs: 1, longestWaitMs: 1 },
    });
    try {
      const made = await enhance(
        guardedRequest.request,
        enhanceDependencies({
          rewriter: modelRewriter(modelRewriterOptions(complete, { redact: true, insist: true })),
          inspect: guardedRequest.inspect,
          gatherContext: (prompt, given) =>
            gatherContext(
              { root: folder.path, prompt, depth: 3, include: [], exclude: [], git: true, tokenBudget: 4000 },
              contextPorts,
              given,
            ),
        }),
        signal,
      );
      return {
        sent: JSON.stringify(server.bodies.slice(before)),
        made,
        told: inspect([guardedRequest.warnings, made], { depth: 9 }),
      };
    } catch (error) {
      return {
        sent: JSON.stringify(server.bodies.slice(before)),
        made: null,
        told: inspect(error, { depth: 9, showHidden: true }),
      };
    }
  }

  /** All bytes of the database after an enhancement was kept, as text. */
  async function bytesOnDisk(made: Enhancement): Promise<string> {
    const home = join(folder.path, '.git', `home-${made.enhancementId}`);
    const store = openStore({ path: join(home, 'whetstone.db') });
    await store.history.save(entryOf(1, made));
    await store.history.amend(made.enhancementId, {
      at: Date.parse('2026-11-02T08:00:00Z'),
      comment: `worked with ${key('prompt')}`,
    });
    await store.close();
    return readdirSync(home)
      .map((name) => readFileSync(join(home, name), 'latin1'))
      .join('\n');
  }

  it('are in no request, record, warning, database or error', async () => {
    const { sent, made, told } = await run(defaultGuardPolicy);
    assert.deepEqual(foundIn(sent), []);
    assert.match(sent, /<TOKEN_\d>/);
    assert.match(sent, /src\/upload\.ts/);
    assert.deepEqual(foundIn(told), []);
    assert.ok(made !== null);
    // What the user sees has his values back; what is kept has not.
    const kept = {
      ...made,
      originalPrompt: `I use ${key('prompt')}`,
      enhancedPrompt: `Use ${key('variable')}`,
    };
    const bytes = await bytesOnDisk(kept);
    assert.deepEqual(foundIn(bytes), []);
    assert.ok(bytes.includes('I use <TOKEN_1>'), 'the search reads what was written');

    failing = true;
    const failed = await run(defaultGuardPolicy).finally(() => (failing = false));
    assert.equal(failed.made, null);
    assert.ok(failed.sent.length > 100);
    assert.deepEqual(foundIn(failed.sent), []);
    assert.deepEqual(foundIn(failed.told), []);
  });

  it('are found by the same search, all of them, when the guard is switched off', async () => {
    const { sent } = await run(off);
    assert.deepEqual(foundIn(sent), [...places]);
  });
});
