import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import * as vscode from 'vscode';
import { closeEverything, openFile, whetstone } from './editing.ts';

/** What this test needs of VS Code's own tokenizer, which lies beside VS Code and not among our packages. */
interface Textmate {
  readonly INITIAL: unknown;
  parseRawGrammar(content: string, file: string): unknown;
  readonly Registry: new (options: object) => {
    loadGrammar(scope: string): Promise<{
      tokenizeLine(
        line: string,
        stack: unknown,
      ): {
        ruleStack: unknown;
        tokens: readonly { startIndex: number; endIndex: number; scopes: readonly string[] }[];
      };
    } | null>;
  };
}

interface Oniguruma {
  loadWASM(bytes: ArrayBuffer): Promise<void>;
  createOnigScanner(patterns: string[]): unknown;
  createOnigString(text: string): unknown;
}

interface Token {
  readonly text: string;
  readonly scopes: string;
}

/** Tokens as VS Code makes them, with the grammars that its extensions and ours contribute. */
async function tokensOf(source: string): Promise<Token[]> {
  const require = createRequire(path.join(vscode.env.appRoot, 'package.json'));
  const textmate = require('vscode-textmate') as Textmate;
  const oniguruma = require('vscode-oniguruma') as Oniguruma;
  const wasm = await readFile(require.resolve('vscode-oniguruma/release/onig.wasm'));
  await oniguruma.loadWASM(new Uint8Array(wasm).buffer);
  const files = new Map<string, string>();
  for (const { extensionPath, packageJSON } of vscode.extensions.all) {
    const { contributes } = packageJSON as {
      contributes?: { grammars?: readonly { scopeName: string; path: string }[] };
    };
    for (const grammar of contributes?.grammars ?? [])
      files.set(grammar.scopeName, path.join(extensionPath, grammar.path));
  }
  const registry = new textmate.Registry({
    onigLib: Promise.resolve(oniguruma),
    loadGrammar: async (scope: string) => {
      const file = files.get(scope);
      return file === undefined ? null : textmate.parseRawGrammar(await readFile(file, 'utf8'), file);
    },
  });
  const grammar = await registry.loadGrammar('text.html.markdown.dotprompt');
  assert.ok(grammar, 'the grammar is contributed');
  let stack = textmate.INITIAL;
  return source.split('\n').flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, stack);
    stack = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => ({
      text: line.slice(startIndex, endIndex),
      scopes: scopes.join(' '),
    }));
  });
}

const source = `---
name: Greeting
input:
  schema:
    guest: string, Who comes
---
{{role "system"}}
Be **kind**. {{!-- not {{guest}} --}}
{{#each guests as |one|}}
- {{upper one.name}} \\{{plain}}
{{else}}
{{> nobody reason="late"}}
{{/each}}
\`\`\`ts
const name = '{{guest}}';
\`\`\`
{{#if (eq guest 12)}}{{@root.guest}}{{/if}}
{{{{verbatim}}}}{{kept}}{{{{/verbatim}}}}
# The end
`;

describe('the grammar of templates', () => {
  before(() => whetstone());
  afterEach(() => closeEverything());

  it('tells front matter, tags, helpers, roles and Markdown apart', async () => {
    const tokens = await tokensOf(source);
    const expected: readonly (readonly [text: string, scope: string, nth?: number])[] = [
      ['name', 'entity.name.tag.yaml'],
      ['guest', 'meta.embedded.block.frontmatter'],
      ['role', 'keyword.control.role.handlebars'],
      ['system', 'entity.name.section.role.handlebars'],
      ['kind', 'markup.bold'],
      [' not {{guest}} ', 'comment.block.handlebars'],
      ['each', 'keyword.control.handlebars'],
      ['one', 'variable.parameter.handlebars'],
      ['upper', 'support.function.helper.handlebars'],
      ['one.name', 'variable.other.handlebars'],
      ['\\{{plain}}', 'constant.character.escape.handlebars'],
      ['else', 'keyword.control.handlebars'],
      ['nobody', 'entity.name.function.partial.handlebars'],
      ['reason', 'entity.other.attribute-name.handlebars'],
      ['guest', 'fenced_code.* variable.other.handlebars', 1],
      ['eq', 'support.function.helper.handlebars'],
      ['12', 'constant.numeric.handlebars'],
      ['@root.guest', 'variable.language.handlebars'],
      ['{{kept}}', 'string.unquoted.raw.handlebars'],
      ['The end', 'heading'],
    ];
    for (const [text, scope, nth = 0] of expected) {
      const found = tokens.filter((token) => token.text === text)[nth];
      assert.ok(found, `no token "${text}" in ${JSON.stringify(tokens.map((token) => token.text))}`);
      assert.match(found.scopes, new RegExp(scope), text);
    }
  });

  it('belongs to .prompt, and not to the prompt files of VS Code', async () => {
    assert.equal((await openFile('greeting.prompt', source)).document.languageId, 'dotprompt');
    assert.notEqual((await openFile('greeting.prompt.md', '# Hello\n')).document.languageId, 'dotprompt');
  });
});
