import {
  facets,
  firstFilters,
  activeFilterCount,
  mapColors,
  valuesOf,
  views,
  type Facet,
  type Filters,
} from './filters';

/** Former names of facets and values, as in bookmarks. */
const formerFacets: Readonly<Partial<Record<Facet, string>>> = { agreement: 'hearing' };
const formerValues: Readonly<Partial<Record<Facet, Readonly<Record<string, string>>>>> = {
  state: { said: 'original', labelled: 'labeled', unsaid: 'unlabeled' },
  agreement: { untold: 'uncompared', unlabeled: 'uncompared', unheard: 'unscored' },
  sign: { unshown: 'unmeasured' },
  hand: { unsaid: 'unknown' },
};

/** The URL hash of these filters, so that a reload or a shared link restores them. */
export function hashOf(filters: Filters): string {
  const parts = new URLSearchParams();
  for (const facet of facets) {
    const values = filters.picked[facet];
    const isFirst = activeFilterCount({ ...firstFilters, picked: { ...firstFilters.picked, [facet]: values } }) === 0;
    if (!isFirst) parts.set(facet, values === null ? '*' : values.join(' '));
  }
  if (filters.time !== null) parts.set('time', filters.time.map(Math.round).join(' '));
  for (const name of ['rows', 'view', 'color'] as const) {
    const value = filters[name];
    if (value !== null && value !== firstFilters[name]) parts.set(name, value);
  }
  const text = parts.toString();
  return text === '' ? '#explore' : `#explore?${text}`;
}

/** The filters of a hash; missing or invalid parts get their defaults. */
export function filtersOf(hash: string): Filters {
  const parts = new URLSearchParams(hash.split('?')[1] ?? '');
  const picked: Record<Facet, readonly string[] | null> = { ...firstFilters.picked };
  for (const facet of facets) {
    const text = parts.get(facet) ?? parts.get(formerFacets[facet] ?? facet);
    if (text !== null) picked[facet] = pickedIn(facet, text);
  }
  const [from = NaN, to = NaN] = (parts.get('time') ?? '').split(' ').map(Number);
  const isTime = parts.has('time') && Number.isFinite(from) && Number.isFinite(to);
  return {
    picked,
    time: isTime ? [from, to] : null,
    rows: rowsNamed(parts.get('rows') ?? ''),
    view: views.find((one) => one === parts.get('view')) ?? firstFilters.view,
    color: mapColors.find((one) => one === parts.get('color')) ?? firstFilters.color,
  };
}

function rowsNamed(text: string): Filters['rows'] {
  if (text === 'recognized' || text === 'heard') return 'recognized';
  return text === 'label' || text === 'held' ? 'label' : null;
}

/** The selected values of a facet; the default if none of them exists. Ids of spells and participants are not checked. */
function pickedIn(facet: Facet, text: string): readonly string[] | null {
  if (text === '*') return null;
  const values = text.split(' ').filter((value) => value !== '');
  const named = values.map((value) => formerValues[facet]?.[value] ?? value);
  const known = valuesOf[facet];
  if (known === undefined) return named;
  const valid = named.filter((value) => known.includes(value));
  return valid.length === 0 && values.length > 0 ? firstFilters.picked[facet] : valid;
}
