import { DISCARDED, NONE, type CastId, type SpellId } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { CastTable } from '../../../../../apps/web/src/console/explore/table/cast-table';
import {
  agreements,
  deriveColumns,
  qualities,
  states,
} from '../../../../../apps/web/src/console/explore/table/derived-columns';
import { castText } from '../../../../../apps/web/src/console/explore/table/cast-row-text';
import { overviewOf, pageOf } from './casts';

const fresh = () => ({ people: [], spells: [], models: [] });
const idOf = (n: number) => `00000000-0000-0000-0000-0000000000${n.toString(16).padStart(2, '0')}` as CastId;

describe('the table of casts', () => {
  test('adds each cast once', () => {
    const table = new CastTable();
    table.append(pageOf([{}, { said: 1 }]), fresh());
    table.append(pageOf([{ said: 1 }, { said: 2, person: 1 }], 1), fresh());
    expect(table.count).toBe(3);
    expect([0, 1, 2].map((i) => table.id(i))).toEqual([idOf(0), idOf(1), idOf(2)]);
    expect(table.nickname(2)).toBe('Loud Heron');
  });

  test('maps the name indexes of each answer', () => {
    const table = new CastTable();
    table.append(pageOf([{ said: 0 }]), fresh());
    const page = pageOf([{ said: 0, recognized: NONE, person: 0 }], 1);
    const other = { ...page, spells: ['veil' as SpellId], people: [{ id: 'p-eel', nickname: 'Dapper Eel' }] };
    table.append(other, fresh());
    expect([table.spellAt(table.columns.intendedSpell[1] ?? 0), table.nickname(1)]).toEqual(['veil', 'Dapper Eel']);
    expect(table.columns.recognized[1]).toBe(NONE);
  });

  test('follows labels, including those of new spells', () => {
    const { table } = overviewOf([{}, {}]);
    expect(table.relabel(idOf(0), { spell: null, at: 1, by: null })).toBe(true);
    expect(table.relabel(idOf(0), { spell: null, at: 2, by: null })).toBe(false);
    expect(table.columns.label[0]).toBe(DISCARDED);
    table.relabel(idOf(1), { spell: 'veil' as SpellId, at: 1, by: null });
    expect(table.spellAt(table.columns.label[1] ?? 0)).toBe('veil');
    expect(table.relabel(idOf(9), null)).toBe(false);
  });
});

describe('derived columns', () => {
  const judgedOf = (...casts: Parameters<typeof overviewOf>[0]) => overviewOf(casts).derived;

  test('have the current label, else the original one; discarded casts keep their row', () => {
    const { currentLabel, state } = judgedOf(
      { said: 1 },
      { said: 1, label: 2 },
      { said: 1, label: DISCARDED },
      { said: NONE },
    );
    expect(Array.from(currentLabel)).toEqual([1, 2, 1, NONE]);
    expect(Array.from(state, (code) => states[code])).toEqual(['original', 'labeled', 'discarded', 'unlabeled']);
  });

  test('compare the prediction with the current label', () => {
    const { agreement } = judgedOf(
      { said: 0, recognized: 0 },
      { said: 0, recognized: 1 },
      { said: 0, label: 1, recognized: 1 },
      { recognized: NONE },
      { said: NONE, recognized: 1 },
      { model: NONE, recognized: NONE },
    );
    const words = Array.from(agreement, (code) => agreements[code]);
    expect(words).toEqual(['agrees', 'differs', 'agrees', 'fizzled', 'uncompared', 'unscored']);
  });

  test('have the most serious flaw of a recording', () => {
    const { quality, peak } = judgedOf(
      {},
      { x: () => 2 },
      { durationMs: 200 },
      { maxGapMs: 400 },
      { rateHz: 20 },
      { x: () => 127 },
    );
    const words = Array.from(quality, (code) => qualities[code]);
    expect(words).toEqual(['fine', 'still', 'short', 'gap', 'slow', 'clipped']);
    expect(Array.from(peak).slice(0, 2)).toEqual([5, 0.5]);
  });

  test('find the unusual cast of a spell, ignoring discarded ones', () => {
    const wave = (step: number) => (point: number) => Math.round(40 * Math.sin(point / 4 + step));
    const same = Array.from({ length: 8 }, (_, i) => ({ x: wave(i / 50) }));
    const { table, derived } = overviewOf([...same, { x: wave(2) }]);
    expect(derived.outlierScores[8]).toBe(1);
    table.relabel(idOf(8), { spell: null, at: 1, by: null });
    expect(deriveColumns(table).outlierScores[8]).toBe(0);
  });
});

test('the text of a cast has its prediction and its flaw', () => {
  const { recognized, remarks } = castText(overviewOf([{ durationMs: 200 }]), 0, []);
  expect(recognized).toBe('recognized ember, 80%');
  expect(remarks).toContain('too short');
});
