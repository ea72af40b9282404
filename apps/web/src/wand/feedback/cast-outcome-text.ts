import type { FizzledOutcome, RecognizedOutcome, CastOutcome } from './cast-outcome';
import { texts } from '../texts/room-texts';

/** The model's confidence: "93% sure."; empty if unknown. */
export function confidenceText({ probability }: Pick<RecognizedOutcome, 'probability'>): string {
  return probability === undefined ? '' : texts().cast.sure(probability);
}

/** The second most likely spell: "Next guess: Gale, 4%"; empty if there is none. */
export function nextPredictionText({ next }: Pick<RecognizedOutcome, 'next'>): string {
  return next === undefined ? '' : texts().cast.nextGuess(next.spell.name, next.probability);
}

export function fizzleText({ between }: Pick<FizzledOutcome, 'between'>): string {
  if (between === undefined) return texts().cast.likeNothing;
  const [first, second] = between;
  return texts().cast.between(first.name, second.name);
}

/** The outcome in one or two sentences, for screen readers. */
export function spokenOutcome(outcome: CastOutcome): string {
  if (outcome.kind === 'unanswered') return texts().cast.spokenUnanswered;
  if (outcome.kind === 'fizzled') return `${texts().cast.fizzled}. ${fizzleText(outcome)}`;
  return `${outcome.spell.name}. ${confidenceText(outcome)}`.trim();
}
