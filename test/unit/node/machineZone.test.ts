import assert from 'node:assert/strict';
import { periodAt } from '../../../src/core/usage/periods.ts';
import { machineZone } from '../../../src/node/machineZone.ts';

describe('the zone of the machine', () => {
  it('is its name, else its offset', () => {
    assert.equal(machineZone('Europe/Zurich', -60), 'Europe/Zurich');
    assert.equal(machineZone('Etc/Unknown', 0), '+00:00');
    assert.equal(machineZone('Etc/Unknown', 180), '-03:00');
    assert.equal(machineZone('No/Where', -330), '+05:30');
  });

  it('is one by which days can be counted', () => {
    const { from } = periodAt(Date.parse('2026-11-21T10:00:00Z'), 'day', machineZone('Etc/Unknown', -330));
    assert.equal(new Date(from).toISOString(), '2026-11-20T18:30:00.000Z');
    periodAt(0, 'month', machineZone());
  });
});
