import {
  DISCARDED,
  NOBODY,
  emptyColumns,
  overviewFlags,
  SHAPE_VALUES,
  type OverviewColumns,
  type SpellId,
} from '@wandcast/protocol';
import type { OverviewRow } from './overview.repository.js';

/** Places of names in the order they were first used. */
class Names<N extends string> {
  private readonly places = new Map<N, number>();
  private told = 0;

  place(name: N | null): number {
    if (name === null) return NOBODY;
    const known = this.places.get(name);
    if (known !== undefined) return known;
    this.places.set(name, this.places.size);
    return this.places.size - 1;
  }

  /** Those that are new since the last time. */
  tell(): N[] {
    const names = [...this.places.keys()].slice(this.told);
    this.told = this.places.size;
    return names;
  }
}

/** The names that the pages of one overview use. */
export class OverviewNames {
  readonly people = new Names<string>();
  readonly spells = new Names<SpellId>();
  readonly models = new Names<string>();
}

/** Rows as columns; names that are new are kept in `names`. */
export function columnsOf(rows: readonly OverviewRow[], names: OverviewNames): OverviewColumns {
  const columns = emptyColumns(rows.length);
  for (const [i, row] of rows.entries()) write(columns, i, row, names);
  return columns;
}

function write(columns: OverviewColumns, i: number, row: OverviewRow, names: OverviewNames): void {
  columns.id.set(Buffer.from(row.id.replaceAll('-', ''), 'hex'), 16 * i);
  columns.receivedAt[i] = row.receivedAt.getTime();
  columns.durationMs[i] = row.durationMs;
  columns.maxGapMs[i] = Math.round(row.maxGapMs);
  columns.rateHz[i] = row.rateHz;
  columns.person[i] = names.people.place(row.participantId);
  columns.said[i] = names.spells.place(row.said);
  columns.label[i] = row.isLabeled && row.label === null ? DISCARDED : names.spells.place(row.label);
  columns.model[i] = names.models.place(row.modelId);
  columns.recognized[i] = names.spells.place(row.recognized);
  columns.confidence[i] = Math.round(100 * (row.confidence ?? 0));
  columns.flags[i] = flagsOf(row);
  if (row.shape !== null) columns.shape.set(new Int8Array(row.shape), SHAPE_VALUES * i);
}

function flagsOf({ intent, source, shape, flipped, hand }: OverviewRow): number {
  return (
    (intent === 'teach' ? overviewFlags.taught : 0) |
    (source === 'pointer' ? overviewFlags.pointer : 0) |
    (source === 'simulated' ? overviewFlags.simulated : 0) |
    (shape === null ? overviewFlags.shapeless : 0) |
    (flipped === true ? overviewFlags.flipped : 0) |
    (flipped === null ? 0 : overviewFlags.signed) |
    (hand === null ? 0 : overviewFlags[hand])
  );
}
