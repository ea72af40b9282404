import type { Agreement, QueuedCast, QueueSlice, QueueState, Spell, SpellId } from '@wandcast/protocol';
import { percentWords } from '../../shared/format/percent-text';

/** The kinds of cast that wait, as one chooses among them. */
export const sliceNames: Readonly<Record<QueueSlice, string>> = {
  quarantine: 'Held back',
  contradiction: 'Contradicted',
  uncertain: 'Cast freely',
  second: 'Second look',
  random: 'At random',
};

/** Why this one: "The model hears Gale in it, and Ember close behind." */
export function reasonWords(
  { slice, quarantine, guess, picture }: QueuedCast,
  nameOf: (id: SpellId) => string,
): string {
  const heard = guess?.spell == null ? 'nothing' : nameOf(guess.spell);
  switch (quarantine) {
    case 'still':
      return 'The hand hardly moved. Nothing is learnt from it until you say so.';
    case 'short':
      return 'Too short for a gesture. Nothing is learnt from it until you say so.';
    case 'nothing':
      return 'Surely none of the spells. Nothing is learnt from it until you say so.';
    case 'unlike':
      return `Taught as ${picture.spell === null ? 'nothing' : nameOf(picture.spell)}, and surely ${heard}. Nothing is learnt from it until you say so.`;
    case null:
  }
  if (slice === 'contradiction') return `The model has not learnt from this person, and hears ${heard}.`;
  if (slice === 'second') return 'Somebody else has labeled it: do you see the same?';
  if (slice === 'random') return 'Picked at random, so that nothing is overlooked.';
  if (guess === null) return 'The model has not looked at it yet.';
  const next = guess.next === null ? '' : `, ${nameOf(guess.next)} ${percentWords(guess.runnerUp)}`;
  return `The model hears ${heard} at ${percentWords(guess.confidence)}${next}.`;
}

/** What Enter says of it: what its phone said, else the model's guess; undefined where there is neither. */
export function agreedSpell({ picture, guess }: QueuedCast): SpellId | undefined {
  return picture.spell ?? guess?.spell ?? undefined;
}

/** How many wait for a reason of their own. */
export function waitingIn({ waiting }: QueueState): number {
  return waiting.quarantine + waiting.contradiction + waiting.uncertain;
}

/** "12 casts seen by two: 11 the same, alpha .89"; undefined where nobody has looked at another's. */
export function agreementWords({ casts, agreed, alpha }: Agreement): string | undefined {
  if (casts === 0) return undefined;
  const counted = `${casts} ${casts === 1 ? 'cast' : 'casts'} seen by two: ${agreed} named the same`;
  return alpha === null ? counted : `${counted}, alpha ${alpha.toFixed(2).replace(/^(-?)0\./, '$1.')}`;
}

/** "4 a minute, 2 of them yours". Labels of ten minutes. */
export function rateWords({ mine, everyones }: Pick<QueueState, 'mine' | 'everyones'>): string {
  const perMinute = (labels: number): string => (labels / 10).toLocaleString('en', { maximumFractionDigits: 1 });
  if (everyones === 0) return 'Nobody has labeled for ten minutes.';
  return `${perMinute(everyones)} a minute, ${perMinute(mine)} of them yours`;
}

/** A spell by its id, or the id where it is in no book. */
export function namer(spells: readonly Spell[]): (id: SpellId) => string {
  return (id) => spells.find((spell) => spell.id === id)?.name ?? id;
}
