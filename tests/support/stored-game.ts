import { createHash } from 'node:crypto';
import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook } from '@wandcast/gesture';
import { recordedColumns } from '../../apps/tools/src/environment/recorded-columns.js';
import { insertCasts } from './insert-casts.js';
import type { RandomGame } from './random-game.js';
import type { TestServer } from './test-server.js';

/** The key of a stored person, with which a wand can join as them. */
export function keyOf(participantId: string): string {
  return createHash('sha256').update(participantId).digest('base64url');
}

/** Replaces the rounds, people and casts of the newest event. */
export async function storeGame(
  database: Pick<TestServer, 'query'>,
  { rounds, casts, everyone }: RandomGame,
): Promise<string> {
  const [event] = await database.query<{ id: string; model: string }>(
    'SELECT id, active_model_id AS model FROM events ORDER BY created_at DESC LIMIT 1',
  );
  if (event === undefined) throw new Error('there is no event');
  await database.query('DELETE FROM rounds WHERE event_id = $1', [event.id]);
  await database.query('DELETE FROM participants WHERE event_id = $1', [event.id]);
  for (const { participant, isShown, joinedAt } of everyone)
    await database.query(
      `INSERT INTO participants (id, event_id, key_hash, nickname, sigil, metal, grove, hidden, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[participant.id, event.id, createHash('sha256').update(keyOf(participant.id)).digest()],
        ...[participant.nickname, participant.sigil, participant.metal, participant.grove],
        ...[!isShown, new Date(joinedAt)],
      ],
    );
  for (const round of rounds)
    await database.query(
      `INSERT INTO rounds (id, event_id, number, kind, spell_id, duel, starts_at, ends_at, paused_at, pauses, undone)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[round.id, event.id, round.number, round.kind, round.spell, round.duel ?? []],
        ...[new Date(round.startsAt), new Date(round.endsAt)],
        round.pausedAt === null ? null : new Date(round.pausedAt),
        ...[JSON.stringify(round.pauses), round.undone],
      ],
    );
  const random = seeded(1);
  const glyph = parseGlyph(starterSpellbook[0]?.glyph ?? '');
  const [, ...recorded] = recordedColumns(simulateCast(glyph, simulatePerson(random), random));
  await insertCasts(
    (text, values) => database.query(text, values),
    casts.map((cast) => ({
      ...{ id: cast.castId, eventId: event.id, participantId: cast.participantId, intent: 'cast', spell: null },
      ...{ source: cast.isTapped ? 'tapped' : 'motion', startedAt: new Date(cast.beganAt) },
      ...{ receivedAt: new Date(cast.receivedAt), beganAt: new Date(cast.beganAt) },
      recorded: [cast.endedAt - cast.beganAt, ...recorded],
      ...{ modelId: event.model, recognized: cast.recognized },
      probabilities: starterSpellbook.map((_, i) => (i === 0 ? cast.confidence : 0)),
    })),
  );
  return event.id;
}
