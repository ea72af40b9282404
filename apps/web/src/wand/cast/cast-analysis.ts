import type { Sample } from '@wandcast/protocol';
import { castDifference, differenceText } from '../feedback/cast-advice';
import { MAX_RECORDING_MS } from '../recording/cast-take';
import { signalOfSamples, sketchPath } from '../recording/sketch-path';

/** A finished cast seen as a drawing. */
export interface CastAnalysis {
  /** The estimated path as an SVG path in a 100 x 100 box. */
  readonly path: string;
  /** Its main difference from a glyph in one sentence, '' if nothing certain can be said; undefined if nothing moved. */
  readonly differenceFrom: (glyph: string, spellName: string) => string | undefined;
}

/** Undefined without any motion channel. Loaded after the cast page, see lazy-analysis.ts. */
export function analyzeCast(samples: readonly Sample[]): CastAnalysis | undefined {
  const signal = signalOfSamples(samples);
  if (signal === undefined) return undefined;
  return {
    path: sketchPath(signal),
    differenceFrom: (glyph, spellName) => {
      const difference = castDifference(signal, glyph, MAX_RECORDING_MS);
      return difference && differenceText(difference, spellName);
    },
  };
}
