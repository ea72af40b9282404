import { readonly, shallowRef } from 'vue';
import { pageStorage } from '../../shared/storage/local-storage';
import type { Note } from './cues';

/** Gain of a note: -18 dB, quieter than speech. */
const GAIN = 0.126;
/** Attack time of a note, s. Without it there would be a click. */
const ATTACK_S = 0.012;

const STORAGE_KEY = 'wandcast:sound';

const on = shallowRef(pageStorage().getItem(STORAGE_KEY) === 'on');
let context: AudioContext | undefined;

/** Whether sound is on. Stored on this phone; off by default. */
export const soundOn = readonly(on);

/** Turns sound on or off. Call inside a tap, because browsers block audio without one. */
export function toggleSound(): void {
  on.value = !on.value;
  pageStorage().setItem(STORAGE_KEY, on.value ? 'on' : 'off');
  resumeSound();
}

/** Resumes audio. Call inside a tap: after a reload, audio is blocked until the first one. */
export function resumeSound(): void {
  if (!on.value || !('AudioContext' in window)) return;
  context ??= new AudioContext();
  if (context.state !== 'running') context.resume().catch(() => undefined); // retried at the next tap
}

/** Plays a soft note if sound is on and audio is running. */
export function playNote({ hz, ms }: Note): void {
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
