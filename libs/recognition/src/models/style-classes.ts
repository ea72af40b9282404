import type { Part } from '../artifact/artifact.js';
import { logOdds } from '../evaluation/calibration.js';
import { ModelError } from '../artifact/model-error.js';
import type { LabeledCast } from '../recognizer/labeled-cast.js';
import type {
  FittedRecognizer,
  RawPrediction,
  Recognizer,
  TrainingData,
  WeaklyLabeledCast,
} from '../recognizer/recognizer.js';
import { featuredPredictions } from '../recognizer/recognizer.js';

/** Name of the part that lists the spell of each class. */
const CLASSES = 'classes';

/** Fewest recorded casts of a second glyph that are a class without simulated ones. */
const MIN_RECORDED = 5;

/**
 * A recognizer with one class per spell and drawing style, merged into spells in its predictions. A glyph drawn backwards
 * is another movement: a linear head that takes both for one class loses accuracy on either.
 */
export function withStyleClasses(recognizer: Recognizer): Recognizer {
  return {
    kind: recognizer.kind,
    work: (data, options) => recognizer.work(byClass(data), options),

    async fit(data, spells, options) {
      const classes = classesOf(data, spells);
      const fitted = await recognizer.fit(byClass(data), classes.map(({ label }) => label), options); // prettier-ignore
      return classes.length === spells.length ? fitted : merged(fitted, classes.map(({ spell }) => spell)); // prettier-ignore
    },

    async restore(parts, spells) {
      const part = parts.find(({ name }) => name === CLASSES);
      if (part === undefined) return recognizer.restore(parts, spells);
      const { spellOf } = part.settings;
      const isValid = Array.isArray(spellOf) && spellOf.every((spell) => spells[spell as number] !== undefined);
      if (!isValid) throw new ModelError('damaged', 'the spells of the classes are not given');
      const fitted = await recognizer.restore(parts, spellOf.map((spell) => spells[spell as number] ?? '')); // prettier-ignore
      return merged(fitted, spellOf as number[]);
    },
  };
}

/** Class of a cast. A line break is in no spell id. */
function classOf({ label, style }: Pick<WeaklyLabeledCast, 'label' | 'style'>): string {
  return style === undefined ? label : `${label}\n${style}`;
}

/** Spell of a class of {@link withStyleClasses}. */
export function spellOfClass(label: string): string {
  return label.split('\n', 1)[0] ?? label;
}

/** The spells first, then every style that there are casts of. */
function classesOf(data: TrainingData, spells: readonly string[]): { label: string; spell: number }[] {
  const known = spells.map((label, spell) => ({ label, spell }));
  return [...known, ...Array.from(styledClasses(data), ([label, spell]) => ({ label, spell: spells.indexOf(spell) }))];
}

/** The spell of each class that is not the glyph as it is. */
function styledClasses({ casts, weaklyLabeled, styleOf }: TrainingData): ReadonlyMap<string, string> {
  const seconds = casts.filter((cast) => styleOf?.get(cast) === 'second').map(({ label }) => label);
  const recorded = new Set(seconds.filter((label) => seconds.filter((one) => one === label).length >= MIN_RECORDED));
  return new Map([
    ...weaklyLabeled.flatMap((cast) => (cast.style === undefined ? [] : [[classOf(cast), cast.label] as const])),
    ...Array.from(recorded, (label) => [classOf({ label, style: 'second' }), label] as const),
  ]);
}

function byClass(data: TrainingData): TrainingData {
  const classes = styledClasses(data);
  if (classes.size === 0) return data;
  const classOfRecorded = (cast: LabeledCast): LabeledCast => {
    const style = data.styleOf?.get(cast);
    const label = style === undefined ? cast.label : classOf({ label: cast.label, style });
    return classes.has(label) ? { ...cast, label } : cast;
  };
  const reversible = [...(data.reversible ?? [])];
  const styles = [...classes].flatMap(([label, spell]) => (reversible.includes(spell) ? label : []));
  return {
    casts: data.casts.map(classOfRecorded),
    weaklyLabeled: data.weaklyLabeled.map((cast) => ({ ...cast, label: classOf(cast) })),
    reversible: new Set([...reversible, ...styles]),
    ...(data.spotting !== undefined && { spotting: data.spotting }),
  };
}

/** @param spellOf index of the spell of each class; the first classes are the spells themselves */
function merged(fitted: FittedRecognizer, spellOf: readonly number[]): FittedRecognizer {
  const spells = 1 + Math.max(...spellOf);
  const merge = (prediction: RawPrediction): RawPrediction => mergeClasses(prediction, spellOf, spells);
  return {
    heldOut: fitted.heldOut && {
      casts: fitted.heldOut.casts.map((one) => one && merge(one)),
      negatives: fitted.heldOut.negatives.map(merge),
    },
    ...(fitted.leaveGroupsOut && {
      leaveGroupsOut: (groupOf) =>
        fitted.leaveGroupsOut?.(groupOf).map((row) => merge({ probabilities: row, evidence: [] }).probabilities) ?? [],
    }),
    predictRaw: (signals) => fitted.predictRaw(signals).map(merge),
    predictWithFeatures: (signals) =>
      featuredPredictions(fitted, signals).map((one) => ({ ...merge(one), features: one.features })),
    features: (signals) => fitted.features(signals),
    async save(): Promise<Part[]> {
      const part = { name: CLASSES, settings: { spellOf: [...spellOf] }, weights: new Uint8Array() };
      return [part, ...(await fitted.save())];
    },
    dispose: () => {
      fitted.dispose();
    },
  };
}

/**
 * Adds up the probabilities of the classes of each spell. The odds that the cast is the spell are those of its most
 * probable class: a movement that resembles two classes of a spell a little is no better a cast of it.
 */
export function mergeClasses(
  { probabilities, evidence }: RawPrediction,
  spellOf: readonly number[],
  spells: number,
): RawPrediction {
  const [sums, best] = [new Array<number>(spells).fill(0), new Array<number>(spells).fill(-1)];
  probabilities.forEach((probability, k) => {
    const spell = spellOf[k] ?? -1;
    sums[spell] = (sums[spell] ?? 0) + probability;
    if (probability > (probabilities[best[spell] ?? -1] ?? -1)) best[spell] = k;
  });
  const evidenceOf = (k: number, spell: number): number =>
    (evidence[k] ?? 0) + logOdds(probabilities[k] ?? 0) - logOdds(sums[spell] ?? 0);
  return { probabilities: sums, evidence: evidence.length === 0 ? [] : best.map(evidenceOf) };
}
