import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import * as z from 'zod';
import { temporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts';
import { run, type Recorded } from './recordedIo.ts';

const importedShape = z.array(
  z.object({
    from: z.string(),
    id: z.string(),
    format: z.enum(['prompt', 'prompt.md', 'skill', 'claude']),
    status: z.enum(['imported', 'exists', 'would-import']),
    lost: z.array(z.string()),
  }),
);

const promptFile = `---
description: Explain a file
agent: ask
model: GPT-5
---
Explain \${file} to \${input:reader:Who reads it}.
Selected: \${selection}. Keep {{braces}} as they are.
`;
const skill = `---
name: release-notes
description: Writes release notes. Use when a version is tagged.
license: MIT
---
# Release notes
Collect the commits.
`;
const command = `---
description: Fix an issue
argument-hint: [issue] [priority]
allowed-tools: Bash(git log:*)
---
Context: !\`git log -3\`
Fix issue $1 with priority $2 now. All: $ARGUMENTS
`;

describe('whetstone template import and export', () => {
  let folder: TemporaryFolder;
  let home: string;

  beforeEach(() => {
    folder = temporaryFolder();
    home = join(folder.path, 'home');
  });

  afterEach(() => folder.remove());

  function whetstone(...args: string[]): Promise<Recorded> {
    return run(['template', ...args], { env: { WHETSTONE_HOME: home }, cwd: folder.path, stdin: null });
  }

  async function imported(...args: string[]): Promise<z.infer<typeof importedShape>> {
    const { stdout, stderr } = await whetstone('import', ...args, '--json');
    assert.ok(stdout !== '', stderr);
    return importedShape.parse(JSON.parse(stdout));
  }

  it('takes the files of a folder in every format, and says what was lost', async () => {
    folder.write({
      'pack/.github/prompts/explain.prompt.md': promptFile,
      'pack/.claude/skills/release-notes/SKILL.md': skill,
      'pack/.claude/commands/fix-issue.md': command,
      'pack/greeting.prompt': 'Hello {{who}}',
      'pack/README.md': 'no prompt',
    });
    const results = await imported('pack');
    assert.deepEqual(results.map(({ id, format, status }) => `${id} ${format} ${status}`).toSorted(), [
      'explain prompt.md imported',
      'fix-issue claude imported',
      'greeting prompt imported',
      'release-notes skill imported',
    ]);
    const lostOf = (id: string): string => results.find((result) => result.id === id)!.lost.join(' ');
    assert.match(lostOf('explain'), /"agent"/u);
    assert.match(lostOf('fix-issue'), /"argument-hint".*"allowed-tools".*plain text now/u);
    assert.match(lostOf('release-notes'), /"license"/u);
    assert.equal(lostOf('greeting'), '');
    assert.equal((await whetstone('validate')).status, 0);
    const explained = await whetstone('render', 'explain', '--var', 'file=src/a.ts', '--var', 'reader=Bo');
    assert.equal(explained.stdout, 'Explain src/a.ts to Bo.\nSelected: . Keep {{braces}} as they are.\n');
    const fixed = await whetstone('render', 'fix-issue', '--var', 'argument_1=7', '--var', 'argument_2=high');
    assert.match(fixed.stdout, /Fix issue 7 with priority high now\. All:/u);
    const again = await whetstone('import', 'pack', '--json');
    assert.equal(again.status, 1);
    assert.ok(importedShape.parse(JSON.parse(again.stdout)).every(({ status }) => status === 'exists'));
    assert.equal((await whetstone('import', 'pack', '--overwrite')).status, 0);
  });

  it('takes a zip, and refuses one that leads out, is no zip, or unpacks to gigabytes', async () => {
    const zip = (files: Record<string, Uint8Array>): void =>
      writeFileSync(join(folder.path, 'pack.zip'), zipSync(files, { level: 1 }));
    zip({ 'a/greeting.prompt': strToU8('Hello'), 'a/notes.txt': strToU8('x') });
    assert.deepEqual(
      (await imported('pack.zip', '--dry-run')).map(({ id, status }) => [id, status]),
      [['greeting', 'would-import']],
    );
    for (const name of [
      '../evil.prompt',
      'a/../../evil.prompt',
      '/etc/evil.prompt',
      'C:/evil.prompt',
      'a\\..\\b.prompt',
    ]) {
      zip({ [name]: strToU8('x') });
      const { status, stderr } = await whetstone('import', 'pack.zip');
      assert.equal(status, 2, name);
      assert.match(stderr, /leads out of the archive/u);
    }
    const zeros = new Uint8Array(500 * 1024);
    zip(Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`t${index}.prompt`, zeros])));
    const bomb = await whetstone('import', 'pack.zip', '--json');
    assert.equal(bomb.status, 2);
    assert.match(bomb.stderr, /input-too-large/u);
    zip({ 'big.prompt': new Uint8Array(2 * 1024 * 1024) });
    assert.match((await whetstone('import', 'pack.zip')).stderr, /holds no prompt files/u);
    writeFileSync(join(folder.path, 'pack.zip'), 'PK but no zip');
    assert.equal((await whetstone('import', 'pack.zip')).status, 2);
    assert.equal((await whetstone('import', 'nowhere')).status, 2);
  });

  it('follows no links out of a folder and refuses what is no text', async () => {
    folder.write({ 'secret.prompt': 'secret', 'pack/a.prompt': 'A' });
    symlinkSync(join(folder.path, 'secret.prompt'), join(folder.path, 'pack', 'b.prompt'));
    assert.deepEqual(
      (await imported('pack', '--dry-run')).map(({ id }) => id),
      ['a'],
    );
    folder.write({ 'bad.prompt': Uint8Array.from([0xff, 0xfe, 0x80]) });
    assert.match((await whetstone('import', 'bad.prompt')).stderr, /no UTF-8 text/u);
  });

  it('writes every built-in template for the other tools, nothing of Handlebars left', async () => {
    const list = z
      .array(z.object({ id: z.string() }))
      .parse(JSON.parse((await whetstone('list', '--json')).stdout));
    const ids = list.map(({ id }) => id);
    for (const format of ['prompt.md', 'skill', 'claude']) {
      const { status, stderr, stdout } = await whetstone(
        'export',
        ...ids,
        '--format',
        format,
        '--to',
        format,
        '--json',
      );
      assert.equal(status, 0, stderr);
      const files = z
        .array(z.object({ path: z.string(), lost: z.array(z.string()) }))
        .parse(JSON.parse(stdout));
      assert.equal(files.length, ids.length);
      for (const { path, lost } of files) {
        const text = readFileSync(join(folder.path, format, path), 'utf8');
        assert.doesNotMatch(text, /\{\{/u, path);
        assert.ok(lost.length > 0);
      }
    }
    const prompt = readFileSync(join(folder.path, 'prompt.md', 'bug-fix.prompt.md'), 'utf8');
    assert.match(prompt, /^## Bug Fix: \$\{input:task_title:The defect in one line\}$/mu);
    assert.match(
      readFileSync(join(folder.path, 'skill', 'bug-fix', 'SKILL.md'), 'utf8'),
      /^name: bug-fix\n.*Use when/mu,
    );
    const again = await whetstone('export', 'bug-fix', '--format', 'claude', '--to', 'claude');
    assert.equal(again.status, 2);
    assert.match(again.stderr, /is there already/u);
  });

  it('brings templates of ours back from a zip exactly', async () => {
    mkdirSync(join(home, 'templates'), { recursive: true });
    const text = '---\n# a comment\nname:   Greeting\n---\nHello {{who}}\n';
    writeFileSync(join(home, 'templates', 'greeting.prompt'), text);
    assert.equal((await whetstone('export', '--to', 'out.zip')).status, 0);
    const single = await whetstone('export', 'greeting');
    assert.equal(single.stdout, text);
    assert.equal((await whetstone('import', 'out.zip', '--scope', 'workspace')).status, 0);
    assert.equal(readFileSync(join(folder.path, '.whetstone', 'templates', 'greeting.prompt'), 'utf8'), text);
  });
});
