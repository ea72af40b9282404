import type { Fizzled, Named, Outcome } from './cast-outcome';
import { texts } from '../texts/room-texts';

/** How sure the model was: "93% sure."; empty where the page cannot tell. */
export function sureOf({ probability }: Pick<Named, 'probability'>): string {
  return probability === undefined ? '' : texts().cast.sure(probability);
}

/** What else it may have been: "Next guess: Gale, 4%"; empty where there is nothing to speak of. */
export function nextOf({ next }: Pick<Named, 'next'>): string {
  return next === undefined ? '' : texts().cast.nextGuess(next.spell.name, next.probability);
}

export function betweenOf({ between }: Pick<Fizzled, 'between'>): string {
  if (between === undefined) return texts().cast.likeNothing;
  const [first, second] = between;
  return texts().cast.between(first.name, second.name);
}

/** The whole of it in a sentence or two, for who cannot see it. */
export function spokenOutcome(outcome: Outcome): string {
  if (outcome.kind === 'unheard') return texts().cast.spokenUnheard;
  if (outcome.kind === 'fizzled') return `${texts().cast.fizzled}. ${betweenOf(outcome)}`;
  return `${outcome.spell.name}. ${sureOf(outcome)}`.trim();
}
