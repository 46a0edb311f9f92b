import assert from 'node:assert/strict';
import { LibraryMemory } from '../../../src/vscode/library/libraryMemory.ts';
import { LongPieces } from '../../../src/vscode/library/longPieces.ts';

function memory(): LibraryMemory {
  const kept = new Map<string, unknown>();
  return new LibraryMemory({
    get: (key) => kept.get(key),
    update: async (key, value) => void kept.set(key, structuredClone(value)),
  });
}

const open = async (): Promise<boolean> => false;

describe('what is remembered of using templates', () => {
  it('are favourites, on and off', async () => {
    const some = memory();
    assert.equal(await some.toggleFavourite('a'), true);
    assert.equal(await some.toggleFavourite('b'), true);
    assert.equal(await some.toggleFavourite('a'), false);
    assert.deepEqual([...some.favourites], ['b']);
  });

  it('are the last values of each template, without secrets and long ones, of the last fifty', async () => {
    const some = memory();
    const isSecret = async (text: string): Promise<boolean> => text.startsWith('key');
    await some.remember(
      'a',
      { one: 'x', two: 'key-1', three: 'y'.repeat(600), four: 3, five: ' ' },
      isSecret,
    );
    assert.deepEqual(some.valuesOf('a'), { one: 'x' });
    await some.remember('a', { one: 'z' }, isSecret);
    assert.deepEqual(some.valuesOf('a'), { one: 'z' });
    for (let number = 0; number < 50; number += 1) await some.remember(`t${number}`, { a: 'b' }, open);
    assert.deepEqual([some.valuesOf('a'), some.valuesOf('t0')], [{}, { a: 'b' }]);
  });

  it('is nothing where something else was kept', () => {
    const broken = new LibraryMemory({ get: () => 7, update: async () => undefined });
    assert.deepEqual([broken.favourites.size, broken.valuesOf('a')], [0, {}]);
  });
});

describe('long values in an input box', () => {
  it('stand there by name and come back whole', () => {
    const pieces = new LongPieces();
    const diff = '-a\n+b\n';
    assert.equal(pieces.shorten('Diff', 'short'), 'short');
    const shown = `see ${pieces.shorten('Diff', diff)} and ${pieces.shorten('Diff', '-c\n+d\n')}`;
    assert.doesNotMatch(shown, /\n/);
    assert.equal(pieces.restore(shown), `see ${diff} and -c\n+d\n`);
    assert.equal(pieces.restore('«Diff: 9 lines»'), '«Diff: 9 lines»');
  });
});
