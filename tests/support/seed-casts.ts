import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook, type Random } from '@wandcast/gesture';
import type pg from 'pg';
import { v7 } from 'uuid';
import { recordedColumns } from '../../apps/tools/src/environment/recorded-columns.js';
import { insertCasts, starterSpellId, type SeededCast } from './insert-casts.js';

export interface SeedOptions {
  readonly casts: number;
  readonly people: number;
  readonly seed?: number;
  /** False stores casts without a shape, as older versions did. */
  readonly withShapes?: boolean;
}

type Queries = Pick<pg.Pool, 'query'>;

/** Shares of casts: taught as the wrong spell, cast without an intended spell, recognized as the wrong spell, fizzled. */
const MISLABELED = 0.02;
const FREE = 0.3;
const MISRECOGNIZED = 0.05;
const FIZZLED = 0.04;

/** Writes simulated casts of the starter spells to a database, spread over the last hour. */
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
  const seededCasts = Array.from({ length: casts }, (_, i): SeededCast => {
    const at = new Date(began + (3_600_000 * i) / casts);
    const meant = i % glyphs.length;
    const who = room[Math.floor(random() * room.length)];
    const glyph = glyphs[meant];
    if (who === undefined || glyph === undefined) throw new RangeError('casts need at least one person and one glyph');
    const signal = simulateCast(glyph, who.person, random);
    return {
      ...{ id: v7({ msecs: at.getTime() }), eventId: event, participantId: who.id, source: 'simulated' },
      ...intentAndSpell(meant, random),
      ...{ startedAt: at, receivedAt: at, beganAt: null },
      recorded: recordedColumns(signal, withShapes),
      modelId: model,
      ...recognition(meant, random),
    };
  });
  await insertCasts((sql, values) => database.query(sql, values), seededCasts);
  await database.query('ANALYZE casts');
}

function intentAndSpell(meant: number, random: Random): Pick<SeededCast, 'intent' | 'spell'> {
  if (random() < FREE) return { intent: 'cast', spell: null };
  return { intent: 'teach', spell: starterSpellId(random() < MISLABELED ? meant + 1 : meant) };
}

function recognition(meant: number, random: Random): Pick<SeededCast, 'recognized' | 'probabilities'> {
  const spell = random() < MISRECOGNIZED ? meant + 2 : meant;
  const confidence = 0.55 + 0.44 * random();
  const probabilities = starterSpellbook.map((_, i) =>
    i === spell % starterSpellbook.length ? confidence : (1 - confidence) / (starterSpellbook.length - 1),
  );
  return { recognized: random() < FIZZLED ? null : starterSpellId(spell), probabilities };
}
