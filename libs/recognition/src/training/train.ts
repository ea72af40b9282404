import { createHash } from 'node:crypto';
import { PREPROCESSING_VERSION } from '@wandcast/gesture';
import { getBackend } from '@tensorflow/tfjs-core';
import { ARTIFACT_FORMAT, packParts, type ModelCard, type ModelMetrics, type Part } from '../artifact/artifact.js';
import {
  UNMEASURED_THRESHOLD,
  bestOf,
  calibrated,
  fitTemperature,
  fizzleThreshold,
  type Judged,
} from '../evaluation/calibration.js';
import { contend, heldOutOf, judgedOf, serving, type Contender, type Contest } from './model-selection.js';
import { MIN_PEOPLE, usersOf } from '../evaluation/cross-validation.js';
import { namedByThemselves } from './self-training.js';
import { doHelp, fewLikely, simulateLikely } from './synthetic-casts.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { fitLive, liveSteps } from '../live/live-recognizer.js';
import { accuracyOf, calibrationErrorOf, confusionOf, worstUserOf } from '../evaluation/metrics.js';
import type { LikelyCast } from '../recognizer/recognizer.js';
import { firstRocket, rocket } from '../models/rocket.js';
import { Progress } from './training-progress.js';
import {
  TrainingError,
  type Trained,
  type TrainingHooks,
  type TrainingOptions,
  type TrainingReport,
  type TrainingSet,
  type UnlabeledCast,
} from './training-options.js';

/**
 * Rows of the first model, which someone waits for: 500 instead of 1,000 take half the time and cost half a point
 * (air-letters zero-shot: .910 in 2.6 s from 1,000, .906 in 1.2 s from 500).
 */
const ROWS_OF_FIRST = 500;

/**
 * Trains a model. Casts of held-out people choose the kind, the shares of a blend, temperature and threshold; the final
 * fit uses everyone. Needs a started engine ({@link startEngine}).
 * @throws TrainingError if the casts cannot train a model; the reason of `abort`
 */
export async function train(set: TrainingSet, options: TrainingOptions, hooks: TrainingHooks = {}): Promise<Trained> {
  const { kind, spells, seed, glyphs, live = true, measure = true, effort = 1 } = options;
  const progress = new Progress(hooks);
  const casts = checked(set.casts, options);
  progress.enter(glyphs === undefined ? 'reading' : 'simulating');
  let contest: Contest = {
    lessons: { casts, likely: simulatedFor(casts, options) },
    spells,
    seed,
    effort,
    measure,
    progress,
  };

  if (live) progress.expect(liveSteps(contest.lessons, effort));
  const hasHead = kind !== 'cnn' && kind !== 'cnn2018';
  if (hasHead) progress.expect(rocket.steps(contest.lessons, serving(contest))); // reserved before the first model: reported progress never goes back
  if (hooks.onFirst !== undefined && hasHead) {
    const quick = { ...contest, lessons: fewLikely(contest.lessons, ROWS_OF_FIRST) };
    const first = await firstContender(quick);
    hooks.onFirst(finished(first, await first.fitted.save(), quick, set, options));
    first.fitted.dispose();
  }
  contest = await withHelp(contest, set.unlabeled ?? []);
  const best = await contend(kind, contest);
  try {
    const parts = await best.fitted.save();
    if (live) parts.push(...(await liveParts(contest)));
    progress.enter('saving');
    return finished(best, parts, contest, set, options);
  } finally {
    best.fitted.dispose();
  }
}

/**
 * Trains only the networks for casts in progress. Their parts complete a model trained without them, so both halves can
 * train in parallel.
 * @throws TrainingError; the reason of `abort`
 */
export async function trainLive(
  set: TrainingSet,
  options: TrainingOptions,
  hooks: TrainingHooks = {},
): Promise<Part[]> {
  const { spells, seed, effort = 1 } = options;
  const progress = new Progress(hooks);
  const casts = checked(set.casts, options);
  const lessons = { casts, likely: simulatedFor(casts, options) };
  progress.expect(liveSteps(lessons, effort));
  return liveParts({ lessons, spells, seed, effort, measure: false, progress });
}

async function liveParts({ lessons, spells, seed, effort, progress }: Contest): Promise<Part[]> {
  progress.enter('training');
  const net = await fitLive(lessons, spells, { seed, effort, onStep: progress.step });
  const parts = await net.save();
  net.dispose();
  return parts;
}

/** Drops simulated casts if they do not help; otherwise adds the pseudo-labeled casts of the room. */
async function withHelp(contest: Contest, unlabeled: readonly UnlabeledCast[]): Promise<Contest> {
  const { lessons, spells, seed, progress } = contest;
  if (lessons.likely.length === 0) return contest;
  if (!(await doHelp(contest))) return { ...contest, lessons: { ...lessons, likely: [] } };
  const named = await namedByThemselves(lessons, unlabeled, spells, { seed, onStep: progress.step });
  return { ...contest, lessons: { ...lessons, likely: [...lessons.likely, ...named] } };
}

/**
 * The casts of the given spells.
 * @throws TrainingError
 */
