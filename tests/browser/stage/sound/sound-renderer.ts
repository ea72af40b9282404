import { seeded } from '@wandcast/gesture';
import type { Cue } from '../../../../apps/web/src/stage/sound/cues/cue';
import { Synthesizer } from '../../../../apps/web/src/stage/sound/synthesizer';

/** What a page renders, see `renderSound`. */
export interface Score {
  readonly seconds: number;
  readonly cues: readonly { readonly cue: Cue; readonly after: number }[];
  /** When the drum roll starts and ends, s. */
  readonly roll?: readonly [from: number, until: number];
  /** When sound is switched off; Infinity if it stays on, 0 if it is never on. */
  readonly offAt: number;
}

export interface Rendered {
  /** Highest absolute sample, dBFS. */
  readonly peakDb: number;
  /** The same of each 100 ms. */
  readonly peaksDb: readonly number[];
}

/** Renders sounds without a sound card, as fast as the machine can. */
async function renderSound({ seconds, cues, roll, offAt }: Score): Promise<Rendered> {
  const rate = 44_100;
  const context = new OfflineAudioContext(1, seconds * rate, rate);
  const synthesizer = new Synthesizer(context, seeded(5));
  const at = async (time: number, act: () => void): Promise<void> => {
    if (time > 0) await context.suspend(time);
    act();
    if (time > 0) await context.resume();
  };
  if (offAt > 0) synthesizer.setOn(true);
  const acts = [
    ...(offAt > 0 && offAt < Infinity ? [at(offAt, () => { synthesizer.setOn(false); })] : []), // prettier-ignore
    ...(roll === undefined
      ? []
      : [
          at(roll[0], () => { synthesizer.setRoll(true, roll[1] - roll[0]); }), // prettier-ignore
          at(roll[1], () => { synthesizer.setRoll(false); }), // prettier-ignore
        ]),
  ];
  for (const { cue, after } of cues) synthesizer.play(cue, after);
  const samples = (await context.startRendering()).getChannelData(0);
  await Promise.all(acts);
  const step = rate / 10;
  const peaksDb = Array.from({ length: Math.floor(samples.length / step) }, (_, i) =>
    decibels(samples.subarray(i * step, (i + 1) * step)),
  );
  return { peakDb: Math.max(...peaksDb), peaksDb };
}

function decibels(samples: Float32Array): number {
  return 20 * Math.log10(samples.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 1e-9));
}

declare global {
  interface Window {
    renderSound: typeof renderSound;
  }
}
window.renderSound = renderSound;
