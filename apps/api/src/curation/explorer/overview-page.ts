import {
  DISCARDED,
  NONE,
  emptyColumns,
  overviewFlags,
  SHAPE_VALUES,
  type OverviewColumns,
  type SpellId,
} from '@wandcast/protocol';
import { isDrawn } from '../../casting/storage/drawn-sources.js';
import type { OverviewRow } from './overview.repository.js';

/** Assigns each name an index in order of first use. */
class NameTable<N extends string> {
  private readonly indices = new Map<N, number>();
  private taken = 0;

  indexOf(name: N | null): number {
    if (name === null) return NONE;
    const known = this.indices.get(name);
    if (known !== undefined) return known;
    this.indices.set(name, this.indices.size);
    return this.indices.size - 1;
  }

  /** Names added since the last call. */
  takeNew(): N[] {
    const names = [...this.indices.keys()].slice(this.taken);
    this.taken = this.indices.size;
    return names;
  }
}

/** The name tables shared by all pages of one overview. */
export class OverviewNames {
  readonly people = new NameTable<string>();
  readonly spells = new NameTable<SpellId>();
  readonly models = new NameTable<string>();
}

/** Converts rows to columns and adds new names to `names`. */
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
  columns.person[i] = names.people.indexOf(row.participantId);
  columns.intendedSpell[i] = names.spells.indexOf(row.intendedSpell);
  columns.label[i] = row.isLabeled && row.label === null ? DISCARDED : names.spells.indexOf(row.label);
  columns.model[i] = names.models.indexOf(row.modelId);
  columns.recognized[i] = names.spells.indexOf(row.recognized);
  columns.confidence[i] = Math.round(100 * (row.confidence ?? 0));
  columns.flags[i] = flagsOf(row);
  if (row.shape !== null) columns.shape.set(new Int8Array(row.shape), SHAPE_VALUES * i);
}

function flagsOf({ intent, source, shape, flipped, hand }: OverviewRow): number {
  return (
    (intent === 'teach' ? overviewFlags.taught : 0) |
    (isDrawn(source) ? overviewFlags.pointer : 0) |
    (source === 'simulated' ? overviewFlags.simulated : 0) |
    (shape === null ? overviewFlags.shapeless : 0) |
    (flipped === true ? overviewFlags.flipped : 0) |
    (flipped === null ? 0 : overviewFlags.signKnown) |
    (hand === null ? 0 : overviewFlags[hand])
  );
}
