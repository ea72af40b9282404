import { gainOf, LEVELS_DB } from '../cues/levels';
import { pitch } from './scale';
import { playPartials, playShaped, type Output } from './envelope';

const WOOD = [
  { ratio: 1, share: 0.7, lasts: 1 },
  { ratio: 2.4, share: 0.3, lasts: 0.35 },
];

/** A second of the countdown passes; the last ones are a little higher. @param left seconds until the start */
export function playTick(output: Output, at: number, left: number): void {
  const hz = pitch(left === 1 ? 19 : 16);
  playPartials(output, hz, WOOD, { at, rise: 0.004, lasts: 0.28, gain: gainOf(LEVELS_DB.tick) });
}

const OPEN = [
  { ratio: 1, share: 0.5, lasts: 1 },
  { ratio: 1.5, share: 0.3, lasts: 0.9 },
  { ratio: 2, share: 0.2, lasts: 0.7 },
];

/** A round starts: an open fifth, an octave above the ticks. */
export function playStart(output: Output, at: number): void {
  playPartials(output, pitch(24), OPEN, { at, rise: 0.008, lasts: 1.1, gain: gainOf(LEVELS_DB.start) });
}

/** Semitones, start and duration of the fanfare's tones, s: three calls, then a chord. */
const CALLS = [
  { semitones: 7, at: 0, lasts: 0.22 },
  { semitones: 7, at: 0.2, lasts: 0.16 },
  { semitones: 7, at: 0.34, lasts: 0.16 },
  { semitones: 12, at: 0.5, lasts: 0.5 },
  { semitones: 9, at: 0.84, lasts: 0.26 },
] as const;
const CHORD = { semitones: [0, 7, 12, 16, 19], at: 1.08, lasts: 2.4 } as const;

/** A winner: brass, that is, sawtooth waves whose brightness fades with them. */
export function playFanfare(output: Output, at: number): void {
  const gain = gainOf(LEVELS_DB.fanfare);
  for (const call of CALLS) playBrass(output, pitch(call.semitones), at + call.at, call.lasts, gain * 0.6);
  for (const semitones of CHORD.semitones)
    playBrass(output, pitch(semitones), at + CHORD.at, CHORD.lasts, gain / CHORD.semitones.length);
}

function playBrass(output: Output, hz: number, at: number, lasts: number, gain: number): void {
  const { context, node } = output;
  const filter = new BiquadFilterNode(context, { type: 'lowpass', frequency: 4 * hz, Q: 0.5 });
  filter.frequency.setValueAtTime(2 * hz, at);
  filter.frequency.linearRampToValueAtTime(6 * hz, at + 0.05);
  filter.frequency.exponentialRampToValueAtTime(1.5 * hz, at + lasts);
  filter.connect(node);
  const source = new OscillatorNode(context, { type: 'sawtooth', frequency: hz });
  playShaped({ context, node: filter }, source, { at, rise: 0.03, lasts: lasts + 0.25, gain });
}
