import type { ModelInfo, Recognition, Spell, SpellHue, SpellId } from '@wandcast/protocol';
import { guessesOf, noneOf, ranked, type Guess } from '../design/guesses';
import { percentWords, sureWords } from '../design/percent-words';

/** A next guess below this is not worth a word. */
const LEAST_GUESS = 0.005;

/** A spell as it is told; one that is not in the book has nothing but its id to be called by. */
export interface NamedSpell extends Pick<Spell, 'id' | 'name' | 'glyph'> {
  readonly hue: SpellHue | 'text';
}

const unlisted = (id: SpellId): NamedSpell => ({ id, name: id, hue: 'text', glyph: null });

/** What became of a cast. `spoken` is the whole of it in one sentence or two. */
export type Outcome =
  | {
      readonly kind: 'named';
      readonly spell: NamedSpell;
      readonly sure: string;
      readonly next: string;
      readonly spoken: string;
    }
  | { readonly kind: 'fizzled'; readonly between: string; readonly guesses: readonly Guess[]; readonly spoken: string }
  /** Stored, and nobody there to name it. */
  | { readonly kind: 'unheard'; readonly spoken: string };

/**
 * A recognition in words. `model` is the one that is active; where another one answered, its probabilities
 * are in an order the page does not know, and only the name is told.
 */
export function outcomeOf(model: ModelInfo | null, spells: readonly Spell[], recognition: Recognition | null): Outcome {
  if (recognition === null) return { kind: 'unheard', spoken: 'Kept. No model is awake to name it.' };
  const guesses = model?.id === recognition.modelId ? guessesOf(model, spells, recognition.probabilities) : [];
  const [first, second] = ranked(guesses);
  if (recognition.spell === null) {
    const between =
      first === undefined || second === undefined || noneOf(recognition.probabilities) > first.probability
        ? 'It was like nothing in the book.'
        : `Somewhere between ${first.spell.name} and ${second.spell.name}.`;
    return { kind: 'fizzled', between, guesses, spoken: `Fizzled. ${between}` };
  }
  const spell = spells.find((one) => one.id === recognition.spell) ?? unlisted(recognition.spell);
  const probability = guesses.find((guess) => guess.spell.id === spell.id)?.probability;
  const other = first?.spell.id === spell.id ? second : first;
  const sure = probability === undefined ? '' : sureWords(probability);
  const isGuess = other !== undefined && other.probability >= LEAST_GUESS;
  const next = !isGuess ? '' : `Next guess: ${other.spell.name}, ${percentWords(other.probability)}`;
  return { kind: 'named', spell, sure, next, spoken: `${spell.name}. ${sure}`.trim() };
}
