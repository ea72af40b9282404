import { setImmediate as nextTurn } from 'node:timers/promises';
import { PREPROCESSING_VERSION, seeded } from '@wandcast/gesture';
import { getBackend } from '@tensorflow/tfjs-core';
import { ARTEFACT_FORMAT, packParts, type Artefact, type ModelCard, type ModelMetrics } from './artefact.js';
import { UNMEASURED_THRESHOLD, fitTemperature, fizzleThreshold, tempered, type Judged } from './calibration.js';
import { foldsOfCasts, foldsOfPeople, usersOf, type Fold } from './folds.js';
import type { LabelledCast } from './labelled-cast.js';
import { accuracyOf, calibrationErrorOf, worstUserOf } from './metrics.js';
import type { FitOptions, Recogniser } from './recogniser.js';
import { bestKind, recognisers } from './recognisers.js';
import { TrainingError, type TrainingHooks, type TrainingOptions, type TrainingStage } from './training-options.js';

/** Fewest people of whom some can be held out. */
const MIN_PEOPLE = 3;
/** Every person is held out once, a third of them at a time. */
const FOLDS = 3;
/** Simulated people are alike: a fifth of them, once, says enough. */
const SIMULATED_FOLDS = 5;

/** Longest a training in this process keeps others waiting, ms. */
const TURN_MS = 50;
/** Weight of the last step in the loss that is shown: steps differ by chance. */
const LOSS_WEIGHT = 0.1;

/**
 * Trains a model. First, on casts of people it holds out, it measures accuracy and fits one temperature and the
 * threshold below which a cast fizzles; then it learns from everyone. Needs a started engine (engine.ts).
 * @throws TrainingError where the casts teach nothing; the reason of `abort`
 */
export async function train(
  casts: readonly LabelledCast[],
  options: TrainingOptions,
  hooks: TrainingHooks = {},
): Promise<Artefact> {
  const began = performance.now();
  const { spells, seed } = options;
  const known = checked(casts, spells);
  const simulated = options.simulated ?? false;
  const recogniser = recognisers[options.kind === 'auto' ? bestKind : options.kind];
  const folds = options.measure === false ? [] : heldOut(known, simulated, seed);
  const { effort = 1, live = true } = options;
  const measure = { seed, purpose: 'measure', simulated, effort, live: false } as const;
  const serve = { seed, purpose: 'serve', simulated, effort, live } as const;
  const steps =
    folds.reduce((sum, fold) => sum + recogniser.steps(fold.train.length, measure), 0) +
    recogniser.steps(known.length, serve);
  const progress = new Progress(steps, hooks);

  const judged: JudgedCast[] = [];
  for (const fold of folds)
    judged.push(...(await judge(recogniser, fold, spells, { ...measure, onStep: progress.step })));
  const people = usersOf(known).length;
  const strangers = people < MIN_PEOPLE ? [] : judged; // one is surer of people one knows: that calibrates nothing
  const temperature = fitTemperature(strangers);
  const calm = strangers.map((one) => ({ ...one, probabilities: tempered(one.probabilities, temperature) }));
  const metrics: ModelMetrics = {
    ...(calm.length === 0 ? unmeasured : metricsOf(calm)),
    accuracyOnOwnPeople: strangers.length === 0 && judged.length > 0 ? accuracyOf(judged) : null,
  };

  progress.enter('training', metrics.accuracy);
  const fitted = await recogniser.fit(known, spells, { ...serve, onStep: progress.step });
  try {
    progress.enter('saving', metrics.accuracy);
    const parts = packParts(await fitted.save());
    const card: ModelCard = {
      format: ARTEFACT_FORMAT,
      kind: recogniser.kind,
      spells: [...spells],
      preprocessing: PREPROCESSING_VERSION,
      // Real people move less as expected than simulated ones: at the latter's quantile, 8 % of their letters fizzled; at this, 3 %.
      threshold: simulated || calm.length === 0 ? UNMEASURED_THRESHOLD : fizzleThreshold(calm),
      temperature,
      trainedOn: { casts: known.length, people, simulated, description: options.description ?? counted(known) },
      metrics,
      seed,
      engine: getBackend() === 'tensorflow' ? 'tensorflow' : 'wasm',
      seconds: Math.round(performance.now() - began) / 1000,
    };
    return { card, ...parts };
  } finally {
    fitted.dispose();
  }
}

type JudgedCast = Judged & { readonly user: string };

function checked(casts: readonly LabelledCast[], spells: readonly string[]): LabelledCast[] {
  if (spells.length < 2) throw new TrainingError('two spells at least are needed to tell them apart');
  const known = casts.filter(({ label }) => spells.includes(label));
  const missing = spells.filter((spell) => !known.some(({ label }) => label === spell));
  if (missing.length > 0) throw new TrainingError(`there is no cast of ${missing.join(', ')}`);
  return known;
}

function heldOut(casts: readonly LabelledCast[], simulated: boolean, seed: number): Fold[] {
  const random = seeded(seed);
  if (simulated) return foldsOfPeople(casts, SIMULATED_FOLDS, random).slice(0, 1);
  if (usersOf(casts).length >= MIN_PEOPLE) return foldsOfPeople(casts, FOLDS, random);
  return foldsOfCasts(casts, FOLDS, random).filter(({ train: rest, test }) => rest.length > 0 && test.length > 0);
}

async function judge(
  recogniser: Recogniser,
  { train: rest, test }: Fold,
  spells: readonly string[],
  options: FitOptions,
): Promise<JudgedCast[]> {
  const fitted = await recogniser.fit(rest, spells, options);
  try {
    const rows = fitted.probabilities(test.map(({ signal }) => signal));
    return test.map(({ label, user }, i) => ({ probabilities: rows[i] ?? [], spell: spells.indexOf(label), user }));
  } finally {
    fitted.dispose();
  }
}

const unmeasured = { accuracy: null, worstUser: null, ece: null };

function metricsOf(judged: readonly JudgedCast[]): Omit<ModelMetrics, 'accuracyOnOwnPeople'> {
  return { accuracy: accuracyOf(judged), worstUser: worstUserOf(judged), ece: calibrationErrorOf(judged) };
}

function counted(casts: readonly LabelledCast[]): string {
  const people = usersOf(casts).length;
  return `${casts.length} casts of ${people} ${people === 1 ? 'person' : 'people'}`;
}

/** Tells how far a training is, ends it where it is aborted, and lets others run between steps. */
class Progress {
  private stage: TrainingStage = 'evaluating';
  private accuracy: number | null = null;
  private taken = 0;
  private loss: number | null = null;
  private turnBegan = performance.now();

  constructor(
    private readonly steps: number,
    private readonly hooks: TrainingHooks,
  ) {}

  enter(stage: TrainingStage, accuracy: number | null): void {
    this.stage = stage;
    this.accuracy = accuracy;
    this.loss = null;
    this.report();
  }

  readonly step = async (loss: number): Promise<void> => {
    this.taken++;
    this.loss = this.loss === null ? loss : this.loss + LOSS_WEIGHT * (loss - this.loss);
    if (performance.now() - this.turnBegan < TURN_MS) return;
    this.report();
    await nextTurn();
    this.hooks.abort?.throwIfAborted();
    this.turnBegan = performance.now();
  };

  private report(): void {
    const { stage, loss, accuracy } = this;
    this.hooks.onProgress?.({ stage, done: Math.min(1, this.taken / this.steps), loss, accuracy });
  }
}
