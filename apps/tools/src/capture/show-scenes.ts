import { ROUND_LATE_MS, ROUND_LEAD_MS, type RoundKind } from '@wandcast/protocol';

/** How long a round is filmed after its casts are counted, s: its result appears bit by bit. */
const RESULT_S = 9;

/** One step of the captured show. */
export interface ShowScene {
  /** Part of the file names. */
  readonly name: string;
  /** The step of the run of show that is added and entered. */
  readonly step: Readonly<Record<string, unknown>>;
  /** How long it is filmed, s; `training` films until the training ends. */
  readonly film: number | 'training';
  /** The starter spell that the phone casts. */
  readonly phoneCasts: string | null;
  /** How long it casts, s: after the end of a round, the phone must show the result. */
  readonly castFor?: number;
  /** The duel is between the phone and a simulated wizard. */
  readonly isDuel?: boolean;
}

/** Every step of a show: each kind of step, and each kind of round. @param roundSeconds length of a round */
export function showScenes(roundSeconds: number): readonly ShowScene[] {
  const round = (challenge: RoundKind, spell: string): ShowScene => ({
    name: `round-${challenge}`,
    step: { kind: 'round', challenge, spell: challenge === 'free' ? null : spell, seconds: roundSeconds },
    film: (ROUND_LEAD_MS + ROUND_LATE_MS) / 1000 + roundSeconds + RESULT_S,
    castFor: ROUND_LEAD_MS / 1000 + roundSeconds - 2, // the last cast must end in time
    phoneCasts: spell,
    isDuel: challenge === 'duel',
  });
  const view = (kind: string, film: ShowScene['film'], phoneCasts: string | null = null): ShowScene => ({
    name: kind,
    step: { kind },
    film,
    phoneCasts,
  });
  return [
    view('lobby', 14, 'spark'),
    view('teach', 10),
    { ...view('teach', 10), name: 'teach-tide', step: { kind: 'teach', spell: 'tide' } },
    view('train', 'training'),
    view('cast', 12, 'spark'),
    round('order', 'tide'),
    { ...view('leaders', 9), name: 'leaders-first' },
    round('free', 'spark'),
    round('fastest', 'tide'),
    round('imitate', 'gale'),
    round('duel', 'tide'),
    view('leaders', 9),
    view('groves', 6),
    { name: 'note', step: { kind: 'note', title: 'Ten minutes of tea' }, film: 2, phoneCasts: null },
    view('podium', 14),
    view('thanks', 10),
  ];
}
