import type { Spell, SpellHue } from '@wandcast/protocol';
import { qualityWords } from '../table/cast-row-text';
import { NO_SPELL, type Facet } from './filters';
import { facetValues, type Sifted } from './apply-filters';
import type { Overview } from '../table/useOverview';

/** One choice. */
export interface FacetValue {
  readonly value: string;
  readonly words: string;
  /** How many would be shown. */
  readonly casts: number;
  readonly hue: SpellHue | undefined;
}

/** What each facet is called, as a question one has. */
export const facetTitles: Readonly<Record<Facet, string>> = {
  spell: 'Spell',
  state: 'Label',
  intent: 'Meant as',
  hearing: 'The model',
  quality: 'Recording',
  sign: 'Signs of its phone',
  hand: 'Hand',
  person: 'Person',
};

const words: Readonly<Record<string, string>> = {
  [NO_SPELL]: 'Nobody said',
  ...{ said: 'As said', labeled: 'Labeled', unsaid: 'Nobody said', discarded: 'Discarded' },
  ...{ taught: 'Taught', cast: 'Cast' },
  ...{ agrees: 'Heard it so', differs: 'Heard another', fizzled: 'Let it fizzle', untold: 'Nobody said', unheard: 'Did not hear' },
  ...{ straight: 'As Android’s', flipped: 'As the iPhone’s', unshown: 'Not shown' },
  ...{ right: 'Right', left: 'Left', unsaid: 'Nobody said' },
  ...qualityWords,
}; // prettier-ignore

/** One for all comparisons: making one takes longer than comparing a room. */
const byName = new Intl.Collator('en', { numeric: true });

/** Values of a facet that there is something of, or that are picked; people by their names. */
export function facetList(
  facet: Facet,
  { table }: Overview,
  { counts }: Sifted,
  picked: readonly string[] | null,
  spells: readonly Spell[],
): FacetValue[] {
  const nicknames = new Map(table.people.map(({ id, nickname }) => [id, nickname]));
  const spellOf = (id: string): Spell | undefined => spells.find((spell) => spell.id === id);
  const list = facetValues(facet, table).map((value, code) => ({
    value,
    words: facet === 'person' ? (nicknames.get(value) ?? 'someone') : (spellOf(value)?.name ?? words[value] ?? value),
    casts: counts[facet][code] ?? 0,
    hue: facet === 'spell' ? spellOf(value)?.hue : undefined,
  }));
  if (facet === 'spell') return inBookOrder(list, spells);
  if (facet === 'person') return list.sort((a, b) => byName.compare(a.words, b.words));
  return list.filter(({ value, casts }) => casts > 0 || (picked?.includes(value) ?? false) || value === 'discarded');
}

function inBookOrder(list: readonly FacetValue[], spells: readonly Spell[]): FacetValue[] {
  const place = ({ value }: FacetValue): number => {
    const at = spells.findIndex(({ id }) => id === value);
    return at < 0 ? spells.length + (value === NO_SPELL ? 1 : 0) : at;
  };
  return [...list].sort((a, b) => place(a) - place(b)).filter(({ value, casts }) => value !== NO_SPELL || casts > 0);
}
