/** The destination of a voice. */
export interface Output {
  readonly context: BaseAudioContext;
  readonly node: AudioNode;
}

/** A tone or noise that rises and fades. */
interface Shape {
  /** Start, s of the context's clock. */
  readonly at: number;
  readonly rise: number;
  /** Total duration, s. */
  readonly lasts: number;
  /** Peak, as a factor. */
  readonly gain: number;
}

/** Share of the peak at which a fading sound ends. */
const SILENCE = 0.001;

/** Starts `source` through an envelope that rises linearly and fades exponentially. */
export function playShaped({ context, node }: Output, source: AudioScheduledSourceNode, shape: Shape): void {
  const { at, rise, lasts, gain } = shape;
  const envelope = new GainNode(context, { gain: 0 });
  envelope.gain.setValueAtTime(0, at);
  envelope.gain.linearRampToValueAtTime(gain, at + rise);
  envelope.gain.exponentialRampToValueAtTime(gain * SILENCE, at + lasts);
  source.connect(envelope).connect(node);
  source.start(at);
  source.stop(at + lasts);
}

interface Partial {
  /** Multiple of the fundamental. */
  readonly ratio: number;
  /** Share of the peak. Those of all partials add up to 1 at most. */
  readonly share: number;
  /** Share of the duration. Higher partials of a bell fade sooner. */
  readonly lasts: number;
}

/** Plays a tone of sine partials that peaks at `shape.gain` at most. */
export function playPartials(output: Output, hz: number, partials: readonly Partial[], shape: Shape): void {
  for (const { ratio, share, lasts } of partials)
    playShaped(output, new OscillatorNode(output.context, { frequency: hz * ratio }), {
      ...shape,
      lasts: shape.lasts * lasts,
      gain: shape.gain * share,
    });
}
