import type { JudgedCast } from '@wandcast/protocol';

/** Casts of about the same confidence. */
export interface ReliabilityBin {
  readonly casts: number;
  /** Means over them, 0..1. */
  readonly confidence: number;
  readonly right: number;
}

/** As many as the server measures the calibration error by. */
const BINS = 10;

/** How sure the model was against how often it was right, in ten equal bins of confidence; empty bins are left out. */
export function reliabilityOf(judged: readonly JudgedCast[]): ReliabilityBin[] {
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

/** Mean distance of confidence from truth over the bins, weighted by casts (Naeini et al., 2015); undefined of nothing. */
export function calibrationErrorOf(bins: readonly ReliabilityBin[]): number | undefined {
  const casts = bins.reduce((sum, bin) => sum + bin.casts, 0);
  if (casts === 0) return undefined;
  return bins.reduce((sum, bin) => sum + bin.casts * Math.abs(bin.confidence - bin.right), 0) / casts;
}

/** Under this nobody would notice, and above the next everybody does. */
const CLOSE = 0.03;
const OFF = 0.1;

/** The calibration error in words, with the direction: a model that is too sure is the one to beware of. */
export function calibrationWords(bins: readonly ReliabilityBin[]): string {
  const error = calibrationErrorOf(bins);
  if (error === undefined) return 'Nobody new has tested it, so nobody can say what its confidence is worth.';
  const points = `${Math.round(100 * error)} ${Math.round(100 * error) === 1 ? 'point' : 'points'}`;
  if (error < CLOSE) return `It is as sure as it is right, to ${points === '0 points' ? 'under 1 point' : points}.`;
  const lean = bins.reduce((sum, { casts, confidence, right }) => sum + casts * (confidence - right), 0);
  const way = lean > 0 ? 'surer than it is right' : 'right more often than it is sure';
  return `It is ${way}, by ${points} on average${error > OFF ? ': do not take its percentages at their word' : ''}.`;
}
