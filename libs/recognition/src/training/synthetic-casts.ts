import { seeded, simulateRoom } from '@wandcast/gesture';
import { minLogLoss, softmax } from '../evaluation/calibration.js';
import { coresetOf } from './coreset.js';
import type { SelectionContext } from '../selection/selection-context.js';
import { MIN_PEOPLE, usersOf } from '../evaluation/cross-validation.js';
import { gravityLike } from '../recognizer/gravity-share.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import { HEAD_TEMPERATURE } from '../heads/head-temperature.js';
import { LinearHead } from '../heads/linear-head.js';
import {
  castsOfGlyphs,
  type DrawingStyle,
  type WeaklyLabeledCast,
  type TrainingData,
} from '../recognizer/recognizer.js';
import { WEAK_LABEL_ALPHA, weakLabelTables, weakLabelTablesWork } from '../models/weak-label-tables.js';
import { fitStep } from '../heads/head-work.js';
import { simulateStyledCasts } from './styled-casts.js';

/** More people help more than more casts. */
const PEOPLE = 100;
/** Simulated casts of a spell without recorded ones; each recorded cast replaces two. */
const CASTS = 100;
const REPLACED = 2;
/** Weight of a simulated cast relative to a recorded one: recorded casts soon dominate. */
const SIMULATED_WEIGHT = 0.2;

/** Added to the seed, so that other people draw in other styles. */
const STYLED_SEED = 100_000;

/** Fewest recorded casts per spell that may do without simulated ones. */
const ENOUGH_CASTS = 5;
/**
 * From this many recorded casts on, simulated ones add nothing (air-letters, 300 casts: .956 with them, .961 without).
 */
const ENOUGH_IN_ALL = 250;
/** Rows and features of the comparison. */
const ROWS = 500;
const FEATURES = 1000;

/**
 * Simulated casts of glyphs, fewer for spells with recorded casts.
 * @param glyphs SVG path by spell
 * @param casts the recorded casts
 * @param allows whether people may draw a spell in this style, too
 * @param seconds second glyphs: SVG path by spell
 * @param styleOf how the recorded casts draw their glyphs
 */
export function simulateTrainingCasts(
  glyphs: Readonly<Record<string, string>>,
  casts: readonly LabeledCast[],
  seed: number,
  allows: (spell: string, style: DrawingStyle) => boolean = () => false,
  seconds: Readonly<Record<string, string>> = {},
  styleOf: TrainingData['styleOf'] = new Map(),
): WeaklyLabeledCast[] {
  const wanted = (spell: string): number =>
    Math.max(0, CASTS - REPLACED * casts.filter(({ label }) => label === spell).length);
  const gravity = gravityLike(casts);
  const room = simulateRoom(glyphs, { people: PEOPLE, castsPerSpell: wanted, gravity }, seeded(seed));
  const styled = simulateStyledCasts(
    glyphs,
    {
      seconds,
      recordedSeconds: (spell) => casts.filter((cast) => cast.label === spell && styleOf.get(cast) === 'second').length,
      people: PEOPLE,
      gravity,
      share: (spell) => wanted(spell) / CASTS,
      allows,
    },
    SIMULATED_WEIGHT,
    seed + STYLED_SEED,
  );
  return [
    ...room.map((cast): WeaklyLabeledCast => ({ ...cast, weight: SIMULATED_WEIGHT, origin: 'simulated' })),
    ...styled,
  ];
}

/** Share of the rows that weakly labeled casts get at least: a spell may have no others. */
const MIN_WEAK = 0.25;

/**
 * At most `rows` recorded casts, and every nth weakly labeled one so that about `rows` remain in total; spells and people
 * stay balanced.
 */
export function limitRows({ casts, weaklyLabeled, ...rest }: TrainingData, rows: number): TrainingData {
  const recorded = coresetOf(casts, rows);
  const every = Math.ceil(weaklyLabeled.length / Math.max(MIN_WEAK * rows, rows - recorded.length));
  return { ...rest, casts: recorded, weaklyLabeled: weaklyLabeled.filter((_, i) => i % every === 0) };
}

/**
 * Whether simulated casts reduce the log loss on held-out people. True if a spell has too few recorded casts to
 * measure; false if there are many recorded casts in total.
 */
export async function simulatedCastsHelp({ data, spells, seed, progress }: SelectionContext): Promise<boolean> {
  const counts = spells.map((spell) => data.casts.filter(({ label }) => label === spell));
  if (counts.some((own) => own.length < ENOUGH_CASTS || usersOf(own).length < MIN_PEOPLE)) return true;
  if (data.casts.length >= ENOUGH_IN_ALL) return false;
  const { casts, weaklyLabeled } = limitRows({ ...data, weaklyLabeled: castsOfGlyphs(data.weaklyLabeled) }, ROWS);
  const spellOf = ({ label }: LabeledCast): number => spells.indexOf(label);
  const all: readonly LabeledCast[] = [...casts, ...weaklyLabeled];
  const work = progress.plan([
    ...weakLabelTablesWork(all, FEATURES),
    fitStep(casts.length, 0, usersOf(casts).length),
    fitStep(all.length, casts.length, usersOf(all).length),
  ]);
  const tables = await weakLabelTables(all, casts.map(spellOf), FEATURES, { seed, onStep: work.step });
  const plan = {
    classOf: all.map(spellOf),
    weightOf: [...casts.map(() => 1), ...weaklyLabeled.map(({ weight }) => weight)],
    classes: spells.length,
    alpha: WEAK_LABEL_ALPHA,
  };
  const rows = all.map((_, row) => row);
  const users = all.map(({ user }) => user);
  const logLoss = (head: LinearHead): number => {
    const scores = head.heldOut(users);
    return minLogLoss(
      casts.map(({ label }, row) => ({
        probabilities: softmax(scores.get(row) ?? [], HEAD_TEMPERATURE),
        spell: spells.indexOf(label),
      })),
    );
  };
  const alone = LinearHead.fit(tables, { ...plan, rows: rows.slice(0, casts.length) });
  const lossAlone = logLoss(alone);
  await work.step();
  const lossWithSimulated = logLoss(LinearHead.fit(tables, { ...plan, rows, warmStart: alone }));
  await work.step();
  work.end();
  return lossWithSimulated < lossAlone;
}
