import type { ModelCard } from '@wandcast/recognition';
import { expect, test } from 'vitest';
import type { ModelRow } from '../../../../apps/api/src/models/model-row.js';
import { ModelSummaries, modelsUpdate } from '../../../../apps/api/src/models/model-summaries.js';

function row(id: string, version: number, worst: string | null = null): ModelRow {
  const metrics = {
    ...{ accuracy: 0.75, ece: 0.1, accuracyOnOwnPeople: null, confusion: null },
    worstUser: worst === null ? null : { user: worst, accuracy: 0.5 },
  };
  const trainedOn = { casts: 4, people: 2, simulatedCasts: 9, unlabelledCasts: 0, fingerprint: 'f', description: 'd' };
  const card = { spells: ['ember'], threshold: 0.4, seconds: 3, trainedOn, metrics } as unknown as ModelCard;
  const rest = { note: '', activatedAt: null, activatedInId: null, createdAt: new Date(5) };
  return { id, version, kind: 'cnn', origin: 'taught', card, threshold: null, baselines: null, ...rest };
}

test('only models whose row or name changed are sent, and which are gone', async () => {
  const summaries = new ModelSummaries();
  const [first, second, third] = [row('a', 1), row('b', 2, 'ada'), row('c', 3)];
  const named = (name: string) => () => Promise.resolve(new Map([['ada', name]]));
  const before = await summaries.list([third, second, first], named('Ada'));
  expect(modelsUpdate([], before)).toEqual({ changed: before, gone: [] });
  expect(modelsUpdate(before, await summaries.list([third, second, first], named('Ada')))).toBeNull();

  const renamed = await summaries.list([third, second, first], named('Ada L'));
  expect(modelsUpdate(before, renamed)?.changed.map(({ id, worst }) => [id, worst?.nickname])).toEqual([
    ['b', 'Ada L'],
  ]);

  const noted = await summaries.list([{ ...third, note: 'Quick hands' }, second], named('Ada L'));
  const update = modelsUpdate(renamed, noted);
  expect(update?.changed.map(({ id, note }) => [id, note])).toEqual([['c', 'Quick hands']]);
  expect(update?.gone).toEqual(['a']);
});
