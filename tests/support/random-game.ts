import { seeded, starterSpellbook, type Random } from '@wandcast/gesture';
import {
  ROUND_GRACE_MS,
  ROUND_LATE_MS,
  type CastId,
  type Grove,
  type ParticipantId,
  type Round,
  type RoundKind,
} from '@wandcast/protocol';
import { groves, roundKinds } from '@wandcast/protocol/schemas';
import { ended, extended, paused, redone, resumed, undone } from '../../apps/api/src/games/rounds/round-transitions.js';
import type { PlayedCast } from '../../apps/api/src/games/scoring/played-cast.js';
import type { Player } from '../../apps/api/src/games/scoring/players.js';

/** Rounds that are over, or paused, with everything that can happen in them. */
export interface RandomGame {
  readonly rounds: readonly Round[];
  readonly casts: readonly PlayedCast[];
  readonly everyone: readonly Player[];
  /** When the last round is settled, ms since 1970. */
  readonly settledAt: number;
}

const SPELLS = starterSpellbook.map(({ id }) => id);
const SPARE_MS = 1_000;

/**
 * A game with pauses, extensions, undone and redone rounds, late and tapped casts, casts in pauses, hidden people and
 * exact ties. @param at start of the first round, ms since 1970
 */
export function randomGame(seed: number, at: number, size = { rounds: 5, people: 14 }): RandomGame {
  const random = seeded(seed);
  const everyone = Array.from({ length: size.people }, (_, i): Player => ({
    participant: {
      ...{ id: uuid(random) as ParticipantId, nickname: `Otter ${i}`, sigil: 'moth', metal: 'iron' },
      grove: pick<Grove>(random, groves),
    },
    isShown: random() < 0.85,
    joinedAt: at - 1_000 + Math.floor(random() * (random() < 0.8 ? 1_000 : 400_000)),
  }));
  const ids = everyone.map(({ participant }) => participant.id);
  const rounds: Round[] = [];
  const casts: PlayedCast[] = [];
  let startsAt = at;
  for (let number = 1; number <= size.rounds; number++) {
    const round = randomRound(random, { number, startsAt, ids, isLast: number === size.rounds });
    rounds.push(round);
    casts.push(...randomCasts(random, round, ids));
    startsAt = round.endsAt + ROUND_LATE_MS + Math.floor(random() * 10_000);
  }
  return { rounds, casts, everyone, settledAt: startsAt + ROUND_LATE_MS + SPARE_MS };
}

/** A shuffled copy. */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

function randomRound(
  random: Random,
  {
    number,
    startsAt,
    ids,
    isLast,
  }: { number: number; startsAt: number; ids: readonly ParticipantId[]; isLast: boolean },
): Round {
  const kind = pick<RoundKind>(random, roundKinds);
  const [one, other] = shuffle(ids, random);
  let round: Round = {
    ...{ id: uuid(random), number, kind, spell: kind === 'free' ? null : pick(random, SPELLS.slice(0, 2)) },
    duel: kind === 'duel' && one !== undefined && other !== undefined ? [one, other] : null,
    ...{ startsAt, endsAt: startsAt + 20_000, pausedAt: null, pauses: [], undone: false },
  };
  let now = startsAt;
  for (let step = 0; step < 3; step++) {
    now += Math.floor(random() * 9_000);
    if (random() < 0.4 && now < round.endsAt) {
      round = paused(round, now);
      now += Math.floor(random() * 9_000);
      if (isLast && random() < 0.3) return round;
      if (random() < 0.2) return ended(round, now);
      round = resumed(round, now);
    }
    if (random() < 0.2) round = extended(round, 5_000, now, true);
  }
  if (random() < 0.25) round = undone(round, now);
  return random() < 0.4 ? redone(round) : round;
}

function randomCasts(random: Random, round: Round, ids: readonly ParticipantId[]): PlayedCast[] {
  const end = round.pausedAt ?? round.endsAt;
  const casts: PlayedCast[] = [];
  const active = [...shuffle(ids, random).slice(0, Math.ceil(0.8 * ids.length)), ...(round.duel ?? [])];
  for (const participantId of active)
    for (let n = 0; n < 3; n++) {
      const beganAt = round.startsAt - 1_000 + Math.floor(random() * (end - round.startsAt + 2_000));
      const endedAt = beganAt + 500 + Math.floor(random() * 2_500);
      const limit = round.endsAt + pick(random, [ROUND_GRACE_MS, ROUND_LATE_MS, ROUND_LATE_MS + 1, 60_000]);
      casts.push({
        ...{ castId: uuid(random) as CastId, participantId, beganAt, endedAt },
        receivedAt: random() < 0.7 ? endedAt + Math.floor(random() * 300) : Math.max(endedAt, limit),
        recognized:
          random() < 0.1 ? null : random() < 0.6 ? (round.spell ?? pick(random, SPELLS)) : pick(random, SPELLS),
        // Few different values, so that equal points are common.
        confidence: pick(random, [0.52, 0.9, 0.97, 0.9871, 0.9999, 1]),
        ...{ spells: SPELLS.length, isTapped: random() < 0.15 },
      });
    }
  for (const cast of casts.slice(0, 6)) {
    const participantId = pick(random, ids); // a tie: the same cast at the same time
    casts.push({ ...cast, castId: uuid(random) as CastId, participantId });
  }
  return casts;
}

function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

function uuid(random: Random): string {
  const hex = (digits: number): string =>
    Array.from({ length: digits }, () => Math.floor(16 * random()).toString(16)).join('');
  return `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`;
}
