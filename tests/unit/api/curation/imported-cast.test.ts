import { signalOf, type RecordedCast } from '@wandcast/gesture';
import { bytesToWords, type CastId, type ParticipantId, type Spell, type SpellId } from '@wandcast/protocol';
import { castId } from '@wandcast/protocol/schemas';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { identityOf, resolveIds, type StoredIdentity } from '../../../../apps/api/src/curation/import/cast-identity.js';
import { DistinctNames } from '../../../../apps/api/src/rooms/participants/distinct-names.js';
import { importedCast, importedRow, importedLabel } from '../../../../apps/api/src/curation/import/imported-cast.js';
import { importedPerson } from '../../../../apps/api/src/curation/import/imported-person.js';
import { SpellMatcher, leastUsedHue } from '../../../../apps/api/src/curation/import/spell-matcher.js';
import { packedSignal } from '../../../../apps/api/src/curation/import/packed-signal.js';

const spell = (id: string, name: string): Spell => ({ id: id as SpellId, name, hue: 'ember', glyph: null, hint: '' });
const matcher = new SpellMatcher([spell('ember', 'Ember'), spell('tide', 'Wave')], [spell('gale', 'Gale')]);
const t = Float32Array.from([0, 10.5, 21, 400.25]);
const axes = { x: Float32Array.from([0.42, -0.31, 1000, 0]), y: Float32Array.from(t), z: Float32Array.from(t) };
const cast = (part: Partial<RecordedCast> = {}): RecordedCast => ({
  ...{ id: 'u1', user: '1', label: 'Ember', signal: { t, linear: axes } },
  ...part,
});
const owner = { eventId: 'event', participantId: 'someone' as ParticipantId };
const rowOf = (one: RecordedCast) =>
  importedRow(importedCast('event', one), 'id' as CastId, owner, matcher, { id: 'import', at: 5 }, null);

describe('SpellMatcher', () => {
  test('finds spells by id or case-insensitive name, else proposes new ones', () => {
    expect(matcher.find('EMBER')).toEqual({ state: 'book', spell: 'ember' });
    expect(matcher.find('wave')).toEqual({ state: 'book', spell: 'tide' });
    expect(matcher.find('tide')).toEqual({ state: 'book', spell: 'tide' });
    expect(matcher.find('Gale')).toEqual({ state: 'removed', spell: 'gale' });
    expect(matcher.find('O')).toEqual({ state: 'new', spell: 'o', name: 'O' });
    const long = matcher.find('A spell whose name is far too long for a book');
    expect(long).toEqual({ state: 'new', spell: 'a-spell-whose-name-is-fa', name: 'A spell whose name is fa' });
    expect(matcher.find('?!')).toBeUndefined();
  });
  test('gives new spells the least used hue', () => {
    expect(leastUsedHue([{ hue: 'ember' }, { hue: 'tide' }, { hue: 'gale' }])).toBe('bloom');
  });
});

describe('an imported row', () => {
  test('is packed like a wand’s cast, so that unpacking and repacking changes nothing', () => {
    const row = rowOf(cast());
    expect(row).toMatchObject({ intent: 'teach', spellId: 'ember', source: 'file', count: 4, channels: 1 });
    expect(row).toMatchObject({ durationMs: 401, maxGapMs: 379.5, startedAt: new Date(5), modelId: null });
    const { channels, count, samples } = row;
    const signal = signalOf({ channels, count, words: bytesToWords(samples) });
    expect(signal.linear?.x[2]).toBeCloseTo(327.67); // clamped to 16 bits
    const again = packedSignal(signal);
    expect(Buffer.from(again.words.buffer)).toEqual(Buffer.from(samples));
  });

  test('keeps the intended spell and stores the moderator’s label separately', () => {
    const both = cast({ label: 'Wave', metadata: { said: 'Ember', intent: 'cast', source: 'pointer', at: 7 } });
    expect(rowOf(both)).toMatchObject({ spellId: 'ember', intent: 'cast', source: 'pointer', startedAt: new Date(7) });
    expect(importedLabel(importedCast('event', both), matcher)).toEqual({ spell: 'tide' });
    const gone = cast({ label: null, metadata: { said: 'Gale', discarded: true, heard: 'ember', source: 'camera' } });
    expect(rowOf(gone)).toMatchObject({ spellId: 'gale', intent: 'teach', source: 'file', recognizedId: 'ember' });
    expect(importedLabel(importedCast('event', gone), matcher)).toEqual({ spell: null });
    expect(importedLabel(importedCast('event', cast()), matcher)).toBeUndefined();
    expect(importedLabel(importedCast('event', cast({ metadata: { labeled: true } })), matcher)).toEqual({
      spell: 'ember',
    });
    expect(rowOf(cast({ label: null }))).toMatchObject({ intent: 'cast', spellId: null });
  });
});

