import assert from 'node:assert/strict';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { misfitsOf } from '../../../src/core/library/schemaMisfits.ts';

describe('misfitsOf', () => {
  const words = (value: unknown, schema: unknown): string[] =>
    misfitsOf(value, schema).map(({ message, path }) => `${path}: ${message}`);

  it('names each place that does not fit', () => {
    const schema = {
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 2 },
        items: { type: 'array', minItems: 1, items: { type: 'object', required: ['id'] } },
        kind: { enum: ['a', 'b'] },
        size: { type: ['integer', 'null'], maximum: 9 },
      },
      required: ['name', 'kind'],
      additionalProperties: false,
    };
    assert.deepEqual(words({ name: 'ab', kind: 'a', size: null, items: [{ id: 1 }] }, schema), []);
    assert.deepEqual(words({ name: 'a', items: [{ id: 1 }, {}], size: 10, more: 1 }, schema), [
      'kind: is missing',
      'name: has to have at least 2 characters',
      'items[1].id: is missing',
      'size: has to be at most 9',
      'more: is not expected',
    ]);
    assert.deepEqual(words([], schema), [': has to be an object']);
  });

  it('agrees with a validator that nobody here wrote', () => {
    const leaf = fc.oneof(
      fc.boolean(),
      fc.integer({ min: -3, max: 3 }),
      fc.constantFrom('', 'a', 'abc'),
      fc.constant(null),
    );
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('any'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('any'), { maxKeys: 3 }),
      ),
    })).any;
    const schema = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<unknown>(
          true,
          {},
          { type: 'string', maxLength: 2 },
          { type: 'integer', minimum: 0 },
          { type: ['number', 'null'], exclusiveMaximum: 2 },
          { enum: ['a', 1, null] },
          { const: 'abc' },
          { type: 'boolean' },
        ),
        fc.record({ type: fc.constant('array'), items: tie('any'), maxItems: fc.constantFrom(1, 2) }),
        fc.record({
          type: fc.constant('object'),
          properties: fc.dictionary(fc.constantFrom('a', 'b'), tie('any')),
          required: fc.constantFrom([], ['a'], ['a', 'b']),
          additionalProperties: fc.oneof(fc.boolean(), tie('any')),
        }),
        fc.record({ anyOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }) }),
        fc.record({ oneOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }) }),
        fc.record({ allOf: fc.array(tie('any'), { minLength: 1, maxLength: 2 }) }),
        fc.record({ not: fc.constantFrom({ type: 'string' }, { type: 'object' }) }),
      ),
    })).any;
    const validator = new Ajv2020({ strict: false, validateSchema: false });
    fc.assert(
      fc.property(schema, fc.array(value, { minLength: 1, maxLength: 8 }), (form, values) => {
        const validate = validator.compile(form as boolean);
        for (const one of values)
          assert.equal(misfitsOf(one, form).length === 0, validate(one), JSON.stringify(one));
      }),
      { numRuns: 300 },
    );
  });

  it('ends on a value that is nested without end in sight', () => {
    let deep: unknown = 1;
    for (let level = 0; level < 500; level += 1) deep = [deep];
    const schema: Record<string, unknown> = { type: 'array' };
    schema['items'] = schema;
    assert.match(words(deep, schema).join(), /nested too deep/);
  });
});
