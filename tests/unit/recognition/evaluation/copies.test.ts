import { seeded, simulateRoom, starterSpellbook, type Signal } from '@wandcast/gesture';
import { COPY_DISTANCE, copiesAcrossPeople, copiesOf } from '@wandcast/recognition';
import { describe, expect, test } from 'vitest';

const glyphs = Object.fromEntries(starterSpellbook.map(({ id, glyph }) => [id, glyph ?? '']));
const roomOf = (people: number, each: number) =>
  simulateRoom(glyphs, { people, castsPerSpell: people * each }, seeded(people));

/** The signal with every reading changed. */
function changed({ t, linear }: Signal, change: (value: number) => number, slower = 1): Signal {
  if (linear === undefined) throw new Error('a simulated cast has linear acceleration');
  const { x, y, z } = linear;
  return { t: t.map((time) => slower * time), linear: { x: x.map(change), y: y.map(change), z: z.map(change) } };
}

describe('near-duplicates across people', () => {
  test('are not found in honest rooms of 12 and of 150 people', () => {
    expect(copiesAcrossPeople(roomOf(12, 5))).toEqual([]);
    expect(copiesAcrossPeople(roomOf(150, 3))).toEqual([]);
  });

  test('are the casts of a copied person and those they were copied from', () => {
    const room = roomOf(6, 3);
    const [copied] = room;
    const originals = room.flatMap(({ user }, i) => (user === copied?.user ? [i] : []));
    const copies = originals.flatMap((i) => room[i] ?? []).map((cast) => ({ ...cast, user: 'someone else' }));
    const found = copiesAcrossPeople([...room, ...copies]);
    expect(found).toEqual([...originals, ...copies.map((_, i) => room.length + i)]);
  });

  test('are found even if they were rounded, amplified, slowed down or slightly disturbed', () => {
    const room = roomOf(6, 3).filter(({ user }, _, [first]) => user === first?.user);
    const random = seeded(1);
    const variants: ((signal: Signal) => Signal)[] = [
      (signal) => changed(signal, (value) => Math.round(10 * value) / 10),
      (signal) => changed(signal, (value) => 1.4 * value),
      (signal) => changed(signal, (value) => value, 1.1),
      (signal) => changed(signal, (value) => value + 0.1 * (2 * random() - 1)),
    ];
    for (const vary of variants) {
      const copies = room.map((cast) => ({ ...cast, user: 'copy', signal: vary(cast.signal) }));
      expect(copiesAcrossPeople([...room, ...copies]).length).toBeGreaterThan(1.8 * room.length);
    }
  });

  test('are not counted within one person, or between spells', () => {
    const [cast] = roomOf(2, 1);
    if (cast === undefined) throw new Error('the room is empty');
    expect(copiesAcrossPeople([cast, { ...cast }])).toEqual([]);
    expect(copiesAcrossPeople([cast, { ...cast, user: 'other', label: 'other' }])).toEqual([]);
    expect(copiesAcrossPeople([cast, { ...cast, user: 'other' }], COPY_DISTANCE)).toEqual([0, 1]);
    expect(copiesAcrossPeople([])).toEqual([]);
  });
});

describe('test casts that were learned already', () => {
  test('are copies of a cast of the same spell, by any person', () => {
    const [room, [other]] = [roomOf(6, 3), roomOf(7, 3)];
    const [cast] = room;
    if (cast === undefined || other === undefined) throw new Error('a room is empty');
    const rounded = { ...cast, signal: changed(cast.signal, (value) => Math.round(10 * value) / 10) };
    expect(copiesOf([other, rounded, { ...rounded, user: 'new' }, { ...rounded, label: 'other' }], room)).toEqual([
      1, 2,
    ]);
    expect(copiesOf([rounded], [])).toEqual([]);
  });

  test('are not found between honest rooms', () => {
    expect(copiesOf(roomOf(12, 5), roomOf(13, 5))).toEqual([]);
  });
});
