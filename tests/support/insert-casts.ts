import { samplesOf, shapeOf, starterSpellbook, type Signal } from '@wandcast/gesture';
import { checksum, packSamples, wordsToBytes } from '@wandcast/protocol';

/** Columns of a cast that follow from its signal. */
export type RecordedColumns = readonly unknown[];

/** A cast to store. */
export interface SeededCast {
  readonly id: string;
  readonly eventId: string;
  readonly participantId: string;
  readonly intent: string;
  readonly spell: string | null;
  readonly source: string;
  readonly startedAt: Date;
  readonly receivedAt: Date;
  /** Null if unknown, as of imported casts. */
  readonly beganAt: Date | null;
  readonly recorded: RecordedColumns;
  readonly modelId: string | null;
  readonly recognized: string | null;
  readonly probabilities: readonly number[];
}

/** Rows per INSERT statement: about a megabyte of samples. */
const BATCH_SIZE = 400;

const COLUMNS =
  'id, event_id, participant_id, intent, spell_id, source, started_at, received_at, began_at, duration_ms, rate_hz, ' +
  'max_gap_ms, channels, count, checksum, samples, shape, model_id, recognized_id, probabilities';
const WIDTH = COLUMNS.split(',').length;

/** Writes casts to the database. Direct inserts, because sending thousands through sockets takes too long. */
export async function insertCasts(
  query: (sql: string, values: unknown[]) => Promise<unknown>,
  casts: readonly SeededCast[],
): Promise<void> {
  for (let first = 0; first < casts.length; first += BATCH_SIZE) {
    const rows = casts.slice(first, first + BATCH_SIZE).map(valuesOf);
    const tuples = rows.map(
      (_, row) => `(${Array.from({ length: WIDTH }, (__, i) => `$${row * WIDTH + i + 1}`).join(',')})`,
    );
    await query(`INSERT INTO casts (${COLUMNS}) VALUES ${tuples.join(',')}`, rows.flat());
  }
}

function valuesOf(cast: SeededCast): unknown[] {
  const { id, eventId, participantId, intent, spell, source, startedAt, receivedAt, beganAt } = cast;
  return [
    ...[id, eventId, participantId, intent, spell, source, startedAt, receivedAt, beganAt],
    ...cast.recorded,
    ...[cast.modelId, cast.recognized, cast.probabilities],
  ];
}

/** The columns from `duration_ms` to `shape`. @param withShape false leaves the shape empty, as older versions did */
export function recordedColumns(signal: Signal, withShape = true): RecordedColumns {
  const { t } = signal;
  const packed = packSamples(samplesOf(signal), 1);
  const durationMs = t.at(-1) ?? 0;
  const step = durationMs / (t.length - 1);
  return [
    ...[Math.round(durationMs), 1000 / step, step, packed.channels, packed.count, checksum(packed.words)],
    ...[Buffer.from(wordsToBytes(packed.words)), withShape ? Buffer.from(shapeOf(signal).buffer) : null],
  ];
}

/** Id of the starter spell at `place`, which may exceed the number of spells. */
export function starterSpellId(place: number): string {
  return starterSpellbook[place % starterSpellbook.length]?.id ?? '';
}
