import assert from 'node:assert/strict';
import { nearest } from '../../src/core/nearest.ts';

describe('nearest', () => {
  it('finds a name with a slip, a swap or another case', () => {
    assert.equal(nearest('slection', ['file', 'selection']), 'selection');
    assert.equal(nearest('flie', ['fill', 'file']), 'file');
    assert.equal(nearest('README.md', ['readme.md', 'LICENSE']), 'readme.md');
  });

  it('stays silent when nothing is near', () => {
    assert.equal(nearest('workspace', ['file', 'selection']), null);
    assert.equal(nearest('a', []), null);
  });
});
