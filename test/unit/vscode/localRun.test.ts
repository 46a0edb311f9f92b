import assert from 'node:assert/strict';
import { networkOfEnvironment } from '../../../src/node/network/networkSettings.ts';
import type { EngineProgress, EnhanceInput } from '../../../src/node/engine/engine.ts';
import type { ConnectionDefinition } from '../../../src/core/model/connectionDefinition.ts';
import { defaultTimeouts } from '../../../src/core/model/timeoutSettings.ts';
import { localRunOf, withLocalRun } from '../../../src/vscode/enhance/localRun.ts';

const connection = (kind: 'ollama' | 'openai', medium?: string): ConnectionDefinition => ({
  id: kind,
  kind,
  name: kind,
  baseUrl: null,
  headers: {},
  models: medium === undefined ? {} : { medium },
  enabled: true,
});

const input = (given: Partial<EnhanceInput>, ...connections: ConnectionDefinition[]): EnhanceInput => ({
  text: 'fix the login bug',
  style: null,
  customInstructions: '',
  context: null,
  contextMissing: null,
  models: {
    connections,
    preferred: connections[0]?.id ?? null,
    order: [],
    allowCloudFromLocal: false,
    allowAfterRefusal: false,
    timeouts: defaultTimeouts,
    network: networkOfEnvironment,
    home: '/nowhere',
    installation: '/nowhere',
    accounting: {},
  },
  ...given,
});

const unknown = { of: (): null => null };

describe('what a run on this machine takes', () => {
  it('is said before it, by the table for a model that never ran here, by this machine afterwards', () => {
    const asked = input({}, connection('ollama', 'llama3:70b'));
    assert.deepEqual(localRunOf(asked, unknown), {
      model: 'llama3:70b',
      memoryGb: 48,
      seconds: Math.round((5 + 1500 + 500) / 5),
      measured: false,
    });
    const measured = localRunOf(asked, { of: (model) => (model === 'llama3:70b' ? 200 : null) });
    assert.deepEqual([measured?.seconds, measured?.measured], [10, true]);
  });

  it('counts the context that may go along, and takes the model that was named', () => {
    const context = { root: '/x', depth: 3, include: [], exclude: [], git: false, tokenBudget: 4000 };
    const run = localRunOf(input({ context, model: 'mistral' }, connection('ollama')), unknown);
    assert.deepEqual([run?.model, run?.seconds], ['mistral', Math.round((5 + 1500 + 4000 + 500) / 40)]);
  });

  it('is not said of other providers', () => {
    assert.equal(localRunOf(input({}, connection('openai'), connection('ollama')), unknown), null);
    assert.equal(localRunOf(input({ models: null }), unknown), null);
    assert.equal(localRunOf(input({ provider: 'offline' }, connection('ollama')), unknown), null);
    const named = input({ provider: 'ollama' }, connection('openai'), connection('ollama'));
    assert.equal(localRunOf(named, unknown)?.model, 'llama3');
  });

  it('comes with the step that asks', () => {
    const steps: EngineProgress[] = [];
    const run = { model: 'm', memoryGb: 8, seconds: 3, measured: false };
    const report = withLocalRun((step) => steps.push(step), run);
    report({ step: 'checking' });
    report({ step: 'asking', model: 'Ollama' });
    assert.deepEqual(steps, [{ step: 'checking' }, { step: 'asking', model: 'Ollama', takes: run }]);
  });
});
