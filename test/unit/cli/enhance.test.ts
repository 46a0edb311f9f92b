import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { layOutRepository } from '../../harness/layOutRepository.ts';
import { run } from './recordedIo.ts';
import { contextShape, enhancementShape, errorShape } from './shapes.ts';

describe('whetstone enhance and context', function () {
  this.timeout(30_000);
  let temporary: string;
  let shop: string;
  before(() => {
    temporary = mkdtempSync(join(tmpdir(), 'whetstone-enhance-'));
    shop = layOutRepository('storefront', join(temporary, 'shop'));
  });
  after(() => rmSync(temporary, { recursive: true }));

  const json = async (args: string[]): Promise<ReturnType<typeof enhancementShape.parse>> => {
    const { status, stdout, stderr } = await run(['enhance', '--json', ...args], { cwd: shop });
    assert.equal(stderr, '');
    assert.equal(status, 0);
    return enhancementShape.parse(JSON.parse(stdout));
  };

  it('prints only the better prompt on stdout, and what there is to say on stderr', async () => {
    const { status, stdout, stderr } = await run(['enhance', 'fix', 'the', 'login', 'bug'], { cwd: shop });
    const expected = await json(['fix the login bug']);
    assert.equal(status, 0);
    assert.equal(stdout, `${expected.enhancedPrompt.trimEnd()}\n`);
    assert.match(stdout, /src\/auth\/login\.ts/);
    assert.ok(
      stderr.includes(
        `Score ${expected.originalScore.total} (${expected.originalScore.level}) -> ${expected.enhancedScore.total} (`,
      ),
    );
    for (const { path, why } of expected.contextUsed.files)
      assert.ok(stderr.includes(`${path}: ${why.slice(0, 100)}`), path);
    for (const question of expected.openQuestions) assert.ok(stderr.includes(question));
    const quiet = await run(['enhance', '--quiet', 'fix the login bug'], { cwd: shop });
    assert.equal(quiet.stderr, '');
    assert.equal(quiet.stdout, stdout);
  });

  it('names only files that exist, and scores higher than before', async () => {
    const enhancement = await json(['fix the login bug', '--provider', 'offline']);
    const files = new Set(
      readdirSync(shop, { recursive: true, encoding: 'utf8' }).map((path) => path.replaceAll('\\', '/')),
    );
    assert.ok(enhancement.contextUsed.files.length > 0);
    for (const { path } of enhancement.contextUsed.files) assert.ok(files.has(path), path);
    assert.ok(enhancement.changed && enhancement.enhancedScore.total > enhancement.originalScore.total);
    assert.equal(enhancement.originalPrompt, 'fix the login bug');
    assert.equal(enhancement.style, 'balanced');
    assert.deepEqual(enhancement.contextUsed.commits, []);
  });

  it('leaves the repository alone with --no-codebase', async () => {
    const enhancement = await json(['fix the login bug', '--no-codebase']);
    assert.deepEqual(enhancement.contextUsed, { files: [], commits: [], tokens: 0 });
    assert.doesNotMatch(enhancement.enhancedPrompt, /src\//);
    const remark = await run(['enhance', 'fix it', '--no-codebase', '--git'], { cwd: shop });
    assert.match(remark.stderr, /--git has no effect/);
  });

  it('looks at commits only with --git', async () => {
    const dry = async (...args: string[]): Promise<string> =>
      (await run(['enhance', 'fix the login bug', '--dry-run', ...args], { cwd: shop })).stdout;
    assert.match(await dry('--git'), /main/);
    assert.notEqual(await dry('--git'), await dry());
  });

  it('prints what would be sent with --dry-run, and enhances nothing', async () => {
    const args = [
      'enhance',
      'fix the login bug',
      '--dry-run',
      '--title',
      'Login fails',
      '--instructions',
      'Keep it short.',
    ];
    const { status, stdout } = await run(args, { cwd: shop });
    assert.equal(status, 0);
    for (const part of ['fix the login bug', 'Login fails', 'Keep it short.', 'src/auth/login.ts'])
      assert.ok(stdout.includes(part), part);
    const dry = JSON.parse((await run([...args, '--json'], { cwd: shop })).stdout) as Record<string, unknown>;
    assert.equal(dry['provider'], 'offline');
    assert.equal(dry['sentTo'], null);
    assert.equal(`${String(dry['text'])}\n`, stdout);
  });

  it('takes the style from the flag, else from the team', async () => {
    const team = layOutRepository('tasktide', join(temporary, 'team'));
    writeFileSync(
      join(team, 'whetstone.config.json'),
      JSON.stringify({ style: 'minimal', apiKey: 'x', stile: 1 }),
    );
    const { stdout, stderr, status } = await run(['enhance', '--json', 'fix the sync bug'], {
      cwd: join(team, 'cmd'),
    });
    assert.equal(status, 0);
    assert.equal(enhancementShape.parse(JSON.parse(stdout)).style, 'minimal');
    assert.match(stderr, /warning: "apiKey" may not be set by a repository/);
    assert.match(stderr, /warning: "stile" is not a known key.*"style"/);
    const flag = await run(['enhance', '--json', '--style', 'comprehensive', '--quiet', 'fix the sync bug'], {
      cwd: team,
    });
    assert.equal(enhancementShape.parse(JSON.parse(flag.stdout)).style, 'comprehensive');
    assert.equal(flag.stderr, '');
    writeFileSync(join(team, 'whetstone.config.json'), '{');
    const broken = await run(['enhance', '--json', 'fix it'], { cwd: team });
    assert.equal(broken.status, 2);
    assert.equal(errorShape.parse(JSON.parse(broken.stderr)).error.code, 'config-invalid');
  });

  it('enhances a Chinese prompt without touching its words, and takes a huge one or refuses it clearly', async () => {
    const chinese = '修复登录页面的错误';
    const enhancement = await json([chinese]);
    assert.ok(enhancement.enhancedPrompt.includes(chinese));
    assert.equal(enhancement.originalScore.language, 'zh');
    const { status, stderr } = await run(['enhance', '--json'], {
      cwd: shop,
      stdin: 'Fix it. '.repeat(200_000),
    });
    assert.equal(status, 2);
    assert.equal(errorShape.parse(JSON.parse(stderr)).error.code, 'input-too-large');
  });

  it('shows what is seen of a repository', async () => {
    const { status, stdout, stderr } = await run(
      ['context', '--json', '--git', '--prompt', 'fix the login bug'],
      { cwd: shop },
    );
    assert.equal(status, 0);
    assert.equal(stderr, '');
    const context = contextShape.parse(JSON.parse(stdout));
    assert.equal(context.languages[0]?.name, 'TypeScript');
    assert.equal(context.git?.branch, 'main');
    assert.ok(context.relevantFiles.some(({ path }) => path === 'src/auth/login.ts'));
    const human = await run(['context', 'shop', '--prompt', 'fix the login bug', '--git'], {
      cwd: temporary,
    });
    for (const part of [context.summary.slice(0, 40), 'src/auth/login.ts: ', 'npm test', 'AGENTS.md'])
      assert.ok(human.stdout.includes(part), part);
  });

  it('honours globs, depth and folders that are none', async () => {
    const read = async (...args: string[]): Promise<ReturnType<typeof contextShape.parse>> =>
      contextShape.parse(JSON.parse((await run(['context', '--json', ...args], { cwd: shop })).stdout));
    const all = await read();
    const source = await read('--include', 'src/**', '--exclude', 'src/auth/**', '--exclude', 'src/cart/**');
    assert.ok(source.fileTree.totalFiles > 0 && source.fileTree.totalFiles < all.fileTree.totalFiles);
    assert.ok((await read('--depth', '1')).fileTree.directories.length < all.fileTree.directories.length);
    for (const args of [['nowhere'], ['package.json']]) {
      const { status, stderr } = await run(['context', '--json', ...args], { cwd: shop });
      assert.equal(status, 2);
      assert.equal(errorShape.parse(JSON.parse(stderr)).error.code, 'input-unreadable');
    }
  });

  it('works on a repository with a damaged index, and says so', async () => {
    const damaged = layOutRepository('ledger-api', join(temporary, 'damaged'));
    writeFileSync(join(damaged, '.git', 'index'), 'not an index');
    const context = await run(['context', '--git'], { cwd: damaged });
    assert.equal(context.status, 0);
    assert.match(context.stderr, /warning: .*index/);
    const enhanced = await run(['enhance', '--git', 'fix the ledger bug'], { cwd: damaged });
    assert.equal(enhanced.status, 0);
  });
});
