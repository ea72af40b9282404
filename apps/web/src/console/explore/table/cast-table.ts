import {
  DISCARDED,
  NONE,
  castIdAt,
  emptyColumns,
  overviewColumns,
  type CastId,
  type CastLabel,
  type OverviewColumn,
  type OverviewColumns,
  type OverviewPage,
  type SpellId,
} from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';

interface Person {
  readonly id: string;
  readonly nickname: string;
}

/** Maps name indexes of one server answer to indexes in the table. */
export interface NamePlaces {
  readonly people: number[];
  readonly spells: number[];
  readonly models: number[];
}

/** All casts of the event in columns. Has no object per cast, so that thousands of casts need little memory. */
export class CastTable {
  count = 0;
  columns: OverviewColumns = emptyColumns(0);
  readonly people: Person[] = [];
  readonly spells: SpellId[] = [];
  readonly models: string[] = [];
  /** Index of each cast. */
  readonly places = new Map<CastId, number>();
  private capacity = 0;

  /** Appends the new casts of a page. @param known maps names of earlier pages of the same answer; extended here */
  append(page: OverviewPage, known: NamePlaces): void {
    known.people.push(...page.people.map((one) => placeOf(this.people, one, ({ id }) => id === one.id)));
    known.spells.push(...page.spells.map((one) => this.spell(one)));
    known.models.push(...page.models.map((one) => placeOf(this.models, one, (other) => other === one)));
    this.reserve(this.count + page.count);
    for (let i = 0; i < page.count; i++) {
      const id = castIdAt(page.columns.id, 16 * i);
      if (this.places.has(id)) continue;
      this.places.set(id, this.count);
      this.take(page.columns, i, known);
    }
  }

  id(place: number): CastId {
    return castIdAt(this.columns.id, 16 * place);
  }

  nickname(place: number): string {
    return this.people[this.columns.person[place] ?? 0]?.nickname ?? texts().explore.someone;
  }

  /** The spell with this index; null if there is none. */
  spellAt(name: number): SpellId | null {
    return this.spells[name] ?? null;
  }

  /** Indexes in another table of the casts at these places; without the casts that it lacks. */
  *placesIn(other: CastTable, places: Iterable<number>): Generator<number, void> {
    for (const place of places) {
      const moved = other.places.get(this.id(place));
      if (moved !== undefined) yield moved;
    }
  }

  /** Index of a spell; added if new. */
  spell(id: SpellId): number {
    return placeOf(this.spells, id, (other) => other === id);
  }

  /** @returns whether the label changed */
  relabel(castId: CastId, label: CastLabel | null): boolean {
    const place = this.places.get(castId);
    if (place === undefined) return false;
    const code = codeOf(this, label);
    if (this.columns.label[place] === code) return false;
    this.columns.label[place] = code;
    return true;
  }

  private take(from: OverviewColumns, i: number, { people, spells, models }: NamePlaces): void {
    const { columns, count: place } = this;
    for (const name of Object.keys(overviewColumns) as OverviewColumn[]) {
      const { width } = overviewColumns[name];
      columns[name].set(from[name].subarray(i * width, (i + 1) * width), place * width);
    }
    columns.person[place] = people[from.person[i] ?? 0] ?? 0;
    for (const name of ['intendedSpell', 'label', 'recognized'] as const) {
      const code = from[name][i] ?? NONE;
      columns[name][place] = code < 0 ? code : (spells[code] ?? NONE);
    }
    columns.model[place] = models[from.model[i] ?? NONE] ?? NONE;
    this.count++;
  }

  private reserve(needed: number): void {
    if (needed <= this.capacity) return;
    this.capacity = Math.max(needed, 2 * this.capacity);
    const grown = emptyColumns(this.capacity);
    for (const name of Object.keys(overviewColumns) as OverviewColumn[]) grown[name].set(this.columns[name]);
    this.columns = grown;
  }
}

function codeOf(table: CastTable, label: CastLabel | null): number {
  if (label === null) return NONE;
  return label.spell === null ? DISCARDED : table.spell(label.spell);
}

function placeOf<T>(names: T[], name: T, isIt: (other: T) => boolean): number {
  const known = names.findIndex(isIt);
  return known >= 0 ? known : names.push(name) - 1;
}
