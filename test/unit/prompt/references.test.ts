import assert from 'node:assert/strict';
import { parsePrompt } from '../../../src/core/prompt/parsePrompt.ts';

/** The references of a text as `type:target` or `type:target:line`. */
function read(text: string): string[] {
  return parsePrompt(text).references.map(
    ({ type, target, line }) => `${type}:${target}${line === null ? '' : `:${line}`}`,
  );
}

const found: readonly (readonly [string, readonly string[]])[] = [
  ['fix src/a.ts, ./x and cli.py.', ['path:src/a.ts', 'path:./x', 'path:cli.py']],
  ['see @src/app.ts, @README.md', ['path:src/app.ts', 'path:README.md']],
  ['the Makefile and Dockerfile', ['path:Makefile', 'path:Dockerfile']],
  ['add it to .gitignore, .env and .eslintrc.json', ['path:.gitignore', 'path:.env', 'path:.eslintrc.json']],
  ['move a/b/ and docs/ into src/core', ['path:a/b/', 'path:docs/', 'path:src/core']],
  ['edit src\\a.ts and C:\\code\\b.py', ['path:src/a.ts', 'path:C:/code/b.py']],
  ['at src/app.ts:12 and lib/x.py#L7', ['path:src/app.ts:12', 'path:lib/x.py:7']],
  ['**src/bold.ts** and _src/thin.ts_', ['path:src/bold.ts', 'path:src/thin.ts']],
  ['app/[id]/page.tsx', ['path:app/[id]/page.tsx']],
  ['all *.md and src/**/*.test.ts', ['glob:*.md', 'glob:src/**/*.test.ts']],
  ['GET /api/users/{id} from /login', ['route:/api/users/{id}', 'route:/login']],
  ['/etc/hosts and ~/.config/x', ['path:/etc/hosts', 'path:~/.config/x']],
  ['修改src/app.ts文件', ['path:src/app.ts']],
  [
    'getUser and get_user and UserService',
    ['identifier:getUser', 'identifier:get_user', 'identifier:UserService'],
  ],
  ['save() then store.load(id)', ['identifier:save', 'identifier:store.load']],
  [
    'MAX_SIZE, Type.method, std::vector',
    ['identifier:MAX_SIZE', 'identifier:Type.method', 'identifier:std::vector'],
  ],
  ['rename --out to --dry-run', ['identifier:--out', 'identifier:--dry-run']],
  ['set context.depth', ['identifier:context.depth']],
  ['`npm test` and `x`', ['identifier:npm test', 'identifier:x']],
  ['`python tools/x.py --all`', ['identifier:python tools/x.py --all', 'path:tools/x.py']],
  ['`src/new/thing`', ['path:src/new/thing']],
  ['`application/json`', ['identifier:application/json']],
  ['[docs](docs/a.md#L3 "title") and [x](#part)', ['link:docs/a.md:3', 'link:#part']],
  ['[a]: docs/b.md', ['link:docs/b.md']],
  ['![shot](img/a.png)', ['link:img/a.png']],
  ['[site](https://a.b/c)', ['url:https://a.b/c']],
  [
    '<https://a.b> https://x.com/a_(b)?q=1, (https://y.z).',
    ['url:https://a.b', 'url:https://x.com/a_(b)?q=1', 'url:https://y.z'],
  ],
  ['localhost:3000/x, example.com, www.x.org', ['url:localhost:3000/x', 'url:example.com', 'url:www.x.org']],
  ['#file:src/a.ts #tool:search', ['file:src/a.ts', 'tool:search']],
  ['ask @bob about @angular/core', ['mention:bob', 'mention:angular/core']],
  ['#123, GH-12, PROJ-77, a/b#9', ['issue:#123', 'issue:GH-12', 'issue:PROJ-77', 'issue:a/b#9']],
  ['since a1b2c3d4', ['commit:a1b2c3d4']],
  ['tests/test_a.py::TestB::test_c[1]', ['path:tests/test_a.py']],
];

const notFound: readonly string[] = [
  'and/or 24/7 n/a w/o input/output read/write true/false client/server yes/no/maybe',
  'on 2024/01/02 or 01/02/2024 with 1.2.3, v1.2.3 and 3.5 of 10/12',
  'e.g. this, i.e. that, etc. at 5 p.m. in the U.S.',
  'GitHub JavaScript TypeScript iOS OAuth eBay macOS PostgreSQL YouTube GraphQL',
  'Node.js, Next.js/React, HTML/CSS/JS, ASP.NET, GitHub/GitLab',
  'APIs PRs URLs IDs PhD McDonald eSIM',
  'UTF-8, SHA-256, ISO-8601, GPT-4',
  "don't say it's done.Then go",
  'the color #ff0000 costs $5 and 100%',
  'mail me@example.com',
  'deadbeef and 1234567 are no commits',
  'at node:internal/modules/run and https:// alone',
  '.ts and .py files, .NET',
  'a - b -- c --- d ... !!! ??? ::: /// \\\\\\',
];

describe('references', () => {
  for (const [text, references] of found) {
    it(`reads ${text}`, () => assert.deepEqual(read(text), references));
  }

  for (const text of notFound) {
    it(`finds nothing in ${text}`, () => assert.deepEqual(read(text), []));
  }

  it('finds nothing in fenced code, comments and tags', () => {
    assert.deepEqual(read('```\nsrc/a.ts\n```\n\n<!-- src/b.ts -->\n\nx <a href="src/c.ts">'), []);
  });

  it('points at what it read, marks included', () => {
    const text = 'Ünder `src/a.ts:3`, **call()** and @lib/b.py.';
    const { references } = parsePrompt(text);
    assert.deepEqual(
      references.map(({ span }) => text.slice(span.start, span.end)),
      ['`src/a.ts:3`', 'call()', '@lib/b.py'],
    );
    assert.deepEqual(
      references.map((reference) => reference.inBackticks),
      [true, false, false],
    );
  });
});
