import type { JudgedCast } from '@wandcast/protocol';
import { texts } from '../../texts/console-texts';

/** Casts of similar confidence. */
export interface CalibrationBin {
  readonly casts: number;
  /** Means, 0..1. */
  readonly confidence: number;
  readonly right: number;
}

/** As in the server's calibration error. */
const BINS = 10;

/** Confidence and accuracy in ten equal bins of confidence, without empty ones. */
export function calibrationBins(judged: readonly JudgedCast[]): CalibrationBin[] {
  const bins = Array.from({ length: BINS }, () => ({ casts: 0, confidence: 0, right: 0 }));
  for (const { meant, recognized, confidence } of judged) {
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))];
    if (bin === undefined) continue;
    bin.casts += 1;
    bin.confidence += confidence;
    bin.right += meant === recognized ? 1 : 0;
  }
  return bins
    .filter(({ casts }) => casts > 0)
    .map(({ casts, confidence, right }) => ({ casts, confidence: confidence / casts, right: right / casts }));
}

/** Expected calibration error (Naeini et al., 2015); undefined without casts. */
export function calibrationErrorOf(bins: readonly CalibrationBin[]): number | undefined {
  const casts = bins.reduce((sum, bin) => sum + bin.casts, 0);
  if (casts === 0) return undefined;
  return bins.reduce((sum, bin) => sum + bin.casts * Math.abs(bin.confidence - bin.right), 0) / casts;
}

/** A smaller error goes unnoticed; one above OFF is obvious. */
const CLOSE = 0.03;
const OFF = 0.1;

/** The calibration error and its direction. */
export function calibrationText(bins: readonly CalibrationBin[]): string {
  const { report } = texts().models;
  const error = calibrationErrorOf(bins);
  if (error === undefined) return report.untested;
  const points = Math.round(100 * error);
  if (error < CLOSE) return report.calibrated(points === 0 ? report.underOnePoint : report.points(points));
  const lean = bins.reduce((sum, { casts, confidence, right }) => sum + casts * (confidence - right), 0);
  const isOff = error > OFF;
  if (lean > 0) return (isOff ? report.overconfidentWarning : report.overconfident)(report.points(points));
  return (isOff ? report.underconfidentWarning : report.underconfident)(report.points(points));
}
