import { STILL_PEAK, writeOutlierScores } from '@wandcast/gesture';
import { DISCARDED, NONE, SHAPE_LIMIT, SHAPE_STEP, SHAPE_VALUES, overviewFlags } from '@wandcast/protocol';
import type { CastTable } from './cast-table';

export const intents = ['taught', 'cast'] as const;
/** How a cast is labeled: as sent by the phone, by hand, not at all, or discarded. */
export const states = ['original', 'labeled', 'unlabeled', 'discarded'] as const;
export const qualities = ['fine', 'still', 'short', 'gap', 'slow', 'clipped'] as const;
/** What the model recognized, compared with the current label. */
export const agreements = ['agrees', 'differs', 'fizzled', 'uncompared', 'unscored'] as const;

/** Sign of acceleration, measured while held upright: as in the W3C spec, or inverted. */
export const signs = ['straight', 'flipped', 'unmeasured'] as const;
export const hands = ['right', 'left', 'unknown'] as const;

/** Shortest gesture, ms: the fastest of 1,000 took 500. */
const SHORT_MS = 400;
/** Longest gap that cannot hide a stroke, ms: the fastest strokes take twice as long. */
const GAP_MS = 120;
/** Lowest sample rate that records corners, samples per second. */
const SLOW_HZ = 30;

/** Columns derived from a cast's columns; codes are indexes of the lists above. */
export interface DerivedColumns {
  /** Spell index of the current label: the label given by hand, else the original one. NONE if none. */
  readonly currentLabel: Int16Array;
  readonly intent: Uint8Array;
  readonly state: Uint8Array;
  readonly quality: Uint8Array;
  readonly agreement: Uint8Array;
  readonly sign: Uint8Array;
  readonly hand: Uint8Array;
  /** Strongest acceleration along any axis, m/s². */
  readonly peak: Float32Array;
  /** Share of the casts of the same spell that are less unusual, 0..1. */
  readonly outlierScores: Float32Array;
  /** Indexes of all casts, most unusual first. Sorted here once instead of for each filter. */
  readonly order: Uint32Array;
}

/** Derives the columns of all casts: about 30 ms for ten thousand. */
export function deriveColumns(table: CastTable): DerivedColumns {
  const { count, columns } = table;
  const derived: DerivedColumns = {
    currentLabel: new Int16Array(count),
    ...{ intent: new Uint8Array(count), state: new Uint8Array(count), quality: new Uint8Array(count) },
    ...{ agreement: new Uint8Array(count), sign: new Uint8Array(count), hand: new Uint8Array(count) },
    ...{ peak: new Float32Array(count), outlierScores: new Float32Array(count) },
    order: Uint32Array.from({ length: count }, (_, i) => i),
  };
  const bySpell = new Map<number, number[]>();
  for (let i = 0; i < count; i++) {
    const [original, label] = [columns.intendedSpell[i] ?? NONE, columns.label[i] ?? NONE];
    const [recognized, model] = [columns.recognized[i] ?? NONE, columns.model[i] ?? NONE];
    const current = label >= 0 ? label : original;
    derived.currentLabel[i] = current;
    derived.intent[i] = intents.indexOf(isSet(table, i, 'taught') ? 'taught' : 'cast');
    derived.state[i] = states.indexOf(stateOf(label, original));
    derived.peak[i] = peakOf(columns.shape, i);
    derived.quality[i] = qualities.indexOf(qualityOf(table, i, derived.peak[i] ?? 0));
    derived.agreement[i] = agreements.indexOf(agreementOf(current, recognized, model));
    derived.sign[i] = signs.indexOf(!isSet(table, i, 'signKnown') ? 'unmeasured' : isSet(table, i, 'flipped') ? 'flipped' : 'straight'); // prettier-ignore
    derived.hand[i] = hands.indexOf(isSet(table, i, 'right') ? 'right' : isSet(table, i, 'left') ? 'left' : 'unknown');
    const spell = current >= 0 ? current : recognized;
    if (spell < 0 || label === DISCARDED || isSet(table, i, 'shapeless')) continue;
    const members = bySpell.get(spell);
    if (members === undefined) bySpell.set(spell, [i]);
    else members.push(i);
  }
  for (const members of bySpell.values()) writeOutlierScores(columns.shape, members, derived.outlierScores);
  const { outlierScores, order } = derived;
  order.sort((a, b) => (outlierScores[b] ?? 0) - (outlierScores[a] ?? 0) || a - b);
  return derived;
}

function isSet({ columns }: CastTable, i: number, flag: keyof typeof overviewFlags): boolean {
  return ((columns.flags[i] ?? 0) & overviewFlags[flag]) !== 0;
}

function stateOf(label: number, original: number): (typeof states)[number] {
  if (label === DISCARDED) return 'discarded';
  if (label >= 0) return 'labeled';
  return original >= 0 ? 'original' : 'unlabeled';
}

function agreementOf(current: number, recognized: number, model: number): (typeof agreements)[number] {
  if (model < 0) return 'unscored';
  if (recognized < 0) return 'fizzled';
  if (current < 0) return 'uncompared';
  return current === recognized ? 'agrees' : 'differs';
}

/** The most serious flaw of a recording. */
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
