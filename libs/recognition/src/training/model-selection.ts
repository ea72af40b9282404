import { seeded, shuffled } from '@wandcast/gesture';
import type { ModelKind } from '../artifact/artifact.js';
import { USUAL_NETWORK_SHARE, blended, mixed } from '../models/blend.js';
import { bestOf, leastSurprise, type Judged } from '../evaluation/calibration.js';
import { cnn } from '../models/cnn.js';
import { MIN_PEOPLE, foldsOfCasts, foldsOfPeople, usersOf, type Fold } from '../evaluation/cross-validation.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import {
  unquestioned,
  type FitOptions,
  type Fitted,
  type Lessons,
  type Recognizer,
  type Verdict,
} from '../recognizer/recognizer.js';
import { recognizers } from '../models/recognizer-registry.js';
import { rocket } from '../models/rocket.js';
import type { Progress } from './training-progress.js';

/** Every person is held out once, a third of them at a time. */
const FOLDS = 3;

/** Candidate weights of the network in a blend; 0 is the linear head alone. */
const NETWORK_SHARES = [0, 0.2, 0.4, 0.6];
/**
 * From this many casts on, the network adds nothing to the linear head (air-letters, 1,000 casts: .964 with it, .965
 * without). Neither does it with simulated casts.
 */
const ENOUGH_FOR_HEAD = 250;

/** Training steps between two points of the curve, and casts evaluated per point. */
const CURVE_EVERY = 10;
const CURVE_CASTS = 120;

/** A fitted recognizer with its predictions for casts that it, or an equal one, was not trained on. */
export interface Contender {
  readonly kind: ModelKind;
  readonly fitted: Fitted;
  readonly heldOut: readonly HeldOutCast[];
  /** Predictions for negatives. */
  readonly strangers: readonly Verdict[];
}

export interface HeldOutCast {
  /** Index of the cast in the training data. */
  readonly cast: number;
  readonly verdict: Verdict;
}

/** What model selection works on. */
export interface Contest {
  readonly lessons: Lessons;
  readonly spells: readonly string[];
  readonly seed: number;
  readonly effort: number;
  /** Whether to hold people out if that takes extra fits. */
  readonly measure: boolean;
  readonly progress: Progress;
}

/**
 * Fits the given kind. `auto` and `blend` choose the weight of the network on held-out people; `auto` drops the network
 * if its best weight is 0.
 */
export async function contend(kind: ModelKind | 'auto', contest: Contest): Promise<Contender> {
  switch (kind) {
    case 'cnn':
    case 'cnn2018':
      return contendAlone(kind, contest);
    case 'rocket':
      return { kind, ...(await fitHead(contest)) };
    case 'auto':
    case 'blend':
      return contendBlended(kind, contest);
  }
}

async function contendAlone(kind: 'cnn' | 'cnn2018', contest: Contest): Promise<Contender> {
  const recognizer = recognizers[kind];
  const folds = contest.measure ? foldsFor(contest, FOLDS) : [];
  expect(recognizer, contest, folds);
  const heldOut: HeldOutCast[] = [];
  for (const [i, fold] of folds.entries()) heldOut.push(...(await ask(recognizer, fold, contest, i === 0)));
  contest.progress.enter('training');
  return {
    kind,
    fitted: await recognizer.fit(contest.lessons, contest.spells, serving(contest)),
    heldOut,
    strangers: [],
  };
}

async function contendBlended(kind: 'blend' | 'auto', contest: Contest): Promise<Contender> {
  const { lessons, spells, measure, progress } = contest;
  const head = await fitHead(contest);
  const isEnough = lessons.casts.length >= ENOUGH_FOR_HEAD || lessons.likely.length > 0;
  if (kind === 'auto' && isEnough) return { kind: 'rocket', ...head };
  const folds = measure && usersOf(lessons.casts).length >= MIN_PEOPLE ? foldsFor(contest, FOLDS).slice(0, 1) : [];
  expect(cnn, contest, folds);
  const asked: HeldOutCast[] = [];
  for (const fold of folds) asked.push(...(await ask(cnn, fold, contest, true)));
  const share = bestShare(head.fitted, asked, contest);
  if (kind === 'auto' && share === 0) return { kind: 'rocket', ...head };
  progress.enter('training');
  const network = await cnn.fit(lessons, spells, serving(contest));
  const headOf = new Map(head.heldOut.map(({ cast, verdict }) => [cast, verdict]));
  const both = asked.map(({ cast, verdict }) => ({
    cast,
    verdict: mixed(headOf.get(cast) ?? verdict, verdict, share),
  }));
  const heldOut = both.length > 0 ? both : head.heldOut;
  return { kind: 'blend', fitted: blended(head.fitted, network, share), heldOut, strangers: head.strangers };
}

async function fitHead(contest: Contest): Promise<Omit<Contender, 'kind'>> {
  const { lessons, spells, progress } = contest;
  progress.enter('training');
  const fitted = await rocket.fit(lessons, spells, { ...serving(contest), onGrown: progress.grow });
  const heldOut = heldOutOf(fitted);
  progress.point(null, usersOf(lessons.casts).length < MIN_PEOPLE ? null : shareRight(heldOut, contest));
  return { fitted, heldOut, strangers: fitted.heldOut?.strangers ?? [] };
}

