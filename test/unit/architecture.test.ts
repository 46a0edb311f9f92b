import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { architectureViolations, type SourceFiles } from '../harness/importRules.ts';

const root = path.resolve(import.meta.dirname, '../..');

function sourceFiles(): SourceFiles {
  const files = globSync('src/**/*.ts', { cwd: root }).map((file) => file.replaceAll(path.sep, '/'));
  return new Map(files.sort().map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
}

describe('the architecture', () => {
  it('has every arrow pointing inwards, no circle, no barrel, no default export', () => {
    const files = sourceFiles();
    assert.ok(files.size > 10, 'the walk found the sources');
    assert.deepEqual(architectureViolations(files), []);
  });

  const planted: readonly (readonly [what: string, file: string, source: string, expected: RegExp])[] = [
    [
      'Node in the core',
      'src/core/a.ts',
      "import { readFile } from 'node:fs/promises';",
      /src\/core is pure/,
    ],
    ['a bare Node module in the core', 'src/core/a.ts', "import fs from 'fs';", /src\/core is pure/],
    ['VS Code types in the core', 'src/core/a.ts', "import type { Uri } from 'vscode';", /src\/core is pure/],
    [
      'a lazy way out of the core',
      'src/core/a.ts',
      "const git = await import('../node/git.ts');",
      /only src\/core/,
    ],
    [
      'an import over several lines',
      'src/core/a.ts',
      "import {\n  one,\n  two,\n} from '../vscode/two.ts';",
      /only src\/core/,
    ],
    ['VS Code in an adapter', 'src/node/a.ts', "import * as vscode from 'vscode';", /know VS Code/],
    [
      'one provider in another',
      'src/providers/openai/a.ts',
      "import { b } from '../ollama/b.ts';",
      /no other provider/,
    ],
    [
      'the pipeline in a provider',
      'src/providers/openai/a.ts',
      "import { enhance } from '../../core/enhance/enhance.ts';",
      /only src\/core\/model/,
    ],
    [
      'one feature in another',
      'src/vscode/score/a.ts',
      "import { b } from '../enhance/b.ts';",
      /another feature/,
    ],
    [
      'adapters in the browser',
      'src/webview/a.ts',
      "import { b } from '../vscode/b.ts';",
      /only message types/,
    ],
    ['tests in the product', 'src/node/a.ts', "import { b } from '../../test/b.ts';", /tests or scripts/],
    ['a default export', 'src/node/a.ts', 'export default 1;', /default export/],
    ['a barrel', 'src/node/a.ts', "export * from './b.ts';", /passes on/],
    ['a list of names passed on', 'src/node/a.ts', "export { b } from './b.ts';", /passes on/],
    ['an empty name', 'src/node/fileUtils.ts', 'export const one = 1;', /says nothing/],
  ];
  for (const [what, file, source, expected] of planted) {
    it(`goes red at ${what}`, () => {
      const violations = architectureViolations(new Map([...sourceFiles(), [file, source]]));
      assert.equal(violations.length, 1, violations.join('\n'));
      assert.match(violations[0]!, expected);
    });
  }

  it('goes red at a circle', () => {
    const violations = architectureViolations(
      new Map([
        ['src/core/a.ts', "import { b } from './b.ts';"],
        ['src/core/b.ts', "import { c } from './c.ts';"],
        ['src/core/c.ts', "import { a } from './a.ts';"],
      ]),
    );
    assert.deepEqual(violations, [
      'circle: src/core/a.ts -> src/core/b.ts -> src/core/c.ts -> src/core/a.ts',
    ]);
  });
});
