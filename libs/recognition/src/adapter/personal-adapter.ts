import { MIN_PROBABILITY, softmax } from '../evaluation/calibration.js';
import { HEAD_TEMPERATURE } from '../heads/head-temperature.js';
import type { RawPrediction } from '../recognizer/recognizer.js';
import { CholeskyFactor } from '../regression/cholesky.js';

/** The shared model's output for a cast, before it is adapted to a person. */
export interface SharedView extends RawPrediction {
  /** PROJECTED_SIZE values, scaled so that the mean squared distance of the training casts to their center is 1. */
  readonly features: Float32Array;
}

/** A cast of the person whose spell is known. */
export interface ConfirmedCast extends SharedView {
  /** Index of its spell. */
  readonly spell: number;
}

/**
 * How fast a confirmed cast counts less with the squared distance of its features, and how little one cast is trusted.
 * Both were chosen on training people, each predicted by a model without them (docs/decisions/recognition/personal-adapter.md).
 */
const NARROWNESS = 1;
const CAUTION = 0.6;

/**
 * Corrects the shared model for one person: kernel ridge regression (Saunders et al., 1998) on the errors that it makes in
 * the person's confirmed casts. The correction vanishes far from all of them, so it never touches movements unlike them.
 */
export class PersonalAdapter {
  private constructor(
    private readonly confirmed: readonly ConfirmedCast[],
    /** Per confirmed cast: a correction of each spell's score, then of each spell's evidence. */
    private readonly corrections: Float64Array,
    private readonly spells: number,
  ) {}

  /**
   * Fits the corrections, in about a millisecond for a hundred casts.
   * @param confirmed at least one, all of the same model
   */
  static fit(confirmed: readonly ConfirmedCast[]): PersonalAdapter {
    const rows = confirmed.length;
    const spells = confirmed[0]?.probabilities.length ?? 0;
    const kernel = new Float32Array(rows * rows);
    const corrections = new Float64Array(rows * 2 * spells);
    confirmed.forEach((cast, i) => {
      confirmed.forEach((other, j) => {
        kernel[i * rows + j] = similarity(cast.features, other.features);
      });
      corrections.set(errorsOf(cast), i * 2 * spells);
    });
    new CholeskyFactor(kernel, rows, new Float64Array(rows).fill(1), CAUTION).solve(corrections, 2 * spells);
    // Alone, the casts of some spells would pull those of the others towards themselves.
    const coverage = new Set(confirmed.map(({ spell }) => spell)).size / spells;
    corrections.forEach((value, i) => (corrections[i] = coverage * value));
    return new PersonalAdapter(confirmed, corrections, spells);
  }

  /** The prediction for this person's cast, before calibration. */
  adapt(view: SharedView): RawPrediction {
    const { spells, corrections } = this;
    const scores = scoresOf(view.probabilities);
    const evidence = [...view.evidence];
    this.confirmed.forEach(({ features }, i) => {
      const similar = similarity(features, view.features);
      for (let k = 0; k < spells; k++) {
        scores[k] = scores[k]! + similar * corrections[i * 2 * spells + k]!;
        evidence[k] = evidence[k]! + similar * corrections[(i * 2 + 1) * spells + k]!;
      }
    });
    return { probabilities: softmax(scores, HEAD_TEMPERATURE), evidence };
  }
}

/**
 * The errors of the shared model: what its scores lack to +1 for the true spell and -1 for others, and what its evidence
 * holds against the true spell.
 */
function errorsOf({ probabilities, evidence, spell }: ConfirmedCast): number[] {
  return [
    ...scoresOf(probabilities).map((score, k) => (k === spell ? 1 : -1) - score),
    ...evidence.map((value, k) => (k === spell ? Math.max(0, -value) : 0)),
  ];
}

/** The scores behind the probabilities: one per spell; their sum is that of the targets, 1 for one spell and -1 for others. */
function scoresOf(probabilities: readonly number[]): number[] {
  const logs = probabilities.map((one) => HEAD_TEMPERATURE * Math.log(Math.max(one, MIN_PROBABILITY)));
  const spells = logs.length;
  const shift = (2 - spells - logs.reduce((sum, one) => sum + one, 0)) / spells;
  return logs.map((one) => one + shift);
}

/** Gaussian kernel: 1 for equal features, 0 for distant ones. */
function similarity(a: Float32Array, b: Float32Array): number {
  let squares = 0;
  for (let i = 0; i < a.length; i++) squares += (a[i]! - b[i]!) ** 2;
  return Math.exp(-NARROWNESS * squares);
}
