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

export interface SeedOptions {
  readonly casts: number;
  readonly people: number;
  readonly seed?: number;
  /** False stores casts without a shape, as older versions did. */
  readonly withShapes?: boolean;
}

type Queries = Pick<pg.Pool, 'query'>;

/** Rows per INSERT statement: about a megabyte of samples. */
const BATCH_SIZE = 400;

/** Shares of casts: taught as the wrong spell, cast without an intended spell, recognized as the wrong spell, fizzled. */
const MISLABELED = 0.02;
const FREE = 0.3;
const MISRECOGNIZED = 0.05;
const FIZZLED = 0.04;

const COLUMNS =
  'id, event_id, participant_id, intent, spell_id, source, started_at, received_at, duration_ms, rate_hz, max_gap_ms, ' +
  'channels, count, checksum, samples, shape, model_id, recognized_id, probabilities';

/**
 * Writes simulated casts of the starter spells to a database, spread over the last hour. Direct inserts, because sending
 * thousands through sockets takes too long.
 */
export async function seedCasts(
  database: Queries,
  { casts, people, seed = 1, withShapes = true }: SeedOptions,
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
  for (let first = 0; first < casts; first += BATCH_SIZE) {
    const values: unknown[] = [];
    for (let i = first; i < Math.min(casts, first + BATCH_SIZE); i++) {
      const at = new Date(began + (3_600_000 * i) / casts);
      const meant = i % glyphs.length;
      const who = room[Math.floor(random() * room.length)];
      const glyph = glyphs[meant];
      if (who === undefined || glyph === undefined)
        throw new RangeError('casts need at least one person and one glyph');
      const signal = simulateCast(glyph, who.person, random);
      values.push(v7({ msecs: at.getTime() }), event, who.id, ...intentAndSpell(meant, random), 'simulated', at, at);
      values.push(...recorded(signal, withShapes), model, ...recognition(meant, random));
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

function intentAndSpell(meant: number, random: Random): [intent: string, spell: string | null] {
  if (random() < FREE) return ['cast', null];
  return ['teach', idOf(random() < MISLABELED ? meant + 1 : meant)];
}

function recognition(meant: number, random: Random): [spell: string | null, probabilities: number[]] {
  const spell = random() < MISRECOGNIZED ? meant + 2 : meant;
  const confidence = 0.55 + 0.44 * random();
  const probabilities = starterSpellbook.map((_, i) =>
    i === spell % starterSpellbook.length ? confidence : (1 - confidence) / (starterSpellbook.length - 1),
  );
  return [random() < FIZZLED ? null : idOf(spell), probabilities];
}

function idOf(place: number): string {
  return starterSpellbook[place % starterSpellbook.length]?.id ?? '';
}

/** Values of the columns from `duration_ms` to `shape`. */
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
