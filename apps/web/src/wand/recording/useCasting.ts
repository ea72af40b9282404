import {
  channelBits,
  channelsOf,
  isChannelMask,
  type CastId,
  type CastSource,
  type Failure,
  type Orientation,
  type ModelInfo,
  type Sample,
  type StoredCast,
} from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { announce } from '../feedback/announce';
import type { TraceView } from './trace-builder';
import { failureText } from '../texts/failure-text';
import { feedFromMotion } from './motion-feed';
import { Take } from './cast-take';
import type { MotionSensor } from '../../shared/sensor/useMotionSensor';
import { usePageHidden } from './usePageHidden';
import { outcomeOf, type CastOutcome } from '../feedback/cast-outcome';
import { giveFeedback } from '../feedback/cast-outcome-feedback';
import { muteVibrationWhile } from '../feedback/vibration';
import { texts } from '../texts/room-texts';

/** A finished cast. */
export interface AskedCast {
  readonly castId: CastId;
  readonly trace: TraceView;
  readonly samples: readonly Sample[];
}

export type CastPhase =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'recording';
      readonly trace: TraceView;
      /** The samples so far. Grows during the cast. */
      readonly samples: readonly Sample[];
    }
  /** Finished, waiting for the result. */
  | ({ readonly kind: 'asking' } & AskedCast)
  | ({ readonly kind: 'answered'; readonly outcome: CastOutcome; readonly at: number } & AskedCast)
  | { readonly kind: 'refused'; readonly reason: () => string };

export interface Casting {
  readonly phase: Readonly<ShallowRef<CastPhase>>;
  /** Live probabilities of the cast in progress, in the model's order; empty before the first. */
  readonly probabilities: Readonly<ShallowRef<readonly number[]>>;
  /** Starts a cast from the motion sensor. */
  start(): void;
  /** Starts a cast whose samples come from `add`. */
  startManual(source: CastSource): void;
  add(samples: readonly Sample[]): void;
  end(): void;
  cancel(): void;
  /** Shows the result of a cast that was recorded elsewhere. */
  answer(cast: AskedCast, stored: StoredCast): void;
  /** Resets to `ready`. */
  again(): void;
}

/**
 * Records casts and shows their results, one after another.
 * @param book the current model and spells  @param onResult called with each result
 */
export function useCasting(
  wand: Pick<Wand, 'startCast' | 'on'>,
  motion: MotionSensor,
  book: () => { readonly model: ModelInfo | null; readonly spells: Parameters<typeof outcomeOf>[1] },
  onResult: (castId: CastId, outcome: CastOutcome) => void,
): Casting {
  const phase = shallowRef<CastPhase>({ kind: 'ready' });
  const probabilities = shallowRef<readonly number[]>([]);
  let take: Take | undefined;
  let stopFeed = (): void => undefined;

  function begin(source: CastSource, channels: number, orientation: Orientation | null): Take {
    cancel();
    take = new Take(wand.startCast({ intent: 'cast', spell: null, source, channels, orientation }));
    probabilities.value = [];
    show(take);
    return take;
  }
  function show(shown: Take): void {
    phase.value = { kind: 'recording', trace: shown.view(), samples: shown.samples };
  }
  function drop(): void {
    stopFeed();
    stopFeed = () => undefined;
    take = undefined;
  }

  function refuse(reason: () => string): void {
    phase.value = { kind: 'refused', reason };
    announce(reason());
  }

  function start(): void {
    const newest = motion.latest();
    const channels = newest === undefined ? 0 : channelsOf(newest);
    if (!isChannelMask(channels)) {
      refuse(() => texts().cast.noMotion);
      return;
    }
    const orientation = motion.orientation.now();
    const begun = begin('motion', channels, orientation);
    stopFeed = feedFromMotion(
      motion,
      orientation,
      begun,
      () => {
        show(begun);
      },
      end,
    );
  }

  function startManual(source: CastSource): void {
    begin(source, channelBits.linear, null);
  }

  function add(samples: readonly Sample[]): void {
    if (take === undefined) return;
    for (const sample of samples) take.add(sample);
    show(take);
  }

  function end(): void {
    if (take === undefined) return;
    if (take.still) {
      cancel();
      refuse(() => texts().cast.still);
      return;
    }
    const { recording } = take;
    phase.value = { kind: 'asking', castId: recording.castId, trace: take.whole(), samples: take.samples };
    drop();
    recording.finish(); // may fail at once, which calls `refused`
  }

  function cancel(): void {
    if (take === undefined) return;
    const { recording } = take;
    drop();
    recording.cancel();
    phase.value = { kind: 'ready' };
  }

  function answer({ castId, trace, samples }: AskedCast, stored: StoredCast): void {
    const { model, spells } = book();
    const outcome = outcomeOf(model, spells, stored.recognition);
    phase.value = { kind: 'answered', castId, trace, samples, outcome, at: performance.now() };
    onResult(castId, outcome);
    giveFeedback(outcome);
  }

  function refused(castId: CastId | null, failure: Failure): void {
    const mine = take?.recording.castId === castId || (phase.value.kind === 'asking' && phase.value.castId === castId);
    if (!mine) return;
    drop();
    refuse(() => failureText(failure));
  }

  const offs = [
    muteVibrationWhile(() => take !== undefined),
    wand.on('bars', (bars) => {
      if (take?.recording.castId === bars.castId) probabilities.value = bars.probabilities;
    }),
    wand.on('result', ({ castId, stored }) => {
      const asked = phase.value;
      if (asked.kind === 'asking' && asked.castId === castId) answer(asked, stored); // else it is of an older cast
    }),
    wand.on('refused', ({ castId, failure }) => {
      refused(castId, failure);
    }),
  ];
  usePageHidden(() => {
    if (take === undefined) return;
    cancel(); // an incomplete gesture must not be recognized
    refuse(() => texts().phoneNotices.interrupted);
  });
  onBeforeUnmount(() => {
    cancel();
    for (const off of offs) off();
  });

  const again = (): void => void (phase.value = { kind: 'ready' });
  return { phase, probabilities, start, startManual, add, end, cancel, answer, again };
}
