import assert from 'node:assert/strict';
import { idOf, isTemplateId } from '../../../src/core/library/templateName.ts';

describe('the id of a template', () => {
  it('is a file name everywhere', () => {
    assert.equal(idOf('Bug Fix'), 'bug-fix');
    assert.equal(idOf('  Élan & Größe: v2.0! '), 'elan-gro-e-v2-0');
    assert.equal(idOf('../../etc/passwd'), 'etc-passwd');
    assert.equal(idOf('🚀'), 'template');
    assert.equal(idOf('con'), 'con-template');
    assert.equal(idOf('a'.repeat(300)).length, 80);
    assert.equal(idOf(`${'a'.repeat(79)} b`), 'a'.repeat(79));
    assert.ok(isTemplateId('bug-fix'));
    assert.ok(!isTemplateId('Bug-Fix'));
  });
});
