import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { versionIn } from '../../../src/core/context/dependencies/dependency.ts';
import { readDependencies } from '../../../src/core/context/dependencies/readDependencies.ts';
import { readJson } from '../../../src/core/context/dependencies/readJson.ts';
import { processorTime } from '../../harness/processorTime.ts';

const manifests = [
  'package.json',
  'deno.json',
  'pyproject.toml',
  'Pipfile',
  'setup.cfg',
  'setup.py',
  'environment.yml',
  'requirements.txt',
  'Cargo.toml',
  'go.mod',
  'pom.xml',
  'build.gradle.kts',
  'libs.versions.toml',
  'build.sbt',
  'Gemfile',
  'composer.json',
  'mix.exs',
  'pubspec.yaml',
  'App.csproj',
  'Package.swift',
  'CMakeLists.txt',
  'cpanfile',
  'rebar.config',
  'DESCRIPTION',
  'project.clj',
  'site.cabal',
];

describe('manifests', function () {
  this.timeout(30_000);

  for (const [range, version] of [
    ['^15.1.0', '15.1.0'],
    ['~> 7.1.2', '7.1.2'],
    ['>=3.0,<4', '3.0'],
    ['npm:react@18.2.0', '18.2.0'],
    ['15.0.0-rc.1', '15.0.0-rc.1'],
    ['workspace:*', null],
    ['latest', null],
    ['*', null],
    ['catalog:', null],
    [5, '5'],
    [undefined, null],
  ] as const) {
    it(`finds ${String(version)} in ${String(range)}`, () => assert.equal(versionIn(range), version));
  }

  it('reads JSON with comments and commas too many', () => {
    assert.deepEqual(readJson('\uFEFF{ // one\n "a": "x // no \\" comment", /* two */ "b": [1, 2,], }'), {
      a: 'x // no " comment',
      b: [1, 2],
    });
    assert.equal(readJson('{"a": '), null);
    assert.equal(readJson('[1]'), null);
    assert.equal(readJson(''), null);
  });

  it('reads the forms of each kind of manifest', async () => {
    const names = async (path: string, text: string): Promise<readonly string[]> =>
      (await readDependencies(path, text)).map(({ name, version }) => `${name} ${version ?? '-'}`);
    assert.deepEqual(
      await names(
        'requirements/base.txt',
        '-r other.txt\nDjango[argon2]==5.1 ; python_version > "3"\n# no\ngit+https://x\nzope.interface>=6 # why\n',
      ),
      ['django 5.1', 'zope-interface 6'],
    );
    assert.deepEqual(
      await names(
        'pyproject.toml',
        '[project]\ndependencies = ["Flask~=3.0"]\n[project.optional-dependencies]\nx = ["uvicorn"]\n[tool.uv]\ndev-dependencies = ["pytest"]',
      ),
      ['flask 3.0', 'uvicorn -', 'pytest -'],
    );
    assert.deepEqual(await names('setup.py', 'setup(install_requires=[\'torch>=2.1\', "numpy"])'), [
      'torch 2.1',
      'numpy -',
    ]);
    assert.deepEqual(
      await names(
        'environment.yml',
        'dependencies:\n  - python=3.12\n  - conda-forge::flask>=3\n  - pip:\n    - streamlit==1.40\n',
      ),
      ['python 3.12', 'flask 3', 'streamlit 1.40'],
    );
    assert.deepEqual(
      await names(
        'Cargo.toml',
        '[dependencies]\nweb = { package = "actix-web", version = "4.9" }\n[target."cfg(unix)".dependencies]\nlibc = "0.2"',
      ),
      ['actix-web 4.9', 'libc 0.2'],
    );
    assert.deepEqual(await names('Gemfile', "gem 'rails', '~> 8.0'\n  gem(\"pg\")\n# gem 'no'"), [
      'rails 8.0',
      'pg -',
    ]);
    assert.deepEqual(await names('mix.exs', '{:phoenix, "~> 1.7"}, \n {:x, git: "y"}'), [
      'phoenix 1.7',
      'x -',
    ]);
    assert.deepEqual(
      await names('Package.swift', '.package(url: "https://github.com/vapor/vapor.git", from: "4.99.0")'),
      ['vapor 4.99.0'],
    );
    assert.deepEqual(
      await names(
        'build.gradle',
        "implementation 'io.javalin:javalin:6.1.3'\ntestImplementation(\"junit:junit:4.13\")\napply plugin: 'com.android.library'",
      ),
      ['io.javalin:javalin 6.1.3', 'junit:junit 4.13', 'plugin:com.android.library -'],
    );
  });

  it('makes nothing of broken manifests, and throws at none', async () => {
    for (const path of manifests) {
      for (const text of [
        '',
        '{',
        '[',
        '<',
        '\u0000',
        '= = =',
        'a: [b',
        '"',
        '{"dependencies": []}',
        '{"dependencies": {"a": 1}}',
      ]) {
        const found = await readDependencies(path, text);
        assert.ok(found.length <= 3, `${path} ${text}`);
      }
    }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...manifests),
        fc.string({ unit: 'binary', maxLength: 300 }),
        async (path, text) => {
          await readDependencies(path, text);
        },
      ),
    );
  });

  it('takes time that grows with the text', async () => {
    for (const path of manifests) {
      for (const piece of [
        'a',
        '"a": ',
        '<dependency>',
        '<a>',
        "gem '",
        '(((',
        ' - x\n',
        '/*',
        'install_requires ',
        '{:a, ',
      ]) {
        const text = piece.repeat(Math.floor(200_000 / piece.length));
        const started = processorTime();
        await readDependencies(path, text);
        assert.ok(
          processorTime() - started < 1500,
          `${path} of ${piece} took ${processorTime() - started} ms`,
        );
      }
    }
  });
});
