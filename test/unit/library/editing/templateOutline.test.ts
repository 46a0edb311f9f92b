import assert from 'node:assert/strict';
import { templateIndex } from '../../../../src/core/library/editing/templateIndex.ts';
import { templateOutline, type OutlineNode } from '../../../../src/core/library/editing/templateOutline.ts';
import { greeting } from '../../../harness/templateSamples.ts';

function written(nodes: readonly OutlineNode[], depth = 0): string[] {
  return nodes.flatMap(({ kind, name, detail, children }) => [
    `${'  '.repeat(depth)}${kind} ${name} ${detail}`.trimEnd(),
    ...written(children, depth + 1),
  ]);
}

const outlineOf = (text: string): string[] => written(templateOutline(text, templateIndex(text)));

describe('the outline of a template', () => {
  it('holds front matter, variables, roles, blocks, partials and headings', () => {
    assert.deepEqual(outlineOf(greeting), [
      'frontMatter',
      '  key name Greeting',
      '  key description Greets people.',
      '  key input',
      '    variable guest string',
      '    variable friends array of string',
      '    variable tone string',
      '  key metadata',
      'role system',
      'role user',
      '  heading Greet {{upper guest}}',
      '  block #if friends',
      '    block #each friends as |friend|',
      '    partial > alone',
    ]);
  });

  it('puts every name inside its node, and every node inside its parent', () => {
    const text = '{{role "system"}}a{{#if x}}b{{role "user"}}c{{/if}}d\n```\n# no\n```\n# yes\n{{#each y}}';
    const check = (nodes: readonly OutlineNode[], start: number, end: number): void => {
      for (const { span, nameSpan, children } of nodes) {
        assert.ok(span.start >= start && span.end <= end);
        assert.ok(nameSpan.start >= span.start && nameSpan.end <= span.end);
        check(children, span.start, span.end);
      }
    };
    check(templateOutline(text, templateIndex(text)), 0, text.length);
    check(templateOutline(greeting, templateIndex(greeting)), 0, greeting.length);
    assert.deepEqual(outlineOf(text), [
      'role system',
      '  block #if x',
      '    role user',
      '  heading yes',
      '  block #each y',
    ]);
  });
});
