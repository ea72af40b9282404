import {
  parseGlyph,
  seeded,
  shapeOf,
  simulateCast,
  simulatePerson,
  starterSpellbook,
  type Random,
  type Signal,
} from '@wandcast/gesture';
import { checksum, packSamples, wordsToBytes, type PackedSamples } from '@wandcast/protocol';
import type pg from 'pg';
import { v7 } from 'uuid';

export interface Filling {
  readonly casts: number;
  readonly people: number;
  readonly seed?: number;
  /** Without: as they were stored before there were shapes. */
  readonly withShapes?: boolean;
}

type Queries = Pick<pg.Pool, 'query'>;

/** Rows a statement: a megabyte of samples. */
const GROUP = 400;

/** Of all casts: taught as another spell; cast without saying which; heard as another; fizzled. */
const MIXED_UP = 0.02;
const FREE = 0.3;
const MISHEARD = 0.05;
const FIZZLED = 0.04;

const COLUMNS =
  'id, event_id, participant_id, intent, spell_id, source, started_at, received_at, duration_ms, rate_hz, max_gap_ms, ' +
  'channels, count, checksum, samples, shape, model_id, recognized_id, probabilities';

/**
 * Puts simulated casts of the starter spells into a server's database as if a room had cast them over the last hour:
 * past the sockets, because thousands are wanted within seconds.
 */
export async function seedCasts(
  database: Queries,
  { casts, people, seed = 1, withShapes = true }: Filling,
): Promise<void> {
  const random = seeded(seed);
  const { rows } = await database.query<{ event: string; model: string | null }>(
    'SELECT id AS event, active_model_id AS model FROM events ORDER BY created_at DESC LIMIT 1',
  );
  const { event = '', model = null } = rows[0] ?? {};
  const room = Array.from({ length: people }, () => ({ id: v7(), person: simulatePerson(random) }));
  await database.query(
    `INSERT INTO participants (id, event_id, key_hash, nickname, sigil, metal, grove)
     SELECT id, $1, decode(md5(id::text), 'hex'), nickname, 'moth', 'brass', 'ash' FROM unnest($2::uuid[], $3::text[]) AS p (id, nickname)`,
    [event, room.map(({ id }) => id), room.map((_, i) => `Simulated ${i + 1}`)],
  );
  const glyphs = starterSpellbook.map(({ glyph }) => parseGlyph(glyph ?? ''));
  const began = Date.now() - 3_600_000;
  for (let first = 0; first < casts; first += GROUP) {
    const values: unknown[] = [];
    for (let i = first; i < Math.min(casts, first + GROUP); i++) {
      const at = new Date(began + (3_600_000 * i) / casts);
      const meant = i % glyphs.length;
      const who = room[Math.floor(random() * room.length)];
      const glyph = glyphs[meant];
      if (who === undefined || glyph === undefined) throw new RangeError('nobody casts nothing');
      const signal = simulateCast(glyph, who.person, random);
      values.push(v7({ msecs: at.getTime() }), event, who.id, ...said(meant, random), 'simulated', at, at);
      values.push(...recorded(signal, withShapes), model, ...heard(meant, random));
    }
    const width = COLUMNS.split(',').length;
    const tuples = Array.from(
      { length: values.length / width },
      (_, row) => `(${Array.from({ length: width }, (__, column) => `$${row * width + column + 1}`).join(',')})`,
    );
    await database.query(`INSERT INTO casts (${COLUMNS}) VALUES ${tuples.join(',')}`, values);
  }
  await database.query('ANALYZE casts');
}

/** Intent and spell. */
function said(meant: number, random: Random): [string, string | null] {
  if (random() < FREE) return ['cast', null];
  return ['teach', idOf(random() < MIXED_UP ? meant + 1 : meant)];
}

/** The spell that was heard, and the probabilities. */
function heard(meant: number, random: Random): [string | null, number[]] {
  const spell = random() < MISHEARD ? meant + 2 : meant;
  const sure = 0.55 + 0.44 * random();
  const probabilities = starterSpellbook.map((_, i) =>
    i === spell % starterSpellbook.length ? sure : (1 - sure) / (starterSpellbook.length - 1),
  );
  return [random() < FIZZLED ? null : idOf(spell), probabilities];
}

function idOf(place: number): string {
  return starterSpellbook[place % starterSpellbook.length]?.id ?? '';
}

/** Duration, rate, longest gap, channels, count, checksum, samples, shape. */
function recorded(signal: Signal, withShapes: boolean): unknown[] {
  const packed = packedOf(signal);
  const durationMs = signal.t.at(-1) ?? 0;
  const step = durationMs / (signal.t.length - 1);
  const shape = withShapes ? Buffer.from(shapeOf(signal).buffer) : null;
  return [
    ...[Math.round(durationMs), 1000 / step, step, packed.channels, packed.count, checksum(packed.words)],
    ...[Buffer.from(wordsToBytes(packed.words)), shape],
  ];
}

function packedOf({ t, linear }: Signal): PackedSamples {
  if (linear === undefined) throw new Error('a simulated cast has linear acceleration');
  const { x, y, z } = linear;
  const samples = Array.from(t, (time, i) => ({ t: time, linear: [x[i] ?? 0, y[i] ?? 0, z[i] ?? 0] as const }));
  return packSamples(samples, 1);
}
