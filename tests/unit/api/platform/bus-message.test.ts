import fc from 'fast-check';
import { expect, test } from 'vitest';
import { busEnvelope, isServerWide } from '../../../../apps/api/src/platform/bus/bus-message.js';

const from = '0b2c1f5e-8a4d-4c1b-9a54-3f0d2f6f7c11';
const castIds = ['0b2c1f5e-8a4d-4c1b-9a54-3f0d2f6f7c12'];

test('a message of a node is read as it was sent', () => {
  for (const message of [{ kind: 'refreshed' }, { kind: 'labeled', castIds }] as const)
    expect(busEnvelope.parse(JSON.parse(JSON.stringify({ from, message })))).toEqual({ from, message });
  expect([isServerWide('models'), isServerWide('labeled')]).toEqual([true, false]);
});

test('whatever else is notified on the channel is refused or read as a message, and never throws', () => {
  const valid = { from, eventId: from, message: { kind: 'labeled', castIds } };
  const damaged = fc
    .tuple(fc.constantFrom('from', 'eventId', 'kind', 'castIds', 'message'), fc.jsonValue())
    .map(([key, value]) =>
      key === 'kind' || key === 'castIds'
        ? { ...valid, message: { ...valid.message, [key]: value } }
        : { ...valid, [key]: value },
    );
  fc.assert(
    fc.property(fc.oneof(damaged, fc.jsonValue()), (received) => {
      const { success, data } = busEnvelope.safeParse(received);
      if (!success) return;
      expect(data.from).toMatch(/^[\da-f-]{36}$/);
      expect(typeof data.message.kind).toBe('string');
    }),
  );
});
