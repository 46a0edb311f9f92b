import assert from 'node:assert/strict';
import {
  fieldProblem,
  fieldText,
  fieldsOf,
  unitedFields,
  valuesOf,
  type Field,
} from '../../../src/core/library/formFields.ts';

const field = (change: Partial<Field> = {}): Field => ({
  type: 'string',
  required: false,
  options: [],
  ...change,
});

describe('the fields of a form', () => {
  it('says what does not fit', () => {
    assert.equal(fieldProblem(field({ required: true }), ' \n'), 'needed');
    assert.equal(fieldProblem(field(), ''), null);
    assert.equal(fieldProblem(field({ type: 'number' }), '1e3'), null);
    assert.equal(fieldProblem(field({ type: 'number' }), 'ten'), 'notNumber');
    assert.equal(fieldProblem(field({ type: 'integer' }), '1.5'), 'notWhole');
    assert.equal(fieldProblem(field({ type: 'integer' }), 'x'), 'notNumber');
    assert.equal(fieldProblem(field({ type: 'boolean' }), 'yes'), 'notOption');
    assert.equal(fieldProblem(field({ options: ['a', 'b'] }), 'c'), 'notOption');
    assert.equal(fieldProblem(field({ options: ['a', 'b'] }), 'b'), null);
    assert.equal(fieldProblem(field({ type: 'object' }), '{"a": 1}'), null);
    assert.equal(fieldProblem(field({ type: 'object' }), '[1]'), 'notJson');
    assert.equal(fieldProblem(field({ type: 'object' }), '{'), 'notJson');
  });

  it('reads texts as the values they stand for, and leaves out what is empty or unknown', () => {
    const fields = [
      { name: 'title', ...field() },
      { name: 'count', ...field({ type: 'integer' }) },
      { name: 'share', ...field({ type: 'number' }) },
      { name: 'loud', ...field({ type: 'boolean' }) },
      { name: 'files', ...field({ type: 'array' }) },
      { name: 'more', ...field({ type: 'object' }) },
      { name: 'empty', ...field() },
      { name: 'broken', ...field({ type: 'number' }) },
    ];
    const texts = {
      title: 'a, b',
      count: '3',
      share: '0.5',
      loud: 'false',
      files: 'a, b.ts\n\n  c.ts ',
      more: '{"a": [1]}',
      empty: '  ',
      broken: 'x',
      stranger: 'y',
    };
    assert.deepEqual(valuesOf(fields, texts), {
      title: 'a, b',
      count: 3,
      share: 0.5,
      loud: false,
      files: ['a, b.ts', 'c.ts'],
      more: { a: [1] },
      broken: 'x',
    });
    assert.deepEqual(valuesOf([{ name: 'toString', ...field() }], {}), {});
  });

  it('writes values as they stand in fields', () => {
    assert.deepEqual(['x', 3, true, ['a', 2], { a: 1 }, null, undefined].map(fieldText), [
      'x',
      '3',
      'true',
      'a\n2',
      '{\n  "a": 1\n}',
      '',
      '',
    ]);
  });

  it('makes one form of two versions', () => {
    const [first, second] = [
      ['a', 'b'],
      ['b', 'c'],
    ].map((names) =>
      fieldsOf(
        names.map((name) => ({
          name,
          type: 'string',
          description: '',
          required: true,
          options: [],
          default: name === 'c' ? ['x'] : undefined,
        })),
      ),
    );
    const united = unitedFields(first ?? [], second ?? []);
    assert.deepEqual(
      united.map(({ initial, name }) => [name, initial]),
      [
        ['a', ''],
        ['b', ''],
        ['c', 'x'],
      ],
    );
  });
});
