import { facets, firstFilters, activeFilterCount, type Facet, type Filters } from './filters';

/** The URL hash of these filters, so that a reload or a shared link restores them. */
export function hashOf(filters: Filters): string {
  const parts = new URLSearchParams();
  for (const facet of facets) {
    const values = filters.picked[facet];
    const isFirst = activeFilterCount({ ...firstFilters, picked: { ...firstFilters.picked, [facet]: values } }) === 0;
    if (!isFirst) parts.set(facet, values === null ? '*' : values.join(' '));
  }
  if (filters.time !== null) parts.set('time', filters.time.map(Math.round).join(' '));
  if (filters.rows !== 'held') parts.set('rows', filters.rows);
  const text = parts.toString();
  return text === '' ? '#explore' : `#explore?${text}`;
}

/** The filters of a hash; missing or invalid parts get their defaults. */
export function filtersOf(hash: string): Filters {
  const parts = new URLSearchParams(hash.split('?')[1] ?? '');
  const picked: Record<Facet, readonly string[] | null> = { ...firstFilters.picked };
  for (const facet of facets) {
    const text = parts.get(facet);
    if (text !== null) picked[facet] = text === '*' ? null : text.split(' ').filter((value) => value !== '');
  }
  const [from = NaN, to = NaN] = (parts.get('time') ?? '').split(' ').map(Number);
  const isTime = parts.has('time') && Number.isFinite(from) && Number.isFinite(to);
  return { picked, time: isTime ? [from, to] : null, rows: parts.get('rows') === 'heard' ? 'heard' : 'held' };
}
