import { agreements, hands, intents, qualities, signs, states } from '../table/derived-columns';

/** The facets. Values of spells and participants are their ids. */
export const facets = ['spell', 'state', 'intent', 'agreement', 'quality', 'sign', 'hand', 'person'] as const;
export type Facet = (typeof facets)[number];

/** Values of the facets with a fixed set. */
export const valuesOf: Readonly<Partial<Record<Facet, readonly string[]>>> = {
  state: states,
  intent: intents,
  agreement: agreements,
  quality: qualities,
  sign: signs,
  hand: hands,
};

/** The value of `spell` for a cast without a spell. */
export const NO_SPELL = 'none!'; // no spell id contains `!`

/** The two pictures of the casts. */
export const views = ['lines', 'map'] as const;
/** What the marks of the map show. */
export const mapColors = ['spell', 'person', 'doubt'] as const;

/** What the casts are grouped by: their current labels, or the spells that the model recognized. */
export type Rows = 'label' | 'recognized';

/** The active filters: selected values of each facet (all if null), and a time span. Also what is kept in the URL. */
export interface Filters {
  readonly picked: Readonly<Record<Facet, readonly string[] | null>>;
  /** Ms since 1970, both inclusive. */
  readonly time: readonly [from: number, to: number] | null;
  /** Null until chosen; the explorer then selects what groups the casts at all. */
  readonly rows: Rows | null;
  readonly view: (typeof views)[number];
  readonly color: (typeof mapColors)[number];
}

const notDiscarded = states.filter((state) => state !== 'discarded');

/** Everything except discarded casts. */
export const firstFilters: Filters = {
  picked: {
    spell: null,
    state: notDiscarded,
    intent: null,
    agreement: null,
    quality: null,
    sign: null,
    hand: null,
    person: null,
  },
  time: null,
  rows: null,
  view: 'lines',
  color: 'spell',
};

/** The first filters, in the same picture. */
export function cleared({ rows, view, color }: Filters): Filters {
  return { ...firstFilters, rows, view, color };
}

/** Toggles a value. Selecting all values of a facet clears its filter. */
export function toggled(filters: Filters, facet: Facet, value: string, all: readonly string[]): Filters {
  const before = filters.picked[facet];
  const values = before ?? all;
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return withPicked(filters, facet, all.every((one) => next.includes(one)) ? null : next);
}

export function withPicked(filters: Filters, facet: Facet, values: readonly string[] | null): Filters {
  return { ...filters, picked: { ...filters.picked, [facet]: values } };
}

/** How many filters, including time, differ from the default. */
export function activeFilterCount(filters: Filters): number {
  const same = (facet: Facet): boolean =>
    [...(filters.picked[facet] ?? [])].sort().join() === [...(firstFilters.picked[facet] ?? [])].sort().join() &&
    (filters.picked[facet] === null) === (firstFilters.picked[facet] === null);
  return facets.filter((facet) => !same(facet)).length + (filters.time === null ? 0 : 1);
}
