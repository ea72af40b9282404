import { parse } from 'node:querystring';
import { EVENT_CODE, FailureError } from '@wandcast/protocol';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportOptions } from '../../../../apps/api/src/curation/export/export-options.js';
import { parseBody } from '../../../../apps/api/src/platform/validation/parse-body.js';

const read = (query: string) => parseBody(exportOptions, parse(query));

test('an address without options exports the current event', () => {
  expect(read('')).toEqual({
    ...{ labels: 'held', dataset: null, person: null, spell: null, event: null, imported: 'yes' },
  });
});

test.each(['labels=all', 'label=held', 'spell=a&spell=b', 'dataset=', 'person=../x', 'event=%00', '__proto__=x'])(
  'an option that there is not is refused (%s)',
  (query) => {
    expect(() => read(query)).toThrow(FailureError);
  },
);

test('whatever an address ends with is refused by name, or read as options', () => {
  const key = fc.oneof(fc.constantFrom('labels', 'dataset', 'person', 'spell', 'event', 'imported'), fc.string());
  const value = fc.oneof(fc.constantFrom('held', 'none', 'ember', 'MOTH4272', 'no'), fc.uuid(), fc.string());
  const query = fc
    .array(fc.tuple(key, value), { maxLength: 4 })
    .map((pairs) => pairs.map((pair) => pair.map(encodeURIComponent).join('=')).join('&'));
  fc.assert(
    fc.property(fc.oneof(query, fc.string()), (text) => {
      try {
        const { dataset, person, event, labels } = read(text);
        for (const id of [dataset, person]) if (id !== null) expect(id).toMatch(/^[\da-f-]{36}$/i);
        if (event !== null) expect(event).toMatch(EVENT_CODE);
        expect(['held', 'said', 'none']).toContain(labels);
      } catch (error) {
        expect(error).toMatchObject({ code: 'invalid-message' });
      }
    }),
    { numRuns: 2_000 },
  );
});