/** Held-out predictions of a fit that yields them without refitting. */
export function heldOutOf({ heldOut }: Fitted): HeldOutCast[] {
  return heldOut?.casts.flatMap((verdict, cast) => (verdict === undefined ? [] : [{ cast, verdict }])) ?? [];
}

/** The network weight with the smallest log loss on people that neither the network nor the head was trained on. */
function bestShare(head: Fitted, network: readonly HeldOutCast[], { lessons, spells }: Contest): number {
  if (network.length === 0) return USUAL_NETWORK_SHARE;
  const notMet = new Set(network.map(({ cast }) => lessons.casts[cast]?.user));
  const rival = head.leaveOut?.((user) => (notMet.has(user) ? 'not met' : user)) ?? [];
  const surprise = (share: number): number => {
    const mixtures = network.map(({ cast, verdict }) => ({
      cast,
      verdict: mixed(unquestioned(rival[cast] ?? []), verdict, share),
    }));
    return leastSurprise(judgedOf(mixtures, lessons.casts, spells));
  };
  return NETWORK_SHARES.map((share) => ({ share, surprise: surprise(share) })).reduce((best, next) =>
    next.surprise < best.surprise ? next : best,
  ).share;
}

/**
 * Fits on the training side of a fold and predicts the test side.
 * @param drawsCurve whether this fold draws the learning curve
 */
async function ask(recognizer: Recognizer, fold: Fold, contest: Contest, drawn: boolean): Promise<HeldOutCast[]> {
  const { lessons, spells, progress } = contest;
  progress.enter('evaluating');
  const rest = { casts: fold.train, likely: lessons.likely };
  const options = { ...serving(contest), purpose: 'measure', ...(drawn && curve(fold, contest)) } as const;
  const fitted = await recognizer.fit(rest, spells, options);
  try {
    const verdicts = fitted.verdicts(fold.test.map(({ signal }) => signal));
    const place = new Map(lessons.casts.map((cast, i) => [cast, i]));
    return fold.test.map((cast, i) => ({
      cast: place.get(cast) ?? -1,
      verdict: verdicts[i] ?? unquestioned([]),
    }));
  } finally {
    fitted.dispose();
  }
}

/** Evaluates the partly trained recognizer on some casts of either side of the fold and adds a point to the curve. */
function curve(fold: Fold, { seed, spells, progress }: Contest): Pick<FitOptions, 'probe'> {
  const some = (casts: readonly LabeledCast[]): LabeledCast[] => shuffled(casts, seeded(seed)).slice(0, CURVE_CASTS);
  const [learnt, heldOut] = [some(fold.train), some(fold.test)];
  return {
    probe: {
      every: CURVE_EVERY,
      ask(halfLearnt) {
        const right = (casts: readonly LabeledCast[]): number => {
          const verdicts = halfLearnt.verdicts(casts.map(({ signal }) => signal));
          const hits = casts.filter(({ label }, i) => spells[bestOf(verdicts[i]?.probabilities ?? [])] === label);
          return hits.length / casts.length;
        };
        progress.point(right(learnt), right(heldOut));
      },
    },
  };
}

function foldsFor({ lessons: { casts }, seed }: Contest, k: number): Fold[] {
  const random = seeded(seed);
  if (usersOf(casts).length >= MIN_PEOPLE) return foldsOfPeople(casts, k, random);
  return foldsOfCasts(casts, k, random).filter(({ train: rest, test }) => rest.length > 0 && test.length > 0);
}

function expect(recognizer: Recognizer, contest: Contest, folds: readonly Fold[]): void {
  const { lessons, progress } = contest;
  const { likely } = lessons;
  progress.expect(recognizer.steps(lessons, serving(contest)));
  for (const { train: casts } of folds)
    progress.expect(recognizer.steps({ casts, likely }, { ...serving(contest), purpose: 'measure' }));
}

export function serving({ seed, effort, progress }: Contest): FitOptions {
  return { seed, effort, purpose: 'serve', onStep: progress.step };
}

function shareRight(heldOut: readonly HeldOutCast[], { lessons, spells }: Contest): number | null {
  const judged = judgedOf(heldOut, lessons.casts, spells);
  return judged.length === 0
    ? null
    : judged.filter((one) => bestOf(one.probabilities) === one.spell).length / judged.length;
}

/** Held-out predictions in the form that metrics take. */
export function judgedOf(
  heldOut: readonly HeldOutCast[],
  casts: readonly LabeledCast[],
  spells: readonly string[],
): (Judged & { readonly cast: number; readonly user: string; readonly evidence: readonly number[] })[] {
  return heldOut.flatMap(({ cast, verdict: { probabilities, evidence } }) => {
    const source = casts[cast];
    if (source === undefined) return [];
    return [{ probabilities, evidence, cast, spell: spells.indexOf(source.label), user: source.user }];
  });
}
