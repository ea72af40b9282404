import { faultsOf, signalOf } from '@wandcast/gesture';
import {
  channelsOf,
  isChannelMask,
  packSamples,
  type CastId,
  type Failure,
  type Sample,
  type Spell,
} from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { onBeforeUnmount, shallowRef, type ShallowRef } from 'vue';
import { announce } from '../feedback/announce';
import { COUNT_VIBRATION } from '../feedback/cues';
import { muteVibrationWhile, vibrate } from '../feedback/vibration';
import type { TraceView } from '../recording/trace-builder';
import { countdownAt } from './recording-countdown';
import { failureText } from '../texts/failure-text';
import { feedFromMotion } from '../recording/motion-feed';
import { nextSpellToTeach } from './next-spell-to-teach';
import { sketchPath } from '../recording/sketch-path';
import { MAX_RECORDING_MS, Take } from '../recording/cast-take';
import { faultText, recordingAdvice, type RecordingAdvice } from './recording-advice';
import { usePageHidden } from '../recording/usePageHidden';
import type { MotionSensor } from '../../shared/sensor/useMotionSensor';
import type { TaughtCounts } from './useTaughtCounts';
import { texts } from '../texts/room-texts';

export type TeachStep =
  | { readonly kind: 'pick' }
  | { readonly kind: 'guide'; readonly spell: Spell; readonly note: () => string }
  | { readonly kind: 'counting'; readonly spell: Spell; readonly count: number }
  | {
      readonly kind: 'recording';
      readonly spell: Spell;
      readonly trace: TraceView;
      /** The samples so far. Grows during the recording. */
      readonly samples: readonly Sample[];
    }
  | {
      readonly kind: 'review';
      readonly spell: Spell;
      readonly trace: TraceView;
      /** A rough sketch of the movement, as an SVG path in a 100 x 100 box. */
      readonly path: string;
      readonly advice: RecordingAdvice;
    };

/** Context of the teaching flow. */
export interface TeachingContext {
  /** The spell that the room is teaching. */
  asked(): Spell | undefined;
  /** Called with each kept cast. */
  kept(castId: CastId, spell: Spell): void;
}

const nothing = (): string => '';

export interface Teaching {
  readonly step: Readonly<ShallowRef<TeachStep>>;
  pick(): void;
  guide(spell: Spell): void;
  countIn(): void;
  /** Discards the countdown, recording or review, and shows the guide again. */
  redo(): void;
  keep(): void;
}

/** The teaching flow: guide, countdown, recording, review. Samples are streamed during the recording. */
export function useTeaching(
  wand: Wand,
  motion: MotionSensor,
  taught: TaughtCounts,
  context: TeachingContext,
): Teaching {
  const step = shallowRef<TeachStep>({ kind: 'pick' });
  let take: Take | undefined;
  let stopTimer = (): void => undefined;

  function drop(): void {
    stopTimer();
    take?.recording.cancel();
    take = undefined;
  }
  function pick(): void {
    drop();
    step.value = { kind: 'pick' };
  }
  function guide(spell: Spell, note = nothing): void {
    drop();
    step.value = { kind: 'guide', spell, note };
  }

  function countIn(): void {
    if (step.value.kind !== 'guide') return;
    const { spell } = step.value;
    const began = performance.now();
    announce(texts().teach.spokenCount(spell.name));
    const tick = (): void => {
      const now = countdownAt(performance.now() - began);
      if (now.kind === 'go') {
        record(spell);
        return;
      }
      step.value = { kind: 'counting', spell, count: now.count };
      vibrate(COUNT_VIBRATION);
      const timer = setTimeout(tick, now.nextInMs);
      stopTimer = () => {
        clearTimeout(timer);
      };
    };
    tick();
  }

  function record(spell: Spell): void {
    const newest = motion.latest();
    const channels = newest === undefined ? 0 : channelsOf(newest);
    if (!isChannelMask(channels)) {
      guide(spell, () => texts().cast.noMotion);
      return;
    }
    const orientation = motion.orientation.now();
    const begun = new Take(
      wand.startCast({ intent: 'teach', spell: spell.id, source: 'motion', channels, orientation }),
    );
    take = begun;
    const show = (): void => {
      step.value = { kind: 'recording', spell, trace: begun.view(), samples: begun.samples };
    };
    show();
    stopTimer = feedFromMotion(motion, orientation, begun, show, () => {
      if (begun.still) {
        guide(spell, () => texts().cast.still);
        announce(texts().cast.still);
        return;
      }
      const signal = signalOf(packSamples(begun.samples, channels));
      const advice = recordingAdvice(faultsOf(signal, MAX_RECORDING_MS));
      step.value = { kind: 'review', spell, trace: begun.whole(), path: sketchPath(signal), advice };
      announce(texts().teach.recorded(faultText(advice)));
    });
  }

  const reviewing = (): boolean => step.value.kind === 'review';

  function redo(): void {
    if (step.value.kind !== 'pick') guide(step.value.spell);
  }

  function keep(): void {
    if (step.value.kind !== 'review' || take === undefined) return;
    const { spell } = step.value;
    const { recording } = take;
    taught.add(spell.id, recording.castId);
    recording.finish(); // may fail at once, which shows the guide again with the reason
    if (!reviewing()) return;
    take = undefined;
    context.kept(recording.castId, spell);
    const next = nextSpellToTeach(spell, context.asked(), ({ id }) => taught.count(id));
    const note = (): string =>
      next === undefined || next.id === spell.id ? texts().teach.kept : texts().teach.keptAndNext(next.name);
    if (next === undefined) pick();
    else guide(next, note);
    announce(note());
  }

  function refused(castId: unknown, failure: Failure): void {
    if (typeof castId === 'string') taught.remove(castId);
    const reason = (): string => failureText(failure);
    announce(reason());
    const current = step.value;
    if (take === undefined || take.recording.castId !== castId) {
      // An earlier take was refused. Only its count changes; the current take continues.
      if (current.kind === 'guide') step.value = { ...current, note: reason };
      return;
    }
    take = undefined;
    if (current.kind !== 'pick') guide(current.spell, reason);
  }

  const offs = [
    muteVibrationWhile(() => step.value.kind === 'recording'),
    wand.on('refused', ({ castId, failure }) => {
      refused(castId, failure);
    }),
  ];
  usePageHidden(() => {
    if (step.value.kind === 'counting' || step.value.kind === 'recording') redo();
  });
  onBeforeUnmount(() => {
    drop();
    for (const off of offs) off();
  });
  return { step, pick, guide, countIn, redo, keep };
}
