import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordedCast, Signal } from '@wandcast/gesture';
import {
  BATCH_MS,
  channelsOf,
  type CastId,
  type CastSource,
  type Failure,
  type Intent,
  type Sample,
} from '@wandcast/protocol';
import type { SpellId, StoredCast } from '@wandcast/protocol';
import type { Recording, Wand } from '@wandcast/wand';

/** What became of one cast: stored with its verdict, or refused by name. */
export type Outcome =
  | { readonly kind: 'stored'; readonly castId: CastId; readonly stored: StoredCast; readonly ackMs: number }
  | { readonly kind: 'refused'; readonly castId: CastId; readonly failure: Failure };

export interface Performance {
  readonly intent: Intent;
  readonly spell: SpellId | null;
  readonly source: CastSource;
  /** 1 is real time; 0 sends as fast as it can. */
  readonly speed: number;
}

/** The samples of a signal, one by one, as a phone's events would bring them. */
export function samplesOf({ t, linear, gravity, rotation }: Signal): Sample[] {
  const at = (axes: Signal['linear'], i: number): [number, number, number] | undefined =>
    axes && [axes.x[i] ?? 0, axes.y[i] ?? 0, axes.z[i] ?? 0];
  return Array.from(t, (time, i) => {
    const [l, g, r] = [at(linear, i), at(gravity, i), at(rotation, i)];
    return { t: time, ...(l && { linear: l }), ...(g && { gravity: g }), ...(r && { rotation: r }) };
  });
}

/**
 * Performs one recorded cast with a wand, at the pace it was recorded. Resolves with what became of it,
 * however long that takes: a server that dies in the middle makes it late, not lost.
 */
export async function perform(wand: Wand, signal: RecordedCast['signal'], how: Performance): Promise<Outcome> {
  const samples = samplesOf(signal);
  const first = samples[0];
  if (first === undefined) throw new Error('a cast without samples cannot be performed');
  const { intent, spell, source, speed } = how;
  const recording = wand.startCast({ intent, spell, source, channels: channelsOf(first) });
  const outcome = outcomeOf(wand, recording.castId);
  await playInto(recording, samples, speed);
  const ended = performance.now();
  recording.finish();
  const result = await outcome;
  return result.kind === 'stored' ? { ...result, ackMs: performance.now() - ended } : result;
}

/** Gives a recording its samples at their pace; one that is canceled meanwhile gets no more. @param speed see Performance */
export async function playInto(recording: Recording, samples: readonly Sample[], speed: number): Promise<void> {
  let paused = samples[0]?.t ?? 0;
  for (const sample of samples) {
    if (speed > 0 && sample.t - paused >= BATCH_MS) {
      await sleep((sample.t - paused) / speed);
      paused = sample.t;
    }
    if (!recording.open) return;
    recording.add(sample);
  }
}

type Unmeasured = Omit<Extract<Outcome, { kind: 'stored' }>, 'ackMs'> | Extract<Outcome, { kind: 'refused' }>;

function outcomeOf(wand: Wand, castId: CastId): Promise<Unmeasured> {
  return new Promise((resolve) => {
    const off = [
      wand.on('result', (result) => {
        if (result.castId === castId) settle({ kind: 'stored', ...result });
      }),
      wand.on('refused', ({ castId: refused, failure }) => {
        if (refused === castId) settle({ kind: 'refused', castId, failure });
      }),
    ];
    const settle = (outcome: Unmeasured): void => {
      for (const stop of off) stop();
      resolve(outcome);
    };
  });
}
