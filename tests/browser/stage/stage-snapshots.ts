import { seeded, starterSpellbook } from '@wandcast/gesture';
import {
  SEAL_BARS,
  packPath,
  type Board,
  type BoardRow,
  type CastId,
  type EventCode,
  type GroveStanding,
  type ParticipantId,
  type PodiumPlace,
  type Round,
  type RoundTally,
  type ShownCast,
  type Spell,
  type StageResult,
  type StageSnapshot,
  type StageWand,
} from '@wandcast/protocol';
import { groves } from '../../../apps/web/src/shared/design/groves.js';
import { metals, sigils } from '../../../apps/web/src/shared/design/sigils.js';

const FIRST = 'Quiet Brisk Amber Odd Velvet Mossy Tiny Salt Paper Dusk Plum Slow Ink Late Sly Grand North Hazel'.split(
  ' ',
);
const LAST =
  'Otter Wren Newt Lantern Crow Pike Thunder Hare Fox Weaver Badger Comet Moth Finch Toad Juniper Vole'.split(' ');
/** Names of maximum length and width. */
const LONG = ['WWWWWWWWWWWWWWWWWWWWWWWW', 'Wilhelmina Mumblewhiskers', 'Archmage Oldenburg-Weiss'].map((name) =>
  name.slice(0, 24),
);

export const book: readonly Spell[] = starterSpellbook;

const pick = <T>(list: readonly T[], random: () => number): T => list[Math.floor(random() * list.length)] as T;
const sealOf = (random: () => number): number[] => {
  const [a, b] = [2 + random() * 3, random() * 6];
  return Array.from({ length: SEAL_BARS }, (_, i) =>
    Math.round(15 + 40 * (1 + Math.sin((i / SEAL_BARS) * 6.28 * a + b)) * (0.6 + 0.4 * random())),
  );
};

/** A wobbly stroke, packed. */
const pathOf = (random: () => number): string => {
  const [turns, lean] = [1 + random(), random()];
  return packPath(
    Array.from({ length: 40 }, (_, i) => {
      const [angle, r] = [(i / 39) * 6.28 * turns, 0.3 + i / 39 + 0.04 * random()];
      return { x: r * Math.cos(angle + lean), y: r * Math.sin(angle) + lean * r };
    }),
  );
};

/** `count` people, the same for the same count. */
export function crowd(count: number, long = false): StageWand[] {
  const random = seeded(count + 1);
  return Array.from({ length: count }, (_, slot) => ({
    slot,
    id: `00000000-0000-7000-8000-${String(slot).padStart(12, '0')}` as ParticipantId,
    nickname:
      (long ? LONG[slot % 4] : undefined) ??
      `${FIRST[slot % FIRST.length] ?? ''} ${LAST[(slot * 7) % LAST.length] ?? ''}`,
    sigil: pick(sigils, random),
    metal: pick(metals, random),
    grove: groves[slot % 4] ?? 'ash',
  }));
}

/** Points for the best cast of a round. */
const MAX_POINTS = 1_000;

/** The board of these people after `rounds` rounds, including earlier ranks. */
export function boardOf(wands: readonly StageWand[], rounds: number, seed = 5): Board {
  const random = seeded(seed);
  const recent = Array.from({ length: Math.min(5, rounds) }, (_, i) => rounds - Math.min(5, rounds) + i + 1);
  const won = (): number[] => Array.from({ length: rounds }, () => Math.floor(random() * (MAX_POINTS + 1)));
  const played = wands.map((wand) => ({ wand, won: won() }));
  const after = (round: number) =>
    played
      .map(({ wand, won: each }) => ({ wand, points: each.slice(0, round).reduce((sum, one) => sum + one, 0) }))
      .sort((a, b) => b.points - a.points || a.wand.slot - b.wand.slot);
  const rankIn = (table: ReturnType<typeof after>, wand: StageWand): number | null => {
    const points = table.find((one) => one.wand === wand)?.points ?? 0;
    return points === 0 ? null : 1 + table.filter((one) => one.points > points).length;
  };
  const tables = recent.map(after);
  const last = after(rounds).filter(({ points }) => points > 0);
  const rows = last.slice(0, 10).map(({ wand, points }, i): BoardRow => {
    const ranks = tables.map((table) => rankIn(table, wand));
    const [before, now] = [ranks.at(-2) ?? null, ranks.at(-1) ?? 1];
    return {
      ...person(wand),
      rank: now,
      points,
      moved: before === null ? null : before - now,
      streak: (i * 5) % 4,
      ranks,
    };
  });
  const podium = rows.slice(0, 3).map((row, i): PodiumPlace => ({
    ...row,
    spell: book[(i * 2 + 2) % 6]?.id ?? null,
    seal: sealOf(random),
    path: pathOf(random),
  }));
  return { rounds, recent, people: last.length, rows, groves: grovesOf(last), podium };
}

