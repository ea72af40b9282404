import type { ModelInfo, Recognition, Spell, SpellHue, SpellId } from '@wandcast/protocol';
import { guessesOf, noneOf, ranked, type Guess } from '../../shared/components/predictions';

/** A next guess below this is not worth a word. */
const LEAST_GUESS = 0.005;

/** A spell as it is told; one that is not in the book has nothing but its id to be called by. */
export interface NamedSpell extends Pick<Spell, 'id' | 'name' | 'glyph'> {
  readonly hue: SpellHue | 'text';
}

const unlisted = (id: SpellId): NamedSpell => ({ id, name: id, hue: 'text', glyph: null });

/** What became of a cast. */
export type Outcome =
  | {
      readonly kind: 'named';
      readonly spell: NamedSpell;
      /** How sure the model is, 0..1; undefined where the page cannot tell. */
      readonly probability: number | undefined;
      /** What else it may have been; undefined where there is nothing to speak of. */
      readonly next: Guess | undefined;
    }
  | {
      readonly kind: 'fizzled';
      /** The two nearest; undefined where it was like nothing in the book. */
      readonly between: readonly [Spell, Spell] | undefined;
      readonly guesses: readonly Guess[];
    }
  /** Stored, and nobody there to name it. */
  | { readonly kind: 'unheard' };

export type Named = Extract<Outcome, { kind: 'named' }>;
export type Fizzled = Extract<Outcome, { kind: 'fizzled' }>;

/**
 * What a recognition means. `model` is the one that is active; where another one answered, its probabilities
 * are in an order the page does not know, and only the name is told.
 */
export function outcomeOf(model: ModelInfo | null, spells: readonly Spell[], recognition: Recognition | null): Outcome {
  if (recognition === null) return { kind: 'unheard' };
  const guesses = model?.id === recognition.modelId ? guessesOf(model, spells, recognition.probabilities) : [];
  const [first, second] = ranked(guesses);
  if (recognition.spell === null) {
    const isUnlike =
      first === undefined || second === undefined || noneOf(recognition.probabilities) > first.probability;
    return { kind: 'fizzled', between: isUnlike ? undefined : [first.spell, second.spell], guesses };
  }
  const spell = spells.find((one) => one.id === recognition.spell) ?? unlisted(recognition.spell);
  const probability = guesses.find((guess) => guess.spell.id === spell.id)?.probability;
  const other = first?.spell.id === spell.id ? second : first;
  const isGuess = other !== undefined && other.probability >= LEAST_GUESS;
  return { kind: 'named', spell, probability, next: isGuess ? other : undefined };
}
