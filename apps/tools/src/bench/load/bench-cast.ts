import {
  parseGlyph,
  samplesOf,
  seeded,
  simulateCast,
  simulatePerson,
  starterSpellbook,
  type Axes,
  type Signal,
} from '@wandcast/gesture';
import { BATCH_MS, channelsOf, encodeBatch, packSamples, type ChannelMask, type Sample } from '@wandcast/protocol';

/** One cast of the load, in each form that a client of the benchmark sends. */
export interface BenchCast {
  readonly signal: Signal;
  readonly channels: ChannelMask;
  /** One by one, for the naive server. */
  readonly samples: readonly Sample[];
  /** Batched as a wand does it, for the floor: the bytes of each `cast:samples` and when they are due, ms. */
  readonly batches: readonly { readonly dueMs: number; readonly bytes: Uint8Array }[];
}

/** Casts last 2 to 3 s, about 200 to 280 samples. */
const MIN_DURATION_MS = 2_000;
const MAX_DURATION_MS = 3_000;

/** Number of different casts in a load. */
const CAST_COUNT = 96;

/**
 * Simulated casts of the starter spells, each by a different person, with both accelerations. The same seed gives the
 * same casts, so every server and every run gets the same load.
 * @param mostMs cuts casts after this time
 */
export function createLoadCasts(seed: number, mostMs = MAX_DURATION_MS): BenchCast[] {
  const random = seeded(seed);
  const glyphs = starterSpellbook.flatMap(({ glyph }) => (glyph === null ? [] : [parseGlyph(glyph)]));
  const casts: BenchCast[] = [];
  for (let turn = 0; casts.length < CAST_COUNT; turn++) {
    const glyph = glyphs[turn % glyphs.length];
    if (glyph === undefined) throw new Error('the starter spellbook has no glyph');
    const signal = simulateCast(glyph, simulatePerson(random), random, { gravity: true });
    const durationMs = signal.t.at(-1) ?? 0;
    if (durationMs >= MIN_DURATION_MS && durationMs <= MAX_DURATION_MS)
      casts.push(benchCast(cutSignal(signal, mostMs)));
  }
  return casts;
}

function cutSignal(signal: Signal, mostMs: number): Signal {
  const { t, linear, gravity, rotation } = signal;
  const count = t.filter((ms) => ms <= mostMs).length;
  const cut = ({ x, y, z }: Axes): Axes => ({ x: x.slice(0, count), y: y.slice(0, count), z: z.slice(0, count) });
  return {
    t: t.slice(0, count),
    ...(linear && { linear: cut(linear) }),
    ...(gravity && { gravity: cut(gravity) }),
    ...(rotation && { rotation: cut(rotation) }),
  };
}

function benchCast(signal: Signal): BenchCast {
  const samples = samplesOf(signal);
  const channels = samples[0] === undefined ? 0 : channelsOf(samples[0]);
  const batches = splitIntoBatches(samples).map((batch, sequence) => ({
    dueMs: batch.at(-1)?.t ?? 0,
    bytes: encodeBatch({ ...packSamples(batch, channels), stream: 0, sequence }),
  }));
  return { signal, channels, samples, batches };
}

/** Splits like Recording: a batch ends with the sample that makes it BATCH_MS long. */
function splitIntoBatches(samples: readonly Sample[]): Sample[][] {
  const batches: Sample[][] = [];
  let batch: Sample[] = [];
  for (const sample of samples) {
    batch.push(sample);
    if (sample.t - (batch[0]?.t ?? 0) < BATCH_MS) continue;
    batches.push(batch);
    batch = [];
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}
