import { MIN_CAST_SAMPLES, channelsOf, packSamples, wordsToBytes, type Failure, type Sample } from '@wandcast/protocol';
import { shallowRef, type ShallowRef } from 'vue';
import { noAnswerFailure } from '../../connection/request';
import type { ConsoleClient } from '../../connection/useConsoleClient';

export interface ModelTrial {
  /** In the order of the model's spells; undefined before the first answer. */
  readonly probabilities: Readonly<ShallowRef<readonly number[] | undefined>>;
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  /** Predicts a movement. While an answer is outstanding only the newest movement waits. */
  readonly predict: (samples: readonly Sample[]) => void;
  readonly clear: () => void;
  /** Shows what was predicted elsewhere. */
  readonly show: (probabilities: readonly number[]) => void;
}

/** Predicts movements with one model. */
export function useModelTrial(client: ConsoleClient, modelId: () => string): ModelTrial {
  const probabilities = shallowRef<readonly number[]>();
  const failure = shallowRef<Failure>();
  let waiting: readonly Sample[] | undefined;
  let isSending = false;
  /** Counts what `clear` has made obsolete. */
  let cleared = 0;

  async function send(): Promise<void> {
    isSending = true;
    try {
      for (let next = take(); next !== undefined; next = take()) await predictOne(next);
    } finally {
      isSending = false;
    }
  }
  function take(): readonly Sample[] | undefined {
    const next = waiting;
    waiting = undefined;
    return next;
  }
  async function predictOne(samples: readonly Sample[]): Promise<void> {
    const asked = cleared;
    try {
      const [first] = samples;
      if (first === undefined) return;
      const { channels, count, words } = packSamples(samples, channelsOf(first));
      const movement = { modelId: modelId(), channels, count, samples: wordsToBytes(words) };
      const answer = await client.models.predict(movement);
      if (asked !== cleared) return;
      if (answer.ok) probabilities.value = answer.value.probabilities;
      failure.value = answer.ok ? undefined : answer.failure;
    } catch {
      if (asked === cleared) failure.value = noAnswerFailure();
    }
  }
  function clear(): void {
    cleared++;
    waiting = undefined;
    probabilities.value = undefined;
    failure.value = undefined;
  }
  return {
    ...{ probabilities, failure, clear },
    predict: (samples) => {
      if (samples.length < MIN_CAST_SAMPLES) return;
      waiting = samples;
      if (!isSending) void send();
    },
    show: (predicted) => {
      clear();
      probabilities.value = predicted;
    },
  };
}
