import { parseGlyph, seeded, simulateCast, simulatePerson, starterSpellbook, type Signal } from '@wandcast/gesture';
import { BATCH_MS, channelsOf, encodeBatch, packSamples, type ChannelMask, type Sample } from '@wandcast/protocol';
import { samplesOf } from '../../room-client/perform-cast.js';

/** One cast of the load, in every form in which a client of the bench sends it. */
export interface BenchCast {
  readonly signal: Signal;
  readonly channels: ChannelMask;
  /** One by one, for the naive build. */
  readonly samples: readonly Sample[];
  /** As a wand batches them, for the floor: the bytes of each `cast:samples` and when they are due, ms. */
  readonly batches: readonly { readonly dueMs: number; readonly bytes: Uint8Array }[];
}

/** Casts last from 2 to 3 s, about 200 to 280 samples. */
const SHORTEST_MS = 2_000;
const LONGEST_MS = 3_000;

/** Different casts in a load; more would only be more to make. */
const DECK = 96;

/**
 * The casts of a load: starter spells, each by a person of its own, with both accelerations. The same for
 * every server and, by `seed`, for every run.
 */
export function dealCasts(seed: number): BenchCast[] {
  const random = seeded(seed);
  const glyphs = starterSpellbook.flatMap(({ glyph }) => (glyph === null ? [] : [parseGlyph(glyph)]));
  const deck: BenchCast[] = [];
  for (let turn = 0; deck.length < DECK; turn++) {
    const glyph = glyphs[turn % glyphs.length];
    if (glyph === undefined) throw new Error('the starter spellbook has no glyph');
    const signal = simulateCast(glyph, simulatePerson(random), random, { gravity: true });
    const lastsMs = signal.t.at(-1) ?? 0;
    if (lastsMs >= SHORTEST_MS && lastsMs <= LONGEST_MS) deck.push(benchCast(signal));
  }
  return deck;
}

function benchCast(signal: Signal): BenchCast {
  const samples = samplesOf(signal);
  const channels = samples[0] === undefined ? 0 : channelsOf(samples[0]);
  const batches = batched(samples).map((batch, sequence) => ({
    dueMs: batch.at(-1)?.t ?? 0,
    bytes: encodeBatch({ ...packSamples(batch, channels), slot: 0, sequence }),
  }));
  return { signal, channels, samples, batches };
}

/** As Recording does it: a batch ends with the sample that makes it BATCH_MS long. */
function batched(samples: readonly Sample[]): Sample[][] {
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
