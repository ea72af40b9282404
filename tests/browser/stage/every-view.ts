import { seeded } from '@wandcast/gesture';
import {
  SEAL_BARS,
  STAGE_TRACE_POINTS,
  generateEnglishNickname,
  packPath,
  type Round,
  type ShownCast,
  type StageFrame,
  type StageResult,
  type StageSnapshot,
} from '@wandcast/protocol';
import { boardOf, book, crowd, roundOf, snapshotOf, tallyOf } from './stage-snapshots.js';
import { modelOf, needsOf, reportOf, trainingOf } from './stage-report.js';

export interface ShownView {
  readonly name: string;
  readonly snapshot: () => StageSnapshot;
  /** Sent after the snapshot, for what a snapshot does not contain. */
  readonly frame?: StageFrame;
}

const NEWS = 'The doors at the back are open again, and there is water in the foyer for everyone who would like some.';

/** A round path, as every estimated path of these views. */
const path = packPath(
  Array.from({ length: 32 }, (_, i) => ({ x: Math.cos(i / 5) * (1 + i / 40), y: Math.sin(i / 5) * 0.8 })),
);

/** Every view of the stage in each of its states, with `people` in the room. @param now of the server's clock, ms */
export function everyView(people: number, now: () => number): ShownView[] {
  const taken = new Set<string>();
  const random = seeded(people);
  const wands = crowd(people).map((wand) => {
    const nickname = generateEnglishNickname(random, taken); // as most people are called
    taken.add(nickname);
    return { ...wand, nickname };
  });
  const [one, other] = wands;
  if (one === undefined || other === undefined) throw new Error('a room has at least two people');
  const board = boardOf(wands, 4);
  const model = modelOf(people);
  const show = (
    name: string,
    event: Partial<StageSnapshot['event']>,
    part: Partial<StageSnapshot> = {},
  ): ShownView => ({
    name,
    snapshot: () => withPaths(snapshotOf(wands, event, part)),
  });
  const round = (name: string, agoMs: number, part: Partial<Round> = {}, counts = true): ShownView => ({
    name: `round, ${name}`,
    snapshot: () => {
      const shown = roundOf(now(), agoMs, part);
      const tally = tallyOf(wands, shown);
      const isOver = shown.endsAt < now();
      const bestCasts = isOver && counts ? tally.leaders.map((_, i) => bestCast(i)) : [];
      return withPaths(
        snapshotOf(
          wands,
          { view: 'round' },
          { round: shown, board, tally: agoMs < 0 ? null : { ...tally, isSettled: isOver && counts, bestCasts } },
        ),
      );
    },
  });
  const [before, amid, counting, over] = [-4_000, 9_000, 22_000, 40_000];
  const duel = { kind: 'duel', duel: [one.id, other.id] } as const;
  const strokes = wands.slice(0, 4).map(({ slot }) => ({ slot, path }));
  const taught = { tick: 1, results: wands.slice(0, 3).map(({ slot }) => taughtCast(slot)) };
  const live = wands.slice(0, 4).map(({ slot }) => [slot, 0, ...Array.from({ length: 40 }, (_, i) => (i * 37) % 99)]);
  return [
    show('lobby', {}),
    show('lobby with an announcement', { announcement: NEWS }),
    show('lobby, locked', { locked: true }),
    {
      name: 'lobby, people arrive',
      snapshot: () => snapshotOf(wands.slice(0, -3), {}),
      frame: { tick: 1, joined: wands.slice(-3) },
    },
    { ...show('lobby, people cast', {}), frame: { tick: 1, live, strokes, located: [0] } },
    { ...show('teach the book', { view: 'teach' }, { teachingNeeds: needsOf(people) }), frame: taught },
    {
      ...show('teach one spell', { view: 'teach', teaching: book[1]?.id ?? null }, { teachingNeeds: needsOf(people) }),
      frame: taught,
    },
    show('training', { view: 'training' }, { training: trainingOf(people) }),
    show('training, trained', { view: 'training' }, { model, report: reportOf(people) }),
    show(
      'training, trained, with an announcement',
      { view: 'training', announcement: NEWS },
      { model, report: reportOf(people) },
    ),
    show('live', { view: 'live' }, { model }),
    show('live with an announcement', { view: 'live', announcement: NEWS }, { model }),
    { ...show('live, people ask for their place', { view: 'live' }, { model }), frame: { tick: 1, located: [0, 3] } },
    {
      ...show('live, pinned', { view: 'live', spotlight: { by: 'participant', participantId: one.id } }, { model }),
      frame: { tick: 1, live, strokes, reactions: wands.slice(0, 5).map(({ slot }, i) => [slot, i] as const) },
    },
    ...(['order', 'fastest', 'imitate', 'free'] as const).flatMap((kind) => [
      round(`${kind}, announced`, before, { kind }),
      round(kind, amid, { kind }),
      round(`${kind}, counting`, counting, { kind }, false),
      round(`${kind}, over`, over, { kind }),
    ]),
    round('duel, announced', before, duel),
    { ...round('duel', amid, duel), frame: { tick: 1, live, strokes } },
    round('duel, counting', counting, duel, false),
    round('duel, over', over, duel),
    round('paused', amid, { pausedAt: now() - 1_000 }),
    round('undone', over, { undone: true }),
    show('leaders', { view: 'leaders' }, { board }),
    show('leaders after the first round', { view: 'leaders' }, { board: boardOf(wands, 1) }),
    show('leaders with an announcement', { view: 'leaders', announcement: NEWS }, { board }),
    show('groves', { view: 'groves' }, { board }),
    ...[null, NEWS].map((announcement) =>
      show(
        announcement === null ? 'podium' : 'podium with an announcement',
        { view: 'podium', announcement },
        { board: { ...board, podium: board.podium.map((place) => ({ ...place, path })) } },
      ),
    ),
    show(
      'thanks',
      { view: 'thanks' },
      { board, totals: { people, casts: people * 13, recognized: people * 12, taught: people * 3, rounds: 4 } },
    ),
    show('note', {}, { note: 'Why a network of a thousand numbers can hear what you draw' }),
  ];
}

function bestCast(i: number): ShownCast {
  return {
    castId: `00000000-0000-7000-9000-${String(i).padStart(12, '0')}` as ShownCast['castId'],
    spell: book[1]?.id ?? null,
    confidence: 0.98 - 0.03 * i,
    seal: Array.from({ length: SEAL_BARS }, (_, bar) => 20 + ((bar * 31 + i * 17) % 70)),
    path,
  };
}

/** A cast that the stage draws among those it was taught. */
function taughtCast(slot: number): StageResult {
  return {
    ...{ slot, castId: bestCast(slot).castId, intent: 'teach', modelId: null, percents: [], seal: bestCast(slot).seal },
    spell: book[1]?.id ?? null,
    trace: btoa(String.fromCharCode(...Array.from({ length: 3 * STAGE_TRACE_POINTS }, (_, i) => (i * 7) % 60))),
  };
}

/** The latest casts have paths. */
function withPaths(snapshot: StageSnapshot): StageSnapshot {
  const withPath = (result: StageResult, i: number, all: readonly StageResult[]): StageResult =>
    i < all.length - 3 ? result : { ...result, modelId: snapshot.model?.id ?? null, percents: percents(), path };
  return { ...snapshot, recent: snapshot.recent.map(withPath) };
}

/** The first spell is nearly certain. */
const percents = (): number[] => book.map((_, i) => (i === 0 ? 96 : i === 1 ? 4 : 0));
