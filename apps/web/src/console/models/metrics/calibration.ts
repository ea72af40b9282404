import type { JudgedCast } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';

/** Casts of similar confidence. */
export interface CalibrationBin {
  readonly casts: number;
  /** Means, 0..1. */
  readonly confidence: number;
  readonly accuracy: number;
}

/** The same number as in the server's calibration error. */
const BINS = 10;

/** Mean confidence and accuracy in ten equal bins of confidence, without empty bins. */
export function calibrationBins(judged: readonly JudgedCast[]): CalibrationBin[] {
  const bins = Array.from({ length: BINS }, () => ({ casts: 0, confidence: 0, correct: 0 }));
  for (const { meant, recognized, confidence } of judged) {
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    if (bin === undefined) continue;
    bin.casts += 1;
    bin.confidence += confidence;
    bin.correct += meant === recognized ? 1 : 0;
  }
  return bins
    .filter(({ casts }) => casts > 0)
    .map(({ casts, confidence, correct }) => ({ casts, confidence: confidence / casts, accuracy: correct / casts }));
}

/** Expected calibration error (Naeini et al., 2015); undefined without casts. */
export function calibrationErrorOf(bins: readonly CalibrationBin[]): number | undefined {
  const casts = bins.reduce((sum, bin) => sum + bin.casts, 0);
  if (casts === 0) return undefined;
  return bins.reduce((sum, bin) => sum + bin.casts * Math.abs(bin.confidence - bin.accuracy), 0) / casts;
}

/** Below this error the model counts as calibrated; above MAX_ERROR the text becomes a warning. */
const MIN_ERROR = 0.03;
const MAX_ERROR = 0.1;

/** Describes the calibration error and its direction. */
export function calibrationText(bins: readonly CalibrationBin[]): string {
  const { report } = texts().models;
  const error = calibrationErrorOf(bins);
  if (error === undefined) return report.untested;
  const points = Math.round(100 * error);
  if (error < MIN_ERROR) return report.calibrated(report.points(Math.max(1, points)));
  const bias = bins.reduce((sum, { casts, confidence, accuracy }) => sum + casts * (confidence - accuracy), 0);
  const isLarge = error > MAX_ERROR;
  if (bias > 0) return (isLarge ? report.overconfidentWarning : report.overconfident)(report.points(points));
  return (isLarge ? report.underconfidentWarning : report.underconfident)(report.points(points));
}
