import { starterSpellbook } from '@wandcast/gesture';
import type { ModelReport, Readiness, TrainingProgress } from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { castAll, casts, openRoom } from '../../support/console-client.js';

const room = openRoom();

test('[C13] casts drawn with a finger or by a tap are stored and recognized but never used for training', async () => {
  const spells = ['ember', 'tide'];
  const glyphOf = (id: string): string => starterSpellbook.find((spell) => spell.id === id)?.glyph ?? '';
  const counted = (list: readonly Readiness[]): number[] =>
    spells.map((id) => list.find(({ spell }) => spell === id)?.casts ?? 0);
  for (const [spell, source] of spells.flatMap((id) =>
    (['pointer', 'tapped'] as const).map((by) => [id, by] as const),
  )) {
    const drawn = { source };
    await castAll(room.server, casts(glyphOf(spell), 2, 2, 5), { ...drawn, intent: 'teach', spell });
    const answered = await castAll(room.server, casts(glyphOf(spell), 1, 2, 6), drawn);
    expect(answered.every(({ recognition }) => recognition !== null)).toBe(true);
    await room.client.ask('casts:label', {
      labels: answered.map(({ castId }) => ({ castId, kind: 'spell', spell })),
    });
  }
  const ready = room.client.waitForMessage('readiness:changed', (list) => counted(list).every((count) => count >= 12));
  for (const spell of spells)
    await castAll(room.server, casts(glyphOf(spell), 3, 4, 7), { source: 'motion', intent: 'teach', spell });
  expect(counted(await ready)).toEqual([12, 12]);

  for (const { id } of room.client.state.spells) await room.client.ask('spell:draw', { spellId: id, glyph: null });
  const { id } = await room.client.ask<TrainingProgress>('model:train', { kind: 'rocket' });
  const { outcome, modelId } = await room.client.trainingEnd(id);
  expect(outcome).toBe('done');
  const { judged } = await room.client.ask<ModelReport>('model:inspect', { modelId });
  const sources = await room.server.query<{ source: string; casts: number }>(
    'SELECT source, count(*)::int AS casts FROM casts WHERE id = ANY($1) GROUP BY 1',
    [judged.map(({ castId }) => castId)],
  );
  expect(sources).toEqual([{ source: 'motion', casts: 24 }]);
  const kept = await room.server.query(
    "SELECT source, count(*)::int AS casts FROM casts WHERE source <> 'motion' GROUP BY 1 ORDER BY 1",
  );
  expect(kept).toEqual([
    { source: 'pointer', casts: 12 },
    { source: 'tapped', casts: 12 },
  ]);
});
