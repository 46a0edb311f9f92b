import assert from 'node:assert/strict';
import {
  readConnections,
  readFurther,
  type ReadConnection,
} from '../../../src/core/model/connectionSettings.ts';
import { estimateLocalRun } from '../../../src/core/model/localModels.ts';

const read = (values: Readonly<Record<string, unknown>>): readonly ReadConnection[] =>
  readConnections((name) => values[name]);

const one = (values: Readonly<Record<string, unknown>>, id = 'openai'): ReadConnection => {
  const found = read(values).find(({ definition }) => definition.id === id);
  assert.ok(found, id);
  return found;
};

describe('settings of connections', () => {
  it('have one of each vendor and the models of the editor, which are off until they are turned on', () => {
    assert.deepEqual(
      read({}).map(({ chosen, definition, problem }) => [definition.id, definition.enabled, chosen, problem]),
      [
        ['openai', true, false, null],
        ['anthropic', true, false, null],
        ['openrouter', true, false, null],
        ['ollama', true, false, null],
        ['vscode-lm', false, false, null],
      ],
    );
    assert.equal(one({ 'providers.vscode-lm.enabled': true }, 'vscode-lm').chosen, true);
  });

  it('take a base URL without its last slash, and refuse one without a scheme or with credentials', () => {
    assert.equal(
      one({ 'providers.openai.baseUrl': ' http://127.0.0.1:1234/v1/ ' }).definition.baseUrl,
      'http://127.0.0.1:1234/v1',
    );
    for (const bad of ['api.example.com', 'file:///etc/passwd', 'https://me:secret@example.com', 7]) {
      const { definition, problem } = one({ 'providers.openai.baseUrl': bad });
      assert.equal(definition.baseUrl, null, String(bad));
      assert.match(problem ?? '', /base URL of OpenAI/);
      assert.ok(!problem?.includes('secret'));
    }
  });

  it('refuse headers that smuggle in another', () => {
    assert.deepEqual(one({ 'providers.openai.headers': { 'x-team': 'a b' } }).definition.headers, {
      'x-team': 'a b',
    });
    for (const bad of [{ 'x\r\ny': 'z' }, { x: 'y\r\nauthorization: z' }, { x: 1 }, 'x', { '': 'y' }])
      assert.match(one({ 'providers.openai.headers': bad }).problem ?? '', /[Hh]eader/);
  });

  it('take models by size of task, or one for all', () => {
    assert.deepEqual(one({ 'providers.openai.models': 'm' }).definition.models, { medium: 'm' });
    assert.deepEqual(one({ 'providers.openai.models': { simple: 's', complex: ' ' } }).definition.models, {
      simple: 's',
    });
    assert.match(one({ 'providers.openai.models': ['m'] }).problem ?? '', /models of OpenAI/);
  });

  it('have further connections of a vendor, none of which takes the place of another', () => {
    const all = read({
      'providers.more': {
        'openai-2': { kind: 'openai', baseUrl: 'http://127.0.0.1:1/v1', models: { medium: 'm' } },
        anthropic: { kind: 'anthropic', baseUrl: 'http://127.0.0.1:1' },
        work: { kind: 'ollama', name: 'Office', enabled: false },
      },
    });
    assert.deepEqual(
      all
        .slice(5)
        .map(({ definition }) => [definition.id, definition.kind, definition.name, definition.enabled]),
      [
        ['openai-2', 'openai', 'OpenAI (openai-2)', true],
        ['work', 'ollama', 'Office', false],
      ],
    );
    assert.equal(
      one({ 'providers.more': { anthropic: { kind: 'anthropic', baseUrl: 'x' } } }, 'anthropic').definition
        .baseUrl,
      null,
    );
  });

  it('say which further ones cannot be used and why, and keep the others', () => {
    const secret = ['sk', 'never', 'shown'].join('-');
    const good = { kind: 'openai', baseUrl: 'http://127.0.0.1:1/v1' };
    const { connections, warnings } = readFurther(() => ({
      good,
      'Bad id': good,
      openai: good,
      auto: good,
      unkind: { kind: secret },
      nameless: { ...good, name: '' },
      off: { ...good, enabled: secret },
      nothing: null,
    }));
    assert.deepEqual(
      connections.map(({ definition }) => definition.id),
      ['good'],
    );
    assert.deepEqual(
      warnings.map((warning) => /"(.+)" in providers\.more cannot be used: (.+)\./.exec(warning)?.slice(1)),
      [
        ['Bad id', 'its id must be a small letter, then up to 39 small letters, digits and hyphens'],
        ['openai', 'its id is taken by a provider that has settings of its own'],
        ['auto', 'its id is taken by a provider that has settings of its own'],
        ['unkind', 'its kind must be one of openai, anthropic, openrouter, ollama'],
        ['nameless', 'its name is not as it must be'],
        ['off', 'its enabled is not as it must be'],
        ['nothing', 'it must hold at least a kind'],
      ],
    );
    assert.ok(!warnings.join(' ').includes(secret));
    for (const bad of [['x'], 'x', 7])
      assert.match(readFurther(() => bad).warnings.join(''), /providers\.more cannot be used/);
    assert.deepEqual(
      readFurther(() => undefined),
      { connections: [], warnings: [] },
    );
  });
});

describe('what a local model takes', () => {
  it('is told by the table, by name and size', () => {
    assert.deepEqual(estimateLocalRun('llama3', 0, null), { memoryGb: 8, seconds: 17, measured: false });
    assert.deepEqual(estimateLocalRun('llama3:latest', 1000, null), {
      memoryGb: 8,
      seconds: 50,
      measured: false,
    });
    assert.equal(estimateLocalRun('llama3:70b-instruct', 0, null).memoryGb, 48);
    assert.equal(estimateLocalRun('codellama:34b', 0, null).memoryGb, 20);
    assert.deepEqual(estimateLocalRun('something:1b', 0, null), {
      memoryGb: 8,
      seconds: 25,
      measured: false,
    });
  });

  it('follows what was measured on this machine', () => {
    assert.deepEqual(estimateLocalRun('llama3:70b', 0, 100), { memoryGb: 48, seconds: 5, measured: true });
    assert.equal(estimateLocalRun('llama3', 0, 0).measured, false);
  });
});
