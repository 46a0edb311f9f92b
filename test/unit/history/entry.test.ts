import assert from 'node:assert/strict';
import { summaryOf, titleOf } from '../../../src/core/history/entry.ts';
import { entryOf } from '../../harness/enhancements.ts';
import { processorTime } from '../../harness/processorTime.ts';

describe('a history entry', () => {
  it('is named after the first line that says something', () => {
    assert.equal(titleOf('\uFEFF---\nname: x\n---\n\n***\n## Fix   the login\nmore'), 'Fix the login');
    assert.equal(titleOf('修复登录'), '修复登录');
    assert.equal(titleOf('\n  \n'), '');
    assert.equal(titleOf('???'), '???');
  });

  it('has a name of at most 120 units that cuts no character in two', () => {
    for (const prompt of ['😀'.repeat(500), `a${'😀'.repeat(500)}`, 'long '.repeat(100)]) {
      const title = titleOf(prompt);
      assert.ok(title.length <= 120 && title.length > 115);
      assert.ok(title.isWellFormed());
    }
    assert.equal(titleOf('x'.repeat(120)), 'x'.repeat(120));
  });

  it('names 1 MB on one line, or of blank lines, at once', () => {
    const started = processorTime();
    titleOf(`${' '.repeat(1_000_000)}x`);
    titleOf('\n'.repeat(1_000_000));
    titleOf(`---\n${'a: b\n'.repeat(200_000)}`);
    assert.ok(processorTime() - started < 1000);
  });

  it('has a summary without texts', () => {
    const summary = summaryOf(entryOf(7));
    assert.equal(summary.scoreAfter - summary.scoreBefore, 45);
    assert.equal(summary.tokens, 50);
    assert.equal(summary.createdAt, '2026-11-01T12:00:07.000Z');
    assert.ok(!JSON.stringify(summary).includes('Done when'));
  });
});
