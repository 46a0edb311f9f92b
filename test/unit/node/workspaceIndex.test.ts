import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { scriptsIn, symbolsIn } from '../../../src/core/score/namesInText.ts';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';
import { scorePrompt } from '../../../src/core/score/scorePrompt.ts';
import { WorkspaceIndexes } from '../../../src/node/engine/workspaceIndexes.ts';
import { indexWorkspace } from '../../../src/node/workspaceIndex.ts';
import { run } from '../cli/recordedIo.ts';

const { signal } = new AbortController();

async function project(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'whetstone-index-'));
  const files: Record<string, string> = {
    'package.json': '{"scripts":{"test:unit":"mocha","build":"tsc"}}',
    Makefile: 'deploy: build\n\techo\nX := 1\n',
    'src/auth/session.ts':
      'export class SessionStore {\n  async refresh(token: string): Promise<void> {\n  }\n}\nexport const maximumAge = 3;\n',
    'tools/report.py': 'def write_report(rows):\n    pass\n\nclass ReportRow:\n    pass\n',
    '.env': 'SECRET_NAME=1\n',
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  await promisify(execFile)('git', ['init', '-q', root]);
  return root;
}

describe('symbolsIn and scriptsIn', () => {
  it('read what sources declare, in several languages', () => {
    const text =
      'export async function one() {}\nclass Two {\n  three(a) {\n    if (a) {\n    }\n  }\n}\nconst four = 1;\nfunc (s *Server) Five() {\nfn six() {\npub struct Seven {\n';
    assert.deepEqual([...symbolsIn(text)].toSorted(), [
      'Five',
      'Seven',
      'Two',
      'four',
      'one',
      'six',
      'three',
    ]);
  });

  it('read scripts and tasks', () => {
    assert.deepEqual(scriptsIn('package.json', '{"scripts":{"a":"x","b:c":"y"}}'), ['a', 'b:c']);
    assert.deepEqual(scriptsIn('package.json', '{broken'), []);
    assert.deepEqual(scriptsIn('Makefile', 'all: x\nVAR := 1\nclean:\n\trm\n'), ['all', 'clean']);
    assert.deepEqual(scriptsIn('justfile', 'test arg:\n  x\n'), ['test']);
    assert.deepEqual(scriptsIn('Taskfile.yml', 'tasks:\n  lint:\n    cmds: []\n'), ['lint']);
    assert.deepEqual(scriptsIn('pyproject.toml', '[tool.poe.tasks]\ncheck = "x"\n\n[other]\ny = 1\n'), [
      'check',
    ]);
    assert.deepEqual(scriptsIn('readme.md', 'x: y'), []);
  });
});

describe('indexWorkspace', () => {
  it('knows files, folders, scripts and symbols, and none that are never read', async () => {
    const names = await indexWorkspace(await project(), { symbols: true }, signal);
    assert.ok(names !== null);
    assert.ok(
      names.hasPath('src/auth/session.ts') && names.hasPath('session.ts') && names.hasPath('src/auth'),
    );
    assert.ok(names.hasScript('test:unit') && names.hasScript('deploy') && !names.hasScript('X'));
    for (const name of [
      'SessionStore',
      'refresh',
      'SessionStore.refresh',
      'maximumAge',
      'write_report',
      'ReportRow',
    ])
      assert.ok(names.hasSymbol(name), name);
    assert.equal(names.hasSymbol('SECRET_NAME'), false);
    assert.equal(names.nearest('src/auth/sesion.ts'), 'src/auth/session.ts');
  });

  it('assumes nothing about a folder that is not there', async () => {
    assert.equal(await indexWorkspace('/nowhere/at/all', { symbols: true }, signal), null);
  });

  it('lets a name that is misspelled cost, one that exists or is strange not', async () => {
    const names = (await indexWorkspace(await project(), { symbols: true }, signal)) ?? undefined;
    const [right, wrong, strange] = [
      'src/auth/session.ts',
      'src/auth/sesion.ts',
      'lib/quantum/entangle.rs',
    ].map((file) => {
      const document = parsePrompt(`In ${file} return early when the token is empty.`);
      return [scorePrompt(document).total, scorePrompt(document, names)] as const;
    });
    assert.equal(right?.[0], right?.[1].total);
    assert.equal(strange?.[0], strange?.[1].total);
    assert.ok(wrong !== undefined && wrong[1].total < wrong[0]);
    const advice = wrong?.[1].suggestions.find(({ rule }) => rule === 'unknown-name');
    assert.match(advice?.suggestion ?? '', /"src\/auth\/session\.ts" is the nearest name/);
  });
});

describe('WorkspaceIndexes', () => {
  it('answers at once with what is there, and has the rest built in the background', async () => {
    const root = await project();
    const indexes = new WorkspaceIndexes();
    const document = parsePrompt('Fix src/auth/session.ts');
    assert.equal(indexes.ready(root, document), undefined);
    assert.ok((await indexes.soon(root, document, signal)) !== null);
    assert.ok(indexes.ready(root, document) !== undefined);
    assert.equal(indexes.ready(null, document), undefined);
    assert.equal(indexes.ready(root, parsePrompt('fix it')), undefined);
  });
});

describe('whetstone score in a repository', () => {
  it('says whether names were looked up, and what earned and cost points', async () => {
    const cwd = await project();
    const text = 'In src/auth/sesion.ts return early when the token is empty.';
    const { stdout } = await run(['score', '--json', text], { cwd });
    const score = JSON.parse(stdout) as { grounded: boolean; suggestions: { rule: string }[] };
    assert.equal(score.grounded, true);
    assert.ok(score.suggestions.some(({ rule }) => rule === 'unknown-name'));
    const without = JSON.parse((await run(['score', '--json', '--no-codebase', text], { cwd })).stdout) as {
      grounded: boolean;
    };
    assert.equal(without.grounded, false);
    const explained = (await run(['score', '--explain', text], { cwd })).stdout;
    assert.match(explained, /Earned\n/);
    assert.match(
      explained,
      /Cost\n.*names something that is not in the workspace 1:4 "src\/auth\/sesion\.ts"/s,
    );
    assert.match(explained, /Names were looked up/);
    const json = JSON.parse((await run(['score', '--json', '--explain', text], { cwd })).stdout) as {
      earned: unknown[];
      cost: unknown[];
    };
    assert.ok(json.earned.length > 0 && json.cost.length > 0);
  });
});
