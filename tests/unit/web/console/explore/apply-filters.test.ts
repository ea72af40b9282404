import { DISCARDED, NONE, overviewFlags } from '@wandcast/protocol';
import { describe, expect, test } from 'vitest';
import { filtersOf, hashOf } from '../../../../../apps/web/src/console/explore/filters/filter-hash';
import {
  NO_SPELL,
  firstFilters,
  activeFilterCount,
  toggled,
  withPicked,
  type Facet,
} from '../../../../../apps/web/src/console/explore/filters/filters';
import { TIME_BINS, applyFilters } from '../../../../../apps/web/src/console/explore/filters/apply-filters';
import { states } from '../../../../../apps/web/src/console/explore/table/derived-columns';
import { overviewOf } from './casts';

const overview = overviewOf([
  { said: 0, person: 0, at: 1_000 },
  { said: 0, person: 1, at: 2_000, recognized: 1 },
  { said: 1, person: 1, at: 3_000 },
  { said: 1, person: 0, at: 4_000, label: DISCARDED },
  { said: NONE, recognized: 2, person: 0, at: 5_000, isFree: true },
]);
const filtered = (filters = firstFilters) => applyFilters(overview.table, overview.derived, filters);
const shownBy = (facet: Facet, values: readonly string[]) =>
  Array.from(filtered(withPicked(firstFilters, facet, values)).shown).sort();

describe('filters', () => {
  test('exclude discarded casts by default', () => {
    expect(Array.from(filtered().shown).sort()).toEqual([0, 1, 2, 4]);
    expect(shownBy('state', ['discarded'])).toEqual([3]);
  });

  test('select by each facet', () => {
    expect(shownBy('spell', ['ember'])).toEqual([0, 1]);
    expect(shownBy('spell', [NO_SPELL, 'tide'])).toEqual([2, 4]);
    expect(shownBy('person', ['p-heron'])).toEqual([1, 2]);
    expect(shownBy('intent', ['cast'])).toEqual([4]);
    expect(shownBy('agreement', ['differs'])).toEqual([1]);
    expect(shownBy('quality', ['still'])).toEqual([]);
    expect(shownBy('spell', ['never-cast'])).toEqual([]);
    expect(Array.from(filtered({ ...firstFilters, time: [2_000, 3_000] }).shown).sort()).toEqual([1, 2]);
  });

  test('select by phone orientation, if known', () => {
    const { signKnown, flipped, right, left } = overviewFlags;
    const held = overviewOf([
      { flags: signKnown | right },
      { flags: signKnown | flipped | left },
      { flags: right },
      {},
    ]);
    const shown = (facet: Facet, values: readonly string[]) =>
      Array.from(applyFilters(held.table, held.derived, withPicked(firstFilters, facet, values)).shown).sort();
    expect(shown('sign', ['straight'])).toEqual([0]);
    expect(shown('sign', ['flipped'])).toEqual([1]);
    expect(shown('sign', ['unmeasured'])).toEqual([2, 3]);
    expect(shown('hand', ['right'])).toEqual([0, 2]);
    expect(shown('hand', ['left', 'unknown'])).toEqual([1, 3]);
    const filters = withPicked(firstFilters, 'sign', ['flipped']);
    expect(filtersOf(hashOf(filters))).toEqual(filters);
  });

  test('count the casts of each value, given the other facets', () => {
    const { counts, times } = filtered(withPicked(firstFilters, 'spell', ['ember']));
    expect(Array.from(counts.spell)).toEqual([1, 2, 1, 0]); // none, ember, tide, gale: not filtered by spell
    expect(Array.from(counts.person)).toEqual([1, 1]);
    expect(counts.state[states.indexOf('discarded')]).toBe(0); // the discarded cast is not an ember
    expect(filtered().counts.state[states.indexOf('discarded')]).toBe(1);
    expect([times.reduce((sum, n) => sum + n), times[0], times[TIME_BINS / 4]]).toEqual([2, 1, 1]);
  });

  test('count all times in the time histogram', () => {
    const { times, shown } = filtered({ ...firstFilters, time: [0, 1_500] });
    expect([shown.length, times.reduce((sum, n) => sum + n)]).toEqual([1, 4]);
  });

  test('list the most unusual first', () => {
    const { shown } = applyFilters(
      overview.table,
      { ...overview.derived, order: Uint32Array.of(3, 1, 2, 4, 0) },
      firstFilters,
    );
    expect(Array.from(shown)).toEqual([1, 2, 4, 0]);
  });
});

describe('a facet value', () => {
  const all = ['a', 'b', 'c'];
  test('is toggled; selecting all clears the filter', () => {
    const without = toggled(firstFilters, 'spell', 'b', all);
    expect(without.picked.spell).toEqual(['a', 'c']);
    expect(toggled(without, 'spell', 'b', all).picked.spell).toBeNull();
  });
});

describe('the URL hash', () => {
  test('keeps filters over a reload', () => {
    const filters = {
      ...withPicked(withPicked(firstFilters, 'spell', ['ember', NO_SPELL]), 'state', null),
      time: [1_000, 2_000] as const,
      rows: 'recognized' as const,
    };
    expect(activeFilterCount(filters)).toBe(3);
    expect(filtersOf(hashOf(filters))).toEqual(filters);
  });
  test('omits defaults, and replaces invalid parts by defaults', () => {
    expect(hashOf(firstFilters)).toBe('#explore');
    expect(filtersOf('#explore')).toEqual(firstFilters);
    expect(filtersOf('#explore?time=soon&rows=7&color=red&state=lost&quality=lost')).toEqual(firstFilters);
    expect(filtersOf('#explore?quality=lost%20still').picked.quality).toEqual(['still']);
    expect(filtersOf('#explore?quality=').picked.quality).toEqual([]);
  });
  test('understands the names of older links', () => {
    const { picked, rows } = filtersOf(
      '#explore?state=said%20labelled%20unsaid&hearing=untold%20unheard&sign=unshown&hand=unsaid&rows=heard',
    );
    expect(picked).toMatchObject({
      ...{ state: ['original', 'labeled', 'unlabeled'], agreement: ['uncompared', 'unscored'] },
      ...{ sign: ['unmeasured'], hand: ['unknown'] },
    });
    expect(rows).toBe('recognized');
    expect(filtersOf('#explore?rows=held').rows).toBe('label');
    expect(filtersOf('#explore?agreement=unlabeled').picked.agreement).toEqual(['uncompared']);
  });
});
