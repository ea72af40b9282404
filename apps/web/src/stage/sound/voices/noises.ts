import { gainOf, LEVELS_DB } from '../cues/levels';
import type { Output } from './envelope';
import { clapSamples, fizzleSamples, rollSamples } from './noise-samples';

/** Middles of the noise of different hands, Hz. */
const HANDS_HZ = [880, 1_050, 1_240, 1_430, 1_700];
/** Time over which the claps of one cue are spread, s. */
const CLAPS_S = 1.1;
/** Time constant of the end of a drum roll, s. */
const FADE_S = 0.04;

/** The sounds that are made of noise. */
export class Noises {
  private readonly fizzle: AudioBuffer;
  private readonly claps: readonly AudioBuffer[];
  private readonly roll: AudioBuffer;

  /** @param random 0 to 1, for claps at irregular times */
  constructor(
    private readonly output: Output,
    private readonly random: () => number,
  ) {
    const { sampleRate } = output.context;
    const bufferOf = (samples: Float32Array<ArrayBuffer>): AudioBuffer => {
      const buffer = new AudioBuffer({ length: samples.length, sampleRate });
      buffer.copyToChannel(samples, 0);
      return buffer;
    };
    this.fizzle = bufferOf(fizzleSamples(sampleRate));
    this.claps = HANDS_HZ.map((hz, i) => bufferOf(clapSamples(sampleRate, hz, 10 + i)));
    this.roll = bufferOf(rollSamples(sampleRate));
  }

  /** A soft puff. */
  playFizzle(at: number): void {
    this.play(this.fizzle, at, gainOf(LEVELS_DB.fizzle));
  }

  /** Claps, spread over a second, so that more of them sound like more people and not like one loud clap. */
  playApplause(at: number, claps: number): void {
    for (let clap = 0; clap < claps; clap++) {
      const buffer = this.claps[Math.floor(this.random() * this.claps.length)];
      const gain = gainOf(LEVELS_DB.applause) * (0.4 + 0.6 * this.random());
      if (buffer !== undefined) this.play(buffer, at + CLAPS_S * this.random(), gain);
    }
  }

  /** Starts a drum roll that grows for `growS` seconds. @returns a function that ends it */
  startRoll(at: number, growS: number): () => void {
    const { context, node } = this.output;
    const source = new AudioBufferSourceNode(context, { buffer: this.roll, loop: true });
    const growth = new GainNode(context, { gain: 0 });
    const end = new GainNode(context);
    const peak = gainOf(LEVELS_DB.roll);
    growth.gain.setValueAtTime(0, at);
    growth.gain.linearRampToValueAtTime(0.4 * peak, at + 0.25);
    growth.gain.linearRampToValueAtTime(peak, at + Math.max(0.5, growS));
    source.connect(growth).connect(end).connect(node);
    source.start(at);
    return () => {
      end.gain.setTargetAtTime(0, context.currentTime, FADE_S);
      source.stop(context.currentTime + 6 * FADE_S);
    };
  }

  private play(buffer: AudioBuffer, at: number, gain: number): void {
    const { context, node } = this.output;
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(new GainNode(context, { gain })).connect(node);
    source.start(at);
  }
}
