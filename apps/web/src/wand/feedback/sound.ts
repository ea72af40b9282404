import { readonly, shallowRef } from 'vue';
import { pageStorage, type KeyValueStorage } from '../../shared/storage/local-storage';
import type { Note } from './spell-tones';

/** Loudness of a note: -18 dB, below talk. */
const GAIN = 0.126;
/** How long a note takes to be at its loudest, s: without it there is a click. */
const ATTACK_S = 0.012;

const NAME = 'wandcast:sound';

const on = shallowRef(wasOn(pageStorage()));
let context: AudioContext | undefined;

/** Whether the phone may make a sound. Off until someone turns it on, here, on this phone. */
export const soundOn = readonly(on);

/** Turns sound on or off. Call inside a tap: browsers let no page sound without one. */
export function toggleSound(): void {
  on.value = !on.value;
  try {
    pageStorage().setItem(NAME, on.value ? 'on' : 'off');
  } catch {
    // a full or forbidden storage: it holds until the page closes
  }
  wakeSound();
}

/** Call in taps: after a refresh, sound that was turned on before needs one to begin with. */
export function wakeSound(): void {
  if (!on.value || !('AudioContext' in window)) return;
  context ??= new AudioContext();
  if (context.state !== 'running') context.resume().catch(() => undefined); // silent until the next tap
}

/** Plays a soft note, where sound is on and was woken. */
export function play({ hz, ms }: Note): void {
  if (!on.value || context?.state !== 'running') return;
  const [start, end] = [context.currentTime, context.currentTime + ms / 1_000];
  const voice = new OscillatorNode(context, { type: 'triangle', frequency: hz });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(GAIN, start + ATTACK_S);
  volume.gain.exponentialRampToValueAtTime(0.001, end);
  voice.connect(volume).connect(context.destination);
  voice.start(start);
  voice.stop(end);
}

function wasOn(own: KeyValueStorage): boolean {
  try {
    return own.getItem(NAME) === 'on';
  } catch {
    return false;
  }
}
