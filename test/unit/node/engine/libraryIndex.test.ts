import assert from 'node:assert/strict';
import { mkdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FoundTemplate } from '../../../../src/core/library/foundTemplate.ts';
import { LibraryIndex } from '../../../../src/node/engine/libraryIndex.ts';
import type { TemplateFolder } from '../../../../src/node/templateFiles.ts';
import { temporaryFolder, type TemporaryFolder } from '../../../harness/temporaryFolder.ts';

const { signal } = new AbortController();

describe('the index of template files', () => {
  let folder: TemporaryFolder;
  let folders: readonly TemplateFolder[];

  const inside = (...names: readonly string[]): string => path.join(folder.path, ...names);

  beforeEach(async () => {
    folder = temporaryFolder();
    folders = [
      { scope: 'user', path: inside('user') },
      {
        scope: 'workspace',
        path: inside('repo', 'prompts'),
        within: inside('repo'),
        place: 'workspace:r',
      },
    ];
    await mkdir(inside('user'));
    await mkdir(inside('repo', 'prompts'), { recursive: true });
  });

  afterEach(() => folder.remove());

  async function write(name: string, text: string): Promise<void> {
    await writeFile(inside(name), text);
  }

  async function list(index: LibraryIndex): Promise<readonly FoundTemplate[]> {
    return (await index.list(folders, () => {}, signal)).templates;
  }

  it('names scope, place and file of each, and says which one stands before which', async () => {
    await write('user/one.prompt', '---\nname: Mine\n---\nmine');
    await write('repo/prompts/one.prompt', '---\nname: Ours\nmodel: openai/gpt-5\n---\nours');
    const index = new LibraryIndex();
    const { templates, files } = await index.list(folders, () => {}, signal);
    assert.deepEqual(
      templates.map(({ name, scope, place, hides, model, path: file }) => ({
        name,
        scope,
        place,
        hides,
        model,
        file,
      })),
      [
        {
          name: 'Ours',
          scope: 'workspace',
          place: 'workspace:r',
          hides: 'user',
          model: 'openai/gpt-5',
          file: inside('repo', 'prompts', 'one.prompt'),
        },
      ],
    );
    assert.match(templates[0]!.remarks.join(), /instead of the user one/);
    assert.deepEqual(
      files.map(({ place, id }) => `${place} ${id}`),
      ['user one', 'workspace:r one'],
    );
    await rm(inside('repo', 'prompts', 'one.prompt'));
    assert.deepEqual(
      (await list(index)).map(({ name, hides }) => [name, hides]),
      [['Mine', null]],
    );
  });

  it('reads a file again only when it changed, and all that put a changed part in', async () => {
    await write('user/_tone.prompt', 'Be brief.');
    await write('user/one.prompt', '---\nname: One\n---\n{{> tone}}');
    await write('user/two.prompt', '---\nname: Two\n---\ntwo');
    const index = new LibraryIndex();
    const first = await list(index);
    const second = await list(index);
    assert.ok(first.every((template, at) => template === second[at]));
    await write('user/_tone.prompt', 'Be brief and {{#kind}}.');
    const third = await list(index);
    assert.match(third[0]!.problems[0]?.message ?? '', /partial "tone"/);
    assert.equal(third[1], second[1]);
    await rm(inside('user', '_tone.prompt'));
    assert.match((await list(index))[0]!.problems[0]?.message ?? '', /no partial "tone"/);
  });

  it('keeps what it found for the next process, and forgets it with another version or a file that is no index', async () => {
    const file = { path: inside('index.json'), version: '1' };
    await write('user/one.prompt', '---\nname: One\n---\none');
    const before = new LibraryIndex();
    await list(before);
    await before.save(file);
    // Whoever opens the file again would see the other name.
    const kept = await readFile(file.path, 'utf8');
    await writeFile(file.path, kept.replace('"name":"One"', '"name":"Kept"'));
    for (const [version, name] of [
      ['1', 'Kept'],
      ['2', 'One'],
    ] as const) {
      const index = new LibraryIndex();
      await index.load({ ...file, version });
      assert.deepEqual(
        (await list(index)).map((template) => template.name),
        [name],
      );
    }
    await writeFile(file.path, '{"kind": ');
    const broken = new LibraryIndex();
    await broken.load(file);
    assert.deepEqual(
      (await list(broken)).map(({ name }) => name),
      ['One'],
    );
  });

  it('tells those who wait what there is of many', async () => {
    for (let number = 0; number < 600; number += 1) await write(`user/t${number}.prompt`, `text ${number}`);
    const told: number[] = [];
    const { templates } = await new LibraryIndex().list(folders, (some) => told.push(some.length), signal);
    assert.deepEqual([told, templates.length], [[500], 600]);
  });

  it('passes over links that lead out of a repository, and links to nowhere', async () => {
    await write('secret.prompt', '---\nname: Secret\n---\nsecret');
    await symlink(inside('secret.prompt'), inside('repo', 'prompts', 'a.prompt'));
    await symlink('loop.prompt', inside('user', 'loop.prompt'));
    await symlink(inside('nowhere'), inside('user', 'gone.prompt'));
    await symlink(inside('secret.prompt'), inside('user', 'linked.prompt'));
    assert.deepEqual(
      (await list(new LibraryIndex())).map(({ id }) => id),
      ['linked'],
    );
  });

  it('reads one template whole, and names the nearest of those it has not', async () => {
    await write('user/bug-fix.prompt', '---\nname: Bug Fix\n---\n{{> _}}{{> tone}}');
    await write('user/_tone.prompt', 'Be brief.');
    const index = new LibraryIndex();
    const template = await index.read(folders, 'bug-fix', signal);
    assert.deepEqual(template.partials, { tone: 'Be brief.' });
    await assert.rejects(index.read(folders, 'bug-fx', signal), {
      code: 'template-not-found',
      hint: /bug-fix/,
    });
    await utimes(inside('user', 'bug-fix.prompt'), new Date(), new Date());
    assert.equal(path.basename(template.path ?? ''), 'bug-fix.prompt');
  });
});
