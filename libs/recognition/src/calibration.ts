/** Probabilities of one cast, one a spell. */
export type Row = readonly number[];

/** A held-out cast: what a model that had not learnt from it said, and which spell it was. */
export interface Judged {
  readonly probabilities: Row;
  readonly spell: number;
}

/** Below this a probability is as good as none; its logarithm stays finite. */
const LEAST = 1e-9;

/** Temperatures tried, evenly on a logarithmic scale. */
const TEMPERATURES = Array.from({ length: 81 }, (_, i) => 0.2 * 25 ** (i / 80));

/** Share of rightly named held-out casts that fizzle; on people met later it is about 5 %. */
const FALSE_FIZZLES = 0.03;
/** Thresholds outside of this would reject nothing, or most of a noisy room. */
const LEAST_THRESHOLD = 0.35;
const MOST_THRESHOLD = 0.9;

/** Threshold of a model that was never measured. */
export const UNMEASURED_THRESHOLD = 0.5;

/** Probabilities with their log-odds divided by `temperature`: above 1 less sure, below 1 more sure, the order unchanged. */
export function tempered(probabilities: Row, temperature: number): number[] {
  const powers = probabilities.map((p) => Math.max(p, LEAST) ** (1 / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** Scores as probabilities: exponentials of score / temperature, summing to 1. */
export function softmax(scores: Row, temperature: number): number[] {
  const most = Math.max(...scores);
  const powers = scores.map((score) => Math.exp((score - most) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * The temperature at which the sureness of held-out casts is most honest: its mean squared distance to 1 of those that
 * are right and to 0 of the others is least (temperature scaling, Guo et al., 2017, by the score of Brier, 1950: the
 * likelihood would not heed `known`). 1 of nothing.
 * @param judged `known`: of each spell, what its probability is multiplied with; 1 where absent
 */
export function fitTemperature(judged: readonly (Judged & { readonly known?: Row })[]): number {
  if (judged.length === 0) return 1;
  const named = judged.map(({ probabilities, spell, known }) => {
    const best = bestOf(probabilities);
    return { probabilities, best, right: best === spell ? 1 : 0, share: known?.[best] ?? 1 };
  });
  const dishonesty = (temperature: number): number =>
    named.reduce((sum, { probabilities, best, right, share }) => {
      const sureness = (tempered(probabilities, temperature)[best] ?? 0) * share;
      return sum + (sureness - right) ** 2;
    }, 0);
  return TEMPERATURES.map((temperature) => ({ temperature, error: dishonesty(temperature) })).reduce((best, next) =>
    next.error < best.error ? next : best,
  ).temperature;
}

/** The least mean negative log-likelihood of the right spells at any temperature; Infinity of nothing. */
export function leastSurprise(judged: readonly Judged[]): number {
  const surprise = (temperature: number): number =>
    judged.reduce(
      (sum, { probabilities, spell }) =>
        sum - Math.log(Math.max(tempered(probabilities, temperature)[spell] ?? 0, LEAST)),
      0,
    ) / judged.length;
  return judged.length === 0 ? Infinity : Math.min(...TEMPERATURES.map(surprise));
}

/** Probability of the best spell under which 3 in 100 of the rightly named held-out casts fall, within sensible bounds. */
export function fizzleThreshold(judged: readonly Judged[]): number {
  const sureness = judged
    .filter(({ probabilities, spell }) => bestOf(probabilities) === spell)
    .map(({ probabilities }) => Math.max(...probabilities))
    .sort((a, b) => a - b);
  const threshold = sureness[Math.floor(FALSE_FIZZLES * sureness.length)] ?? UNMEASURED_THRESHOLD;
  return Math.min(MOST_THRESHOLD, Math.max(LEAST_THRESHOLD, threshold));
}

/** Index of the largest; -1 of nothing. */
export function bestOf(probabilities: Row): number {
  return probabilities.indexOf(Math.max(...probabilities));
}

/** Turns a margin into a probability: logistic of `slope * margin + offset`. */
export interface Logistic {
  readonly slope: number;
  readonly offset: number;
}

/** Steps of Newton's method: it is there after ten or so. */
const NEWTON_STEPS = 40;
/** Pulls the slope to 1 and keeps the fit finite where the margins part the two kinds without error. */
const PRIOR_STRENGTH = 1e-3;

/**
 * The logistic under which margins of two kinds are least surprising (Platt, 1999), by Newton's method with halved
 * steps.
 * @param weights how much each margin counts
 */
export function fitLogistic(
  margins: readonly number[],
  isKnown: readonly boolean[],
  weights: readonly number[],
): Logistic {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const points = margins.map((margin, i) => ({
    margin,
    sign: isKnown[i] === true ? 1 : -1,
    weight: (weights[i] ?? 0) / total,
  }));
  const loss = ({ slope, offset }: Logistic): number =>
    points.reduce(
      (sum, { margin, sign, weight }) => sum + weight * softplus(-sign * (slope * margin + offset)),
      (PRIOR_STRENGTH * (slope - 1) ** 2) / 2,
    );
  let best: Logistic = { slope: 1, offset: 0 };
  for (let step = 0; step < NEWTON_STEPS; step++) {
    let [gradientSlope, gradientOffset] = [PRIOR_STRENGTH * (best.slope - 1), 0];
    let [curveSlope, curveBoth, curveOffset] = [PRIOR_STRENGTH, 0, 1e-9];
    for (const { margin, sign, weight } of points) {
      const probability = logistic(best, margin);
      const error = weight * (probability - (sign > 0 ? 1 : 0));
      const curve = weight * probability * (1 - probability);
      gradientSlope += error * margin;
      gradientOffset += error;
      curveSlope += curve * margin * margin;
      curveBoth += curve * margin;
      curveOffset += curve;
    }
    const determinant = curveSlope * curveOffset - curveBoth * curveBoth;
    const towards = {
      slope: (curveOffset * gradientSlope - curveBoth * gradientOffset) / determinant,
      offset: (curveSlope * gradientOffset - curveBoth * gradientSlope) / determinant,
    };
    const next = shortened(best, towards, loss);
    if (next === undefined) break;
    best = next;
  }
  return best;
}

/** The longest of the step, its half, its quarter ... that makes it better; undefined where none does. */
function shortened(from: Logistic, step: Logistic, loss: (at: Logistic) => number): Logistic | undefined {
  const now = loss(from);
  for (let share = 1; share > 1e-3; share /= 2) {
    const next = { slope: from.slope - share * step.slope, offset: from.offset - share * step.offset };
    if (loss(next) < now) return next;
  }
  return undefined;
}

/** log(1 + e^x), without overflow. */
function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

export function logistic({ slope, offset }: Logistic, margin: number): number {
  return 1 / (1 + Math.exp(-(slope * margin + offset)));
}