function checked(casts: readonly LabeledCast[], { spells, glyphs }: TrainingOptions): LabeledCast[] {
  if (spells.length < 2) throw new TrainingError('two spells at least are needed to tell them apart');
  const known = casts.filter(({ label }) => spells.includes(label));
  const missing = spells.filter(
    (spell) => glyphs?.[spell] === undefined && !known.some(({ label }) => label === spell),
  );
  if (missing.length > 0) throw new TrainingError(`there is no cast of ${missing.join(', ')}`);
  return known;
}

function simulatedFor(casts: readonly LabeledCast[], { glyphs, spells, seed }: TrainingOptions): LikelyCast[] {
  const known = Object.entries(glyphs ?? {}).filter(([spell]) => spells.includes(spell));
  return simulateLikely(Object.fromEntries(known), casts, seed);
}

async function firstContender({ lessons, spells, seed, effort, progress }: Contest): Promise<Contender> {
  const options = { seed, effort, purpose: 'serve', onStep: progress.step, onGrown: progress.grow } as const;
  progress.expect(firstRocket.steps(lessons, options));
  progress.enter('training');
  const fitted = await firstRocket.fit(lessons, spells, options);
  return { kind: 'rocket', fitted, heldOut: heldOutOf(fitted), strangers: fitted.heldOut?.strangers ?? [] };
}

/** Calibrates, measures and packs a candidate. */
function finished(
  { kind, heldOut, strangers }: Contender,
  parts: readonly Part[],
  { lessons, spells, seed, measure, progress }: Contest,
  set: TrainingSet,
  options: TrainingOptions,
): Trained {
  const judged = measure ? judgedOf(heldOut, lessons.casts, spells) : [];
  const people = usersOf(lessons.casts).length;
  const areStrangers = people >= MIN_PEOPLE; // confidence in known people says nothing about new ones
  const isCalm = kind === 'rocket' && strangers.length > 0; // its gate was fitted to the same casts
  const temperature = areStrangers && !isCalm ? fitTemperature(judged) : 1;
  const calm = judged.map(({ evidence, ...one }) => ({
    ...one,
    probabilities: calibrated(one.probabilities, evidence, temperature),
  }));
  const metrics: ModelMetrics = {
    ...(areStrangers && calm.length > 0 ? metricsOf(calm, spells.length) : unmeasured),
    accuracyOnOwnPeople: !areStrangers && judged.length > 0 ? accuracyOf(judged) : null,
  };
  const card: ModelCard = {
    format: ARTIFACT_FORMAT,
    kind,
    spells: [...spells],
    preprocessing: PREPROCESSING_VERSION,
    threshold: areStrangers && calm.length > 0 ? fizzleThreshold(calm) : UNMEASURED_THRESHOLD,
    temperature,
    trainedOn: {
      casts: lessons.casts.length,
      people,
      simulatedCasts: lessons.likely.filter(({ origin }) => origin === 'simulated').length,
      unlabelledCasts: lessons.likely.filter(({ origin }) => origin === 'named').length,
      fingerprint: fingerprintOf(lessons.casts),
      description: options.description ?? counted(lessons.casts),
    },
    metrics,
    seed,
    engine: getBackend() === 'tensorflow' ? 'tensorflow' : 'wasm',
    seconds: progress.seconds,
  };
  const places = new Map<LabeledCast | undefined, number>(set.casts.map((cast, i) => [cast, i]));
  const report: TrainingReport = {
    judged: calm.map(({ cast, spell, probabilities }) => ({
      cast: places.get(lessons.casts[cast]) ?? -1,
      meant: spell,
      heard: bestOf(probabilities),
      sureness: Math.max(...probabilities),
    })),
    strangers: strangers.map(({ probabilities, evidence }) =>
      Math.max(...calibrated(probabilities, evidence, temperature)),
    ),
    curve: [...progress.curve],
  };
  return { artifact: { card, ...packParts(parts) }, report };
}

const unmeasured = { accuracy: null, worstUser: null, ece: null, confusion: null };

function metricsOf(
  judged: readonly (Judged & { readonly user: string })[],
  spells: number,
): Omit<ModelMetrics, 'accuracyOnOwnPeople'> {
  return {
    accuracy: accuracyOf(judged),
    worstUser: worstUserOf(judged),
    ece: calibrationErrorOf(judged),
    confusion: confusionOf(judged, spells),
  };
}

function counted(casts: readonly LabeledCast[]): string {
  if (casts.length === 0) return 'simulated casts of the glyphs, no person yet';
  const people = usersOf(casts).length;
  return `${casts.length} casts of ${people} ${people === 1 ? 'person' : 'people'}`;
}

/** SHA-256 over casts and labels, independent of their order. */
function fingerprintOf(casts: readonly LabeledCast[]): string {
  const each = casts.map(({ signal, label, user }) => {
    const hash = createHash('sha256')
      .update(JSON.stringify([user, label]))
      .update(signal.t);
    for (const axes of [signal.linear, signal.gravity, signal.rotation])
      if (axes !== undefined) hash.update(axes.x).update(axes.y).update(axes.z);
    return hash.digest('hex');
  });
  return createHash('sha256').update(each.sort().join()).digest('hex');
}
