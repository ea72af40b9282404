import { starterSpellbook } from '@wandcast/gesture';
import { RECORDED_COLUMNS, type RecordedColumns } from '../../apps/tools/src/environment/recorded-columns.js';

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
  'id, event_id, participant_id, intent, spell_id, source, started_at, received_at, began_at, ' +
  `${RECORDED_COLUMNS}, model_id, recognized_id, probabilities`;
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

/** Id of the starter spell at `place`, which may exceed the number of spells. */
export function starterSpellId(place: number): string {
  return starterSpellbook[place % starterSpellbook.length]?.id ?? '';
}
