import type { Spell } from '@wandcast/protocol';
import { NO_SPELL, type Facet } from './filters';
import { facetValues, type FilterResult } from './apply-filters';
import type { Overview } from '../table/useOverview';
import { compareNames } from '../../texts/compare-names';
import { texts } from '../../texts/console-texts';

/** One value of a facet. */
export interface FacetValue {
  readonly value: string;
  readonly text: string;
  /** Casts with this value. */
  readonly casts: number;
  readonly spell: Spell | undefined;
}

function valueText(value: string): string {
  const { values } = texts().explore.filters;
  if (value === NO_SPELL) return values.unlabeled;
  const known: Readonly<Record<string, string>> = { ...values, ...texts().explore.quality };
  return known[value] ?? value;
}

/** Values of a facet that have casts or are selected; participants sorted by name. */
export function facetList(
  facet: Facet,
  { table }: Overview,
  { counts }: FilterResult,
  picked: readonly string[] | null,
  spells: readonly Spell[],
): FacetValue[] {
  const nicknames = new Map(table.people.map(({ id, nickname }) => [id, nickname]));
  const spellOf = (id: string): Spell | undefined => spells.find((spell) => spell.id === id);
  const list = facetValues(facet, table).map((value, code) => ({
    value,
    text:
      facet === 'person'
        ? (nicknames.get(value) ?? texts().explore.someone)
        : (spellOf(value)?.name ?? valueText(value)),
    casts: counts[facet][code] ?? 0,
    spell: facet === 'spell' ? spellOf(value) : undefined,
  }));
  if (facet === 'spell') return inBookOrder(list, spells);
  if (facet === 'person') return list.sort((a, b) => compareNames(a.text, b.text));
  return list.filter(({ value, casts }) => casts > 0 || (picked?.includes(value) ?? false) || value === 'discarded');
}

function inBookOrder(list: readonly FacetValue[], spells: readonly Spell[]): FacetValue[] {
  const place = ({ value }: FacetValue): number => {
    const at = spells.findIndex(({ id }) => id === value);
    return at < 0 ? spells.length + (value === NO_SPELL ? 1 : 0) : at;
  };
  return [...list].sort((a, b) => place(a) - place(b)).filter(({ value, casts }) => value !== NO_SPELL || casts > 0);
}
