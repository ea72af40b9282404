import { setTimeout as sleep } from 'node:timers/promises';
import { samplesOf, type RecordedCast } from '@wandcast/gesture';
import {
  BATCH_MS,
  channelsOf,
  type CastId,
  type CastSource,
  type Failure,
  type Intent,
  type Sample,
  type SpellId,
  type StoredCast,
} from '@wandcast/protocol';
import type { Recording, Wand } from '@wandcast/wand';

/** Result of one cast: stored with its recognition, or refused. `ackMs` is the time from its end to the answer. */
export type CastResult =
  | { readonly kind: 'stored'; readonly castId: CastId; readonly stored: StoredCast; readonly ackMs: number }
  | { readonly kind: 'refused'; readonly castId: CastId; readonly failure: Failure };

interface PerformOptions {
  readonly intent: Intent;
  readonly spell: SpellId | null;
  readonly source: CastSource;
  /** 1 is real time; 0 sends as fast as possible. */
  readonly speed: number;
}

/**
 * Performs a recorded cast with a wand at its recorded pace. Resolves with the result and never times out: a server
 * restart delays the result but does not lose it.
 */
export async function performCast(
  wand: Wand,
  signal: RecordedCast['signal'],
  { intent, spell, source, speed }: PerformOptions,
): Promise<CastResult> {
  const samples = samplesOf(signal);
  const first = samples[0];
  if (first === undefined) throw new Error('a cast without samples cannot be performed');
  const recording = wand.startCast({ intent, spell, source, channels: channelsOf(first) });
  const answer = answerTo(wand, recording.castId);
  await streamSamples(recording, samples, speed);
  const endedAt = performance.now();
  recording.finish();
  const result = await answer;
  return result.kind === 'stored' ? { ...result, ackMs: performance.now() - endedAt } : result;
}

/** Adds samples to a recording at their pace. Stops if the recording is canceled. @param speed see PerformOptions */
export async function streamSamples(recording: Recording, samples: readonly Sample[], speed: number): Promise<void> {
  let sentUntil = samples[0]?.t ?? 0;
  for (const sample of samples) {
    if (speed > 0 && sample.t - sentUntil >= BATCH_MS) {
      await sleep((sample.t - sentUntil) / speed);
      sentUntil = sample.t;
    }
    if (!recording.open) return;
    recording.add(sample);
  }
}

type Answer = Omit<Extract<CastResult, { kind: 'stored' }>, 'ackMs'> | Extract<CastResult, { kind: 'refused' }>;

function answerTo(wand: Wand, castId: CastId): Promise<Answer> {
  return new Promise((resolve) => {
    const off = [
      wand.on('result', (result) => {
        if (result.castId === castId) settle({ kind: 'stored', ...result });
      }),
      wand.on('refused', ({ castId: refused, failure }) => {
        if (refused === castId) settle({ kind: 'refused', castId, failure });
      }),
    ];
    const settle = (answer: Answer): void => {
      for (const stop of off) stop();
      resolve(answer);
    };
  });
}
