import { parseCastLine } from '@wandcast/gesture';
import {
  packSamples,
  wordsToBytes,
  type CastId,
  type Participant,
  type Sample,
  type SpellId,
} from '@wandcast/protocol';
import { expect, test } from 'vitest';
import { exportLine, type ExportedCast } from '../../../../../../apps/web/src/wand/settings/data/own-data-export';

const me: Participant = {
  ...{ nickname: 'Quiet "Otter"', sigil: 'moth', metal: 'brass', grove: 'birch' },
  id: 'person-1' as never,
};
const samples: Sample[] = [0, 16, 32, 48].map((t) => ({ t, linear: [t / 10, 0, -1], rotation: [0, 90, 0] }));
const packed = packSamples(samples, 5);
const cast: ExportedCast = {
  ...{ castId: 'cast-1' as CastId, intent: 'teach', spell: 'tide' as SpellId, source: 'motion' },
  orientation: { flipped: true, turned: 270, hand: 'left' },
  ...{ startedAt: Date.UTC(2026, 10, 25, 20, 41), recognized: 'ember' as SpellId },
  ...{ channels: 5, count: packed.count, samples: wordsToBytes(packed.words) },
};

test('an exported cast can be parsed as a recorded cast without loss', () => {
  const { id, user, label, signal, metadata } = parseCastLine(exportLine(cast, me), 1);
  expect({ id, user, label }).toEqual({ id: 'cast-1', user: 'person-1', label: 'tide' });
  expect(metadata).toMatchObject({ intent: 'teach', heard: 'ember', flipped: true, turned: 270, hand: 'left' });
  expect([...signal.t]).toEqual([0, 16, 32, 48]);
  expect([...(signal.linear?.x ?? [])]).toEqual([0, 1.6, 3.2, 4.8].map(Math.fround));
  expect([...(signal.rotation?.y ?? [])]).toEqual([90, 90, 90, 90]);
});

test('an exported cast has its participant, time, intent and recognized spell', () => {
  expect(JSON.parse(exportLine(cast, me))).toMatchObject({
    ...{ nickname: 'Quiet "Otter"', sigil: 'moth', metal: 'brass' },
    ...{ intent: 'teach', source: 'motion', at: Date.UTC(2026, 10, 25, 20, 41), heard: 'ember' },
  });
});

test('a pending cast has no recognition', () => {
  expect(JSON.parse(exportLine({ ...cast, recognized: undefined, spell: null }, me))).toMatchObject({ label: null });
  expect(exportLine({ ...cast, recognized: undefined }, me)).not.toContain('heard');
});

test('omits unknown signs, and the whole orientation of a cast drawn on the pad', () => {
  const notShown = exportLine({ ...cast, orientation: { flipped: null, turned: 0, hand: 'right' } }, me);
  expect(JSON.parse(notShown)).toMatchObject({ turned: 0, hand: 'right' });
  expect(notShown).not.toContain('flipped');
  expect(exportLine({ ...cast, orientation: null }, me)).not.toMatch(/flipped|turned|hand/);
});
