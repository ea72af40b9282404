import { CEILING_DB, gainOf, THRESHOLD_DB } from './cues/levels';

/** How fast sound is switched on and off, s. A hard cut would click. */
const SWITCH_S = 0.015;

/** Below this a hall booms, and above it a cheap amplifier hisses, Hz. */
const LOW_HZ = 70;
const HIGH_HZ = 7_000;

const RATIO = 4;

/** Points of the limiter's curve. */
const CURVE_POINTS = 4_097;
/** Share of the ceiling up to which the limiter changes nothing. */
const STRAIGHT = 0.8;

/**
 * The sum of all sounds: a gentle band for a hall, a compressor, and a limiter whose output cannot exceed CEILING_DB.
 * There is no reverb, because the hall has its own.
 */
export class Mixer {
  readonly input: AudioNode;
  private readonly switch: GainNode;
  private isOn = false;

  constructor(private readonly context: BaseAudioContext) {
    const low = new BiquadFilterNode(context, { type: 'highpass', frequency: LOW_HZ, Q: 0 });
    const high = new BiquadFilterNode(context, { type: 'lowpass', frequency: HIGH_HZ, Q: 0 });
    const compressor = new DynamicsCompressorNode(context, {
      ...{ threshold: THRESHOLD_DB, knee: 0, ratio: RATIO, attack: 0.003, release: 0.2 },
    });
    const gain = new GainNode(context, { gain: gainOf(-makeupDb(THRESHOLD_DB, RATIO)) });
    const limiter = new WaveShaperNode(context, { curve: limiterCurve() });
    this.switch = new GainNode(context, { gain: 0 });
    low.connect(high).connect(compressor).connect(gain).connect(limiter).connect(this.switch);
    this.switch.connect(context.destination);
    this.input = low;
  }

  /** Switches everything on or off, including sounds that have already started. */
  setOn(on: boolean): void {
    if (on === this.isOn) return;
    this.isOn = on;
    this.switch.gain.setTargetAtTime(on ? 1 : 0, this.context.currentTime, SWITCH_S);
  }
}

/** What a DynamicsCompressorNode without a knee adds on its own, dB (Web Audio API, "makeup gain"). */
function makeupDb(thresholdDb: number, ratio: number): number {
  return -0.6 * thresholdDb * (1 - 1 / ratio);
}

/** A straight line that bends toward the ceiling. Input beyond 1 stays at the last point. */
export function limiterCurve(): Float32Array<ArrayBuffer> {
  const ceiling = gainOf(CEILING_DB);
  const straight = STRAIGHT * ceiling;
  return Float32Array.from({ length: CURVE_POINTS }, (_, i) => {
    const input = (2 * i) / (CURVE_POINTS - 1) - 1;
    const size = Math.abs(input);
    if (size <= straight) return input;
    return Math.sign(input) * (straight + (ceiling - straight) * Math.tanh((size - straight) / (ceiling - straight)));
  });
}
