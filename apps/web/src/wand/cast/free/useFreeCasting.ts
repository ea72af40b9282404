import { channelsOf, isChannelMask, type CastId } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { onBeforeUnmount } from 'vue';
import type { MotionSensor } from '../../../shared/sensor/useMotionSensor';
import { muteVibrationWhile } from '../../feedback/vibration';
import { Take } from '../../recording/cast-take';
import type { Casting } from '../../recording/useCasting';
import { MovementSpotter, type Movement } from './movement-spotter';

/** How many movements may wait for their answers. While the server is slow, further ones are dropped. */
const MAX_UNANSWERED = 4;

/** The longest vibration of a result and its echo in the sensor, ms. */
const VIBRATION_MS = 400;

/**
 * Casts without a press (SPEC C14): sends each movement that has ended, and shows the result if the server takes it for
 * a spell. It pauses during a pressed cast, and while `lost` is true: later, nobody would know what an answer was about.
 */
export function useFreeCasting(
  wand: Pick<Wand, 'startCast' | 'on'> & { readonly own: Pick<Wand['own'], 'waiting'> },
  motion: Pick<MotionSensor, 'onSample' | 'orientation'>,
  casting: Pick<Casting, 'phase' | 'answer'>,
  lost: () => boolean,
): void {
  const spotter = new MovementSpotter(() => motion.orientation.now());
  /** The newest movements that were sent; those that the server ignores are never answered. */
  const sent = new Map<CastId, Take>();
  let vibratesUntil = -Infinity;

  const isPressed = (): boolean => casting.phase.value.kind === 'recording' || casting.phase.value.kind === 'asking';

  function send({ samples, orientation, startedAt }: Movement): void {
    const channels = samples[0] === undefined ? 0 : channelsOf(samples[0]);
    if (!isChannelMask(channels)) return;
    if (wand.own.waiting.filter(({ spotted }) => spotted).length >= MAX_UNANSWERED) return;
    const head = { intent: 'cast', spell: null, source: 'motion', channels, orientation, spotted: true } as const;
    const take = new Take(wand.startCast({ ...head, startedAt: Date.now() - (performance.now() - startedAt) }));
    for (const sample of samples) take.add(sample);
    sent.set(take.recording.castId, take);
    for (const castId of [...sent.keys()].slice(0, -MAX_UNANSWERED)) sent.delete(castId);
    take.recording.finish();
  }

  const offs = [
    muteVibrationWhile(() => spotter.isMoving),
    motion.onSample((sample) => {
      if (isPressed() || lost() || sample.t < vibratesUntil) {
        spotter.reset();
        if (lost()) sent.clear();
        return;
      }
      const movement = spotter.add(sample);
      if (movement !== undefined) send(movement);
    }),
    wand.on('result', ({ castId, stored }) => {
      if (!spotter.isMoving && 'vibrate' in navigator) vibratesUntil = performance.now() + VIBRATION_MS;
      const take = sent.get(castId);
      if (take === undefined || !sent.delete(castId) || isPressed()) return; // a pressed cast has its own answer
      casting.answer({ castId, trace: take.whole(), samples: take.samples }, stored);
    }),
  ];
  onBeforeUnmount(() => {
    for (const off of offs) off();
  });
}
