import type { Fizzled, Named, Outcome } from './cast-outcome';
import { texts } from '../texts/room-texts';

/** The model's confidence: "93% sure."; empty if unknown. */
export function sureOf({ probability }: Pick<Named, 'probability'>): string {
  return probability === undefined ? '' : texts().cast.sure(probability);
}

/** The second most likely spell: "Next guess: Gale, 4%"; empty if there is none. */
export function nextOf({ next }: Pick<Named, 'next'>): string {
  return next === undefined ? '' : texts().cast.nextGuess(next.spell.name, next.probability);
}

export function betweenOf({ between }: Pick<Fizzled, 'between'>): string {
  if (between === undefined) return texts().cast.likeNothing;
  const [first, second] = between;
  return texts().cast.between(first.name, second.name);
}

/** The outcome in one or two sentences, for screen readers. */
export function spokenOutcome(outcome: Outcome): string {
  if (outcome.kind === 'unheard') return texts().cast.spokenUnheard;
  if (outcome.kind === 'fizzled') return `${texts().cast.fizzled}. ${betweenOf(outcome)}`;
  return `${outcome.spell.name}. ${sureOf(outcome)}`.trim();
}
