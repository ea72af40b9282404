import { GAIN } from './stage-tones';

/** Plays the sounds of the stage. */
export class Synthesizer {
  private readonly out: GainNode;

  constructor(private readonly context: AudioContext) {
    const lowpass = new BiquadFilterNode(context, { type: 'lowpass', frequency: 2_400 });
    this.out = new GainNode(context, { gain: GAIN });
    this.out.connect(lowpass).connect(context.destination);
  }

  /** One soft tone. @param after s from now */
  tone(hz: number, after = 0): void {
    this.ring(hz, { after, rise: 0.02, lasts: 0.7, gain: 0.8 });
    this.ring(2 * hz, { after, rise: 0.02, lasts: 0.35, gain: 0.16 });
  }

  /** A low bell for a new spotlight. Its partials are slightly inharmonic, as in a real bell. */
  chime(): void {
    for (const [partial, gain] of [
      [1, 0.7],
      [2.01, 0.35],
      [2.99, 0.14],
    ] as const)
      // prettier-ignore
      this.ring(110 * partial, { after: 0, rise: 0.03, lasts: 1.8 / Math.sqrt(partial), gain });
  }

  private ring(
    hz: number,
    { after, rise, lasts, gain }: { after: number; rise: number; lasts: number; gain: number },
  ): void {
    const [from, until] = [this.context.currentTime + after, this.context.currentTime + after + lasts];
    const voice = new OscillatorNode(this.context, { type: 'sine', frequency: hz });
    const shape = new GainNode(this.context, { gain: 0 });
    shape.gain.setValueAtTime(0, from);
    shape.gain.linearRampToValueAtTime(gain, from + rise);
    shape.gain.exponentialRampToValueAtTime(0.001, until);
    voice.connect(shape).connect(this.out);
    voice.start(from);
    voice.stop(until);
  }
}
