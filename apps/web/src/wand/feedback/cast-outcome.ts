import type { ModelInfo, Recognition, Spell, SpellHue, SpellId } from '@wandcast/protocol';
import { predictionsOf, noneOf, ranked, type Prediction } from '../../shared/components/predictions';

/** Minimum probability of a second spell to be mentioned. */
const MIN_PROBABILITY = 0.005;

/**
 * Minimum probability of a spell that a fizzled cast almost was. With six spells and "none of these", guessing gives 0.14.
 */
const ALMOST_PROBABILITY = 0.25;

/** The display data of a spell. A spell that is not in the book is named by its id. */
export interface OutcomeSpell extends Pick<Spell, 'id' | 'name' | 'glyph'> {
  readonly hue: SpellHue | 'text';
}

const unknownSpell = (id: SpellId): OutcomeSpell => ({ id, name: id, hue: 'text', glyph: null });

/** The outcome of a cast. */
export type CastOutcome =
  | {
      readonly kind: 'recognized';
      readonly spell: OutcomeSpell;
      /** Probability, 0..1; undefined if another model than the active one answered. */
      readonly probability: number | undefined;
      /** The second most likely spell; undefined if it is too unlikely. */
      readonly next: Prediction | undefined;
    }
  | {
      readonly kind: 'fizzled';
      /** The spell that it almost was; undefined if no spell was likely enough. */
      readonly almost: Spell | undefined;
      /** The two most likely spells; undefined if "none of these" is more likely. */
      readonly between: readonly [Spell, Spell] | undefined;
      readonly predictions: readonly Prediction[];
    }
  /** Stored while no model was active. */
  | { readonly kind: 'unanswered' };

export type RecognizedOutcome = Extract<CastOutcome, { kind: 'recognized' }>;
export type FizzledOutcome = Extract<CastOutcome, { kind: 'fizzled' }>;

/**
 * The outcome of a recognition. `model` is the active one. If another model answered, the order of its probabilities is
 * unknown, so that only the name is used.
 */
export function outcomeOf(
  model: ModelInfo | null,
  spells: readonly Spell[],
  recognition: Recognition | null,
): CastOutcome {
  if (recognition === null) return { kind: 'unanswered' };
  const predictions = model?.id === recognition.modelId ? predictionsOf(model, spells, recognition.probabilities) : [];
  const [first, second] = ranked(predictions);
  if (recognition.spell === null) {
    const isUnlike =
      first === undefined || second === undefined || noneOf(recognition.probabilities) > first.probability;
    const almost = first !== undefined && first.probability >= ALMOST_PROBABILITY ? first.spell : undefined;
    return { kind: 'fizzled', almost, between: isUnlike ? undefined : [first.spell, second.spell], predictions };
  }
  const spell = spells.find((one) => one.id === recognition.spell) ?? unknownSpell(recognition.spell);
  const probability = predictions.find((one) => one.spell.id === spell.id)?.probability;
  const other = first?.spell.id === spell.id ? second : first;
  const isLikely = other !== undefined && other.probability >= MIN_PROBABILITY;
  return { kind: 'recognized', spell, probability, next: isLikely ? other : undefined };
}
