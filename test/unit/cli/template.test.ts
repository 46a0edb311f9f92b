import assert from 'node:assert/strict';
import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { run } from './recordedIo.ts';
import { errorShape } from './shapes.ts';

const listShape = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    category: z.string(),
    tags: z.array(z.string()),
    scope: z.enum(['builtin', 'user', 'workspace']),
    version: z.int(),
    active: z.boolean(),
    usageCount: z.int(),
    lastUsedAt: z.string().nullable(),
    score: z.int().nullable(),
  }),
);

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'whetstone-templates-'));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

const values = ['--var', 'task_title=Login fails', '--var', 'task_description=It says "no = never".'];

describe('whetstone template', () => {
  it('lists the built-in templates, as text and as JSON', async () => {
    const { status, stdout } = await run(['template', 'list', '--json']);
    assert.equal(status, 0);
    const listed = listShape.parse(JSON.parse(stdout));
    assert.deepEqual(listed.map(({ id }) => id).toSorted(), [
      'architecture-proposal',
      'bug-fix',
      'chat-assistant',
      'code-review',
      'commit-message',
      'debug-an-error',
      'documentation',
      'documentation-generator',
      'feature',
      'issue-from-feedback',
      'issue-from-repository-analysis',
      'pull-request-description',
      'readme-update',
      'refactoring',
      'sub-issues',
      'test-writing',
    ]);
    const text = await run(['template', 'list']);
    for (const { id } of listed) assert.ok(text.stdout.includes(id), id);
  });

  it('shows variables and source', async () => {
    const { status, stdout } = await run(['template', 'show', 'bug-fix']);
    assert.equal(status, 0);
    assert.match(stdout, /task_title \(string, required\): The defect in one line/);
    assert.match(stdout, /## Bug Fix: \{\{task_title\}\}/);
    const json = JSON.parse((await run(['template', 'show', 'bug-fix', '--json'])).stdout) as { id: string };
    assert.equal(json.id, 'bug-fix');
  });

  it('renders values from flags and from a file, the flags first', async () => {
    const { status, stdout } = await run(['template', 'render', 'bug-fix', ...values]);
    assert.equal(status, 0);
    assert.match(stdout, /^## Bug Fix: Login fails\n\n### Problem Description\nIt says "no = never"\./);
    const cwd = await folderWith({
      'values.json': JSON.stringify({ task_title: 'from the file', file_paths: ['a.ts', 'b.ts'] }),
    });
    const json = await run(['template', 'render', 'bug-fix', ...values, '--vars', 'values.json', '--json'], {
      cwd,
    });
    const rendered = JSON.parse(json.stdout) as {
      text: string;
      messages: { role: string; content: string }[];
      tokens: number;
      version: number;
    };
    assert.match(rendered.text, /Bug Fix: Login fails[^]*- `a\.ts`\n- `b\.ts`/);
    assert.deepEqual(rendered.messages, [{ role: 'user', content: rendered.text }]);
    assert.ok(rendered.tokens > 10);
    assert.equal(rendered.version, 1);
  });

  it('takes the templates of the home folder and of the working folder', async () => {
    const template = '---\nname: Ours\n---\nDeploy {{service}}.';
    const cwd = await folderWith({ '.whetstone/templates/deploy.prompt': template });
    const home = await folderWith({ 'templates/mine.prompt': template });
    const { stdout } = await run(['template', 'list', '--json'], { cwd, env: { WHETSTONE_HOME: home } });
    const scopes = Object.fromEntries(
      listShape.parse(JSON.parse(stdout)).map(({ id, scope }) => [id, scope]),
    );
    assert.equal(scopes['deploy'], 'workspace');
    assert.equal(scopes['mine'], 'user');
    const rendered = await run(['template', 'render', 'deploy', '--var', 'service=api'], { cwd });
    assert.equal(rendered.stdout, 'Deploy api.\n');
  });

  const wrong: readonly (readonly [readonly string[], string, RegExp])[] = [
    [['template', 'show', 'fearure'], 'template-not-found', /Did you mean "feature"/],
    [
      ['template', 'render', 'bug-fix', '--var', 'task_titel=x'],
      'template-schema',
      /Did you mean "task_title"/,
    ],
    [['template', 'render', 'bug-fix'], 'template-schema', /task_title/],
    [['template', 'render', 'bug-fix', '--var', 'task_title'], 'usage', /name=value/],
    [['template', 'render', 'bug-fix', '--vars', 'nowhere.json'], 'input-unreadable', /nowhere\.json/],
    [['template', 'render', 'bug-fix', '--vars', 'package.json/x'], 'input-unreadable', /package\.json/],
  ];
  for (const [args, code, pattern] of wrong) {
    it(`refuses "${args.join(' ')}"`, async () => {
      const { status, stdout, stderr } = await run([...args, '--json']);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      const { error } = errorShape.parse(JSON.parse(stderr));
      assert.equal(error.code, code);
      assert.match(`${error.message} ${error.hint}`, pattern);
    });
  }

  it('reads the folders that the team names, inside the repository only', async () => {
    const outside = await folderWith({ 'stolen.prompt': 'secret', 'notes.txt': 'secret' });
    const cwd = await folderWith({
      '.git/HEAD': 'ref: refs/heads/main\n',
      'prompts/release.prompt': 'Write the notes of the release.',
      '.whetstone/templates/own.prompt': 'Our own.',
      'whetstone.config.json': JSON.stringify({
        templates: ['prompts', '../', 'linked', 'nowhere', outside],
      }),
    });
    await symlink(outside, join(cwd, 'linked'));
    await symlink(join(outside, 'notes.txt'), join(cwd, '.whetstone/templates/notes.prompt'));
    const { status, stdout, stderr } = await run(['template', 'list', '--json'], { cwd });
    assert.equal(status, 0);
    const ids = listShape.parse(JSON.parse(stdout)).map(({ id }) => id);
    assert.ok(ids.includes('release') && ids.includes('own'), ids.join());
    assert.ok(!ids.includes('stolen') && !ids.includes('notes'), ids.join());
    assert.equal(stderr.match(/is not a folder of this repository/g)?.length, 4);
    const { stdout: text } = await run(['template', 'render', 'release'], { cwd: join(cwd, 'prompts') });
    assert.equal(text.trim(), 'Write the notes of the release.');
  });

  it('refuses values that are no JSON object', async () => {
    const cwd = await folderWith({ 'list.json': '[1]', 'broken.json': '{' });
    for (const file of ['list.json', 'broken.json']) {
      const { status, stderr } = await run(['template', 'render', 'bug-fix', '--vars', file], { cwd });
      assert.equal(status, 2);
      assert.match(stderr, /JSON/);
    }
  });
});
