import { STILL_PEAK, writeOutlierScores } from '@wandcast/gesture';
import { DISCARDED, NOBODY, SHAPE_LIMIT, SHAPE_STEP, SHAPE_VALUES, overviewFlags } from '@wandcast/protocol';
import type { CastTable } from './cast-table';

export const intents = ['taught', 'cast'] as const;
/** What a cast is known by. */
export const states = ['said', 'labeled', 'unsaid', 'discarded'] as const;
export const qualities = ['fine', 'still', 'short', 'gap', 'slow', 'clipped'] as const;
/** What the model heard, against what the cast is held for. */
export const hearings = ['agrees', 'differs', 'fizzled', 'untold', 'unheard'] as const;

/** What an upright hold has shown of a phone's signs: the W3C's, or their opposite. */
export const signs = ['straight', 'flipped', 'unshown'] as const;
export const hands = ['right', 'left', 'unsaid'] as const;

/** Shorter is no gesture, ms: the quickest of 1,000 recorded ones took 500. */
const SHORT_MS = 400;
/** A longer silence hides a stroke, ms: the quickest strokes take twice that. */
const GAP_MS = 120;
/** Slower phones miss corners, samples a second: a tremor of the hand has 10. */
const SLOW_HZ = 30;

/** What follows from a cast's columns, as columns: codes are places in the lists above. */
export interface JudgedColumns {
  /** The spell's place that a cast is held for: its label, else its phone's word; also where it is discarded. NOBODY. */
  readonly held: Int16Array;
  readonly intent: Uint8Array;
  readonly state: Uint8Array;
  readonly quality: Uint8Array;
  readonly hearing: Uint8Array;
  readonly sign: Uint8Array;
  readonly hand: Uint8Array;
  /** Strongest acceleration along any axis, m/s^2. */
  readonly peak: Float32Array;
  /** Share of the casts of its kind that are less odd, 0..1. */
  readonly odd: Float32Array;
  /** Places of all casts, the oddest first: sorted once, and not for each filter. */
  readonly order: Uint32Array;
}

/** Judges every cast anew: about 30 ms for ten thousand. */
export function judge(table: CastTable): JudgedColumns {
  const { count, columns } = table;
  const judged: JudgedColumns = {
    held: new Int16Array(count),
    ...{ intent: new Uint8Array(count), state: new Uint8Array(count), quality: new Uint8Array(count) },
    ...{ hearing: new Uint8Array(count), sign: new Uint8Array(count), hand: new Uint8Array(count) },
    ...{ peak: new Float32Array(count), odd: new Float32Array(count) },
    order: Uint32Array.from({ length: count }, (_, i) => i),
  };
  const kinds = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const [said, label] = [columns.said[i] ?? NOBODY, columns.label[i] ?? NOBODY];
    const [recognized, model] = [columns.recognized[i] ?? NOBODY, columns.model[i] ?? NOBODY];
    const held = label >= 0 ? label : said;
    judged.held[i] = held;
    judged.intent[i] = intents.indexOf(isSet(table, i, 'taught') ? 'taught' : 'cast');
    judged.state[i] = states.indexOf(stateOf(label, said));
    judged.peak[i] = peakOf(columns.shape, i);
    judged.quality[i] = qualities.indexOf(qualityOf(table, i, judged.peak[i] ?? 0));
    judged.hearing[i] = hearings.indexOf(hearingOf(held, recognized, model));
    judged.sign[i] = signs.indexOf(!isSet(table, i, 'signed') ? 'unshown' : isSet(table, i, 'flipped') ? 'flipped' : 'straight'); // prettier-ignore
    judged.hand[i] = hands.indexOf(isSet(table, i, 'right') ? 'right' : isSet(table, i, 'left') ? 'left' : 'unsaid');
    const kind = held >= 0 ? held : recognized;
    if (kind < 0 || label === DISCARDED || isSet(table, i, 'shapeless')) continue;
    const members = kinds.get(kind);
    if (members === undefined) kinds.set(kind, [i]);
    else members.push(i);
  }
  for (const members of kinds.values()) writeOutlierScores(columns.shape, members, judged.odd);
  const { odd, order } = judged;
  order.sort((a, b) => (odd[b] ?? 0) - (odd[a] ?? 0) || a - b);
  return judged;
}

function isSet({ columns }: CastTable, i: number, flag: keyof typeof overviewFlags): boolean {
  return ((columns.flags[i] ?? 0) & overviewFlags[flag]) !== 0;
}

function stateOf(label: number, said: number): (typeof states)[number] {
  if (label === DISCARDED) return 'discarded';
  if (label >= 0) return 'labeled';
  return said >= 0 ? 'said' : 'unsaid';
}

function hearingOf(held: number, recognized: number, model: number): (typeof hearings)[number] {
  if (model < 0) return 'unheard';
  if (recognized < 0) return 'fizzled';
  if (held < 0) return 'untold';
  return held === recognized ? 'agrees' : 'differs';
}

/** The worst that can be said of a recording. */
function qualityOf(table: CastTable, i: number, peak: number): (typeof qualities)[number] {
  const { durationMs, maxGapMs, rateHz } = table.columns;
  if (peak < STILL_PEAK && !isSet(table, i, 'shapeless')) return 'still';
  if ((durationMs[i] ?? 0) < SHORT_MS) return 'short';
  if ((maxGapMs[i] ?? 0) > GAP_MS) return 'gap';
  if ((rateHz[i] ?? 0) < SLOW_HZ) return 'slow';
  return peak >= SHAPE_LIMIT * SHAPE_STEP ? 'clipped' : 'fine';
}

function peakOf(shapes: Int8Array, i: number): number {
  let most = 0;
  for (let j = i * SHAPE_VALUES; j < (i + 1) * SHAPE_VALUES; j++) most = Math.max(most, Math.abs(shapes[j] ?? 0));
  return most * SHAPE_STEP;
}
