import { normalizeSample } from '@wandcast/gesture';
import {
  MAX_CAST_MS,
  MIN_CAST_SAMPLES,
  channelsOf,
  packSamples,
  wordsToBytes,
  type Failure,
  type PhoneTrialAnswer,
  type Sample,
} from '@wandcast/protocol';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import type { MotionSensor } from '../shared/sensor/useMotionSensor';
import type { PreflightConnection } from './preflight-connection';

/** What the page does, or the result of the last cast. */
export type TrialStep =
  | { readonly kind: 'ready' }
  | { readonly kind: 'casting' }
  | { readonly kind: 'sending' }
  | { readonly kind: 'short' }
  | { readonly kind: 'answered'; readonly answer: PhoneTrialAnswer }
  /** Undefined if the server did not answer. */
  | { readonly kind: 'failed'; readonly failure: Failure | undefined };

/** Records one cast at a time and has it predicted; nothing is stored. */
export function useTrialCast(
  trialId: string,
  motion: Pick<MotionSensor, 'onSample' | 'orientation'>,
  connection: Pick<PreflightConnection, 'cast'>,
): { readonly step: Readonly<ShallowRef<TrialStep>>; readonly begin: () => void; readonly end: () => void } {
  const step = shallowRef<TrialStep>({ kind: 'ready' });
  let samples: Sample[] = [];
  let stop: (() => void) | undefined;

  function begin(): void {
    if (step.value.kind === 'casting' || step.value.kind === 'sending') return;
    const orientation = motion.orientation.now();
    let zero: number | undefined;
    samples = [];
    stop = motion.onSample((sample) => {
      zero ??= sample.t;
      const t = sample.t - zero;
      if (t > MAX_CAST_MS) end();
      else samples.push(normalizeSample({ ...sample, t }, orientation));
    });
    step.value = { kind: 'casting' };
  }
  function end(): void {
    if (step.value.kind !== 'casting') return;
    stop?.();
    void send();
  }
  async function send(): Promise<void> {
    const [first] = samples;
    if (first === undefined || samples.length < MIN_CAST_SAMPLES) {
      step.value = { kind: 'short' };
      return;
    }
    step.value = { kind: 'sending' };
    try {
      const { channels, count, words } = packSamples(samples, channelsOf(first));
      const answer = await connection.cast({ trialId, channels, count, samples: wordsToBytes(words) });
      step.value = answer.ok ? { kind: 'answered', answer: answer.value } : { kind: 'failed', failure: answer.failure };
    } catch {
      step.value = { kind: 'failed', failure: undefined };
    }
  }
  onBeforeUnmount(() => stop?.());
  return { step, begin, end };
}