describe('the id of an imported cast', () => {
  const identity = (id: string, event = 'event', user = '1') => {
    const one = cast({ id, user });
    return identityOf(event, one, packedSignal(one.signal), 9);
  };
  test('is a stable version 7 UUID that differs by event, person and cast', () => {
    const { own, derived } = identity('u1');
    expect(own).toBeNull();
    expect(castId.safeParse(derived).success).toBe(true);
    expect(identity('u1').derived).toBe(derived);
    const others = [identity('u2'), identity('u1', 'other'), identity('u1', 'event', '2')];
    expect(new Set([derived, ...others.map((one) => one.derived)]).size).toBe(4);
  });

  test('is the id in the file, unless another event or another cast uses it', () => {
    const [id, taken, foreign] = [v7(), v7(), v7()];
    const batch = [identity(id), identity(id), identity(taken), identity(foreign), identity('u1')];
    const stored = new Map<string, StoredIdentity>([
      [taken, { eventId: 'event', checksum: 8 }],
      [foreign, { eventId: 'other', checksum: 9 }],
    ]);
    const resolved = resolveIds('event', batch, stored);
    const derived = batch.slice(2).map((one) => one.derived);
    expect(resolved.map(({ isKnown }) => isKnown)).toEqual([false, true, false, false, false]);
    expect(resolved.map((one) => one.id)).toEqual([id, id, ...derived]);
    for (const one of resolved) stored.set(one.id, { eventId: 'event', checksum: 9 });
    expect(resolveIds('event', batch, stored).every(({ isKnown }) => isKnown)).toBe(true);
  });
});

test('maps a user name in a file to the same participant each time, with a key hash no phone can have', () => {
  expect(importedPerson('1')).toEqual(importedPerson('1'));
  expect(importedPerson('1').keyHash.byteLength).not.toBe(32);
  expect(importedPerson(' \u0000 ').profile.nickname).toBe('unknown');
});

test('gives people who share a name distinct names in a file', () => {
  const people = ['Otter', 'Otter', 'Otter (2)', 'Otter'].map((nickname, i) => ({ id: `${i}`, nickname }));
  const names = new DistinctNames(people);
  expect(people.map(({ id }) => names.of(id))).toEqual(['Otter', 'Otter (2)', 'Otter (2) (2)', 'Otter (3)']);
  expect(names.of('nobody')).toBeUndefined();
  names.add([
    { id: '0', nickname: 'Otter' },
    { id: 'late', nickname: 'Otter' },
  ]);
  expect([names.of('0'), names.of('late')]).toEqual(['Otter', 'Otter (4)']);
});

test('gives a hundred thousand people who share a name distinct names', () => {
  const people = Array.from({ length: 100_000 }, (_, i) => ({ id: `${i}`, nickname: 'Otter' }));
  const names = new DistinctNames(people); // comparing each with each would take minutes
  expect(names.of('99999')).toBe('Otter (100000)');
  expect(new Set(people.map(({ id }) => names.of(id))).size).toBe(people.length);
});
