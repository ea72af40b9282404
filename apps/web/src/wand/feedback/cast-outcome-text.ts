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

/** The heading of a fizzled cast: "Almost Bloom", or "Fizzled" if it was close to nothing. */
export function fizzleTitle({ almost }: Pick<FizzledOutcome, 'almost'>): string {
  return almost === undefined ? texts().cast.fizzled : texts().cast.almost(almost.name);
}

/** What a fizzled cast resembled; empty if the heading says so. */
export function fizzleText({ almost, between }: Pick<FizzledOutcome, 'almost' | 'between'>): string {
  if (almost !== undefined) return '';
  if (between === undefined) return texts().cast.likeNothing;
  const [first, second] = between;
  return texts().cast.between(first.name, second.name);
}

/** The outcome in one or two sentences, for screen readers. */
export function spokenOutcome(outcome: CastOutcome): string {
  if (outcome.kind === 'unanswered') return texts().cast.spokenUnanswered;
  if (outcome.kind === 'fizzled')
    return [texts().cast.fizzled, fizzleTitle(outcome), fizzleText(outcome)]
      .filter((text, i, all) => text !== '' && all.indexOf(text) === i)
      .map((text) => (text.endsWith('.') ? text : `${text}.`))
      .join(' ');
  return `${outcome.spell.name}. ${confidenceText(outcome)}`.trim();
}
