import { hands, hearings, intents, qualities, signs, states } from '../table/derived-columns';

/** What one may filter by, and the values each can have; those of spells and people are their ids. */
export const facets = ['spell', 'state', 'intent', 'hearing', 'quality', 'sign', 'hand', 'person'] as const;
export type Facet = (typeof facets)[number];

/** The values of facets that are known ahead. */
export const valuesOf: Readonly<Partial<Record<Facet, readonly string[]>>> = {
  state: states,
  intent: intents,
  hearing: hearings,
  quality: qualities,
  sign: signs,
  hand: hands,
};

/** A cast without a spell, among the values of `spell`. */
export const NO_SPELL = 'none!'; // no spell's id has such a sign

/** What is shown: of each facet the values picked, all where null; and casts that came within a time. */
export interface Filters {
  readonly picked: Readonly<Record<Facet, readonly string[] | null>>;
  /** Ms since 1970, both included. */
  readonly time: readonly [from: number, to: number] | null;
  /** Whether rows are what casts are held for, or what the model heard. */
  readonly rows: 'held' | 'heard';
}

const standing = states.filter((state) => state !== 'discarded');

/** Everything but what is discarded. */
export const firstFilters: Filters = {
  picked: {
    spell: null,
    state: standing,
    intent: null,
    hearing: null,
    quality: null,
    sign: null,
    hand: null,
    person: null,
  },
  time: null,
  rows: 'held',
};

/** Picks a value, or no longer; all values of a facet are the same as none of them picked. */
export function toggled(filters: Filters, facet: Facet, value: string, all: readonly string[]): Filters {
  const before = filters.picked[facet];
  const values = before ?? all;
  const next = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  return withPicked(filters, facet, all.every((one) => next.includes(one)) ? null : next);
}

export function withPicked(filters: Filters, facet: Facet, values: readonly string[] | null): Filters {
  return { ...filters, picked: { ...filters.picked, [facet]: values } };
}

/** How many facets, time among them, leave something out that is shown at first. */
export function narrowed(filters: Filters): number {
  const same = (facet: Facet): boolean =>
    [...(filters.picked[facet] ?? [])].sort().join() === [...(firstFilters.picked[facet] ?? [])].sort().join() &&
    (filters.picked[facet] === null) === (firstFilters.picked[facet] === null);
  return facets.filter((facet) => !same(facet)).length + (filters.time === null ? 0 : 1);
}