export const noBoard: Board = { rounds: 0, recent: [], people: 0, rows: [], groves: [], podium: [] };

const person = ({ id, nickname, sigil, metal, grove }: StageWand) => ({ id, nickname, sigil, metal, grove });

function grovesOf(table: readonly { readonly wand: StageWand; readonly points: number }[]): GroveStanding[] {
  if (table.length === 0) return [];
  const sums = groves.map((grove) => {
    const own = table.filter(({ wand }) => wand.grove === grove);
    const points = own.reduce((sum, one) => sum + one.points, 0);
    return { grove, points, perHead: own.length === 0 ? 0 : points / own.length, people: own.length };
  });
  return sums
    .map((one, i) => ({ ...one, rank: 1 + sums.filter(({ perHead }) => perHead > one.perHead).length, moved: i - 1 }))
    .sort((a, b) => a.rank - b.rank);
}

/** A round that started `agoMs` before `now`, or has yet to start if negative. */
export function roundOf(now: number, agoMs: number, part: Partial<Round> = {}): Round {
  const startsAt = now - agoMs;
  return {
    id: '00000000-0000-4000-8000-000000000004',
    number: 4,
    kind: 'order',
    spell: part.kind === 'free' ? null : (book[1]?.id ?? null),
    duel: null,
    startsAt,
    endsAt: startsAt + 20_000,
    pausedAt: null,
    pauses: [],
    undone: false,
    ...part,
  };
}

/** A tally in which most people have cast, most of them the requested spell. */
export function tallyOf(
  wands: readonly StageWand[],
  round: Round,
  spells: readonly Spell[] = book,
  isSettled = true,
): RoundTally {
  const random = seeded(3);
  const leaders = (round.duel === null ? wands : wands.filter(({ id }) => round.duel?.includes(id)))
    .slice(0, 5)
    .map((wand, i) => ({ ...person(wand), points: 947 - 63 * i, tookMs: 1_420 + 310 * i }));
  const people = Math.ceil(wands.length * 0.87);
  const share = (id: string, i: number): number =>
    round.spell === null ? 0.7 : id === round.spell ? 0.68 : 0.16 / (i + 1);
  return {
    roundId: round.id,
    recognized: spells.map(({ id }, i): RoundTally['recognized'][number] => [id, Math.round(people * share(id, i))]),
    fizzled: Math.round(people * 0.09),
    people,
    of: wands.length,
    isSettled,
    leaders,
    bestCasts: isSettled ? leaders.map((_, i) => shownCastOf(i, round.spell ?? book[i]?.id ?? null, random)) : [],
  };
}

function shownCastOf(i: number, spell: ShownCast['spell'], random: () => number): ShownCast {
  const castId = `00000000-0000-7000-9100-${String(i).padStart(12, '0')}` as CastId;
  return { castId, spell, confidence: 0.93, seal: sealOf(random), path: pathOf(random) };
}

function resultsOf(wands: readonly StageWand[]): StageResult[] {
  const random = seeded(9);
  return wands
    .filter(() => random() < 0.4)
    .map(({ slot }) => ({
      slot,
      castId: `00000000-0000-7000-9000-${String(slot).padStart(12, '0')}` as CastId,
      intent: 'cast',
      modelId: null,
      spell: pick(book, random).id,
      percents: [],
      seal: sealOf(random),
    }));
}

/** A complete welcome with the given changes. */
export function snapshotOf(
  wands: readonly StageWand[],
  event: Partial<StageSnapshot['event']>,
  part: Partial<StageSnapshot> = {},
): StageSnapshot {
  return {
    event: {
      code: 'MOTH42' as EventCode,
      title: 'A talk',
      locked: false,
      view: 'lobby',
      teaching: null,
      blank: false,
      announcement: null,
      spotlight: { by: 'newest' },
      calm: false,
      sound: false,
      reactions: true,
      ...event,
    },
    joinUrl: 'https://wand.example/?code=MOTH42',
    spells: book,
    model: null,
    wands,
    recent: resultsOf(wands),
    live: [],
    round: null,
    tally: null,
    totals: null,
    summaryUrl: 'https://wand.example/summary?token=abc',
    board: noBoard,
    teachingNeeds: [],
    note: null,
    counts: { wands: wands.length, casts: wands.length * 13, perMinute: 46 },
    training: null,
    report: null,
    ...part,
  };
}
