import type { Agreement, QueuedCast, QueueState, Spell, SpellId } from '@wandcast/protocol';
import { texts } from '../texts/console-texts';
import { spellName } from '../../shared/format/spell-name';

/** The reason why a cast is queued: "The model recognizes Gale at 48%, Ember 41%." */
export function reasonText({ slice, quarantine, guess, picture }: QueuedCast, nameOf: (id: SpellId) => string): string {
  const { reasons, noSpell } = texts().label;
  const { chance } = texts().format.numbers;
  const recognized = guess?.spell == null ? noSpell : nameOf(guess.spell);
  switch (quarantine) {
    case 'still':
    case 'short':
    case 'nothing':
      return reasons[quarantine];
    case 'unlike':
      return reasons.unlike(picture.spell === null ? noSpell : nameOf(picture.spell), recognized);
    case null:
  }
  if (slice === 'contradiction') return reasons.contradiction(recognized);
  if (slice === 'second' || slice === 'random' || slice === 'disagreement' || slice === 'unsure' || slice === 'mine')
    return reasons[slice];
  if (guess === null) return reasons.notScored;
  const confidence = chance(guess.confidence);
  return guess.next === null
    ? reasons.uncertain(recognized, confidence)
    : reasons.between(recognized, confidence, nameOf(guess.next), chance(guess.runnerUp));
}

/** The label that Enter confirms: the original one, else the prediction; undefined if there is neither. */
export function agreedSpell({ picture, guess }: QueuedCast): SpellId | undefined {
  return picture.spell ?? guess?.spell ?? undefined;
}

/** Number of queued casts, without those that somebody labeled or was unsure of. */
export function waitingCount({ waiting }: QueueState): number {
  return waiting.quarantine + waiting.contradiction + waiting.uncertain;
}

/** "12 casts seen by two: 11 labeled the same, alpha .89"; undefined without second looks. */
export function agreementText({ casts, agreed, alpha }: Agreement): string | undefined {
  if (casts === 0) return undefined;
  const { agreement, agreementWithAlpha } = texts().label;
  return alpha === null
    ? agreement(casts, agreed)
    : agreementWithAlpha(casts, agreed, alpha.toFixed(2).replace(/^(-?)0\./, '$1.'));
}

/** "4 per minute, 2 of them yours". `mine` and `everyones` count the labels of ten minutes. */
export function rateText({ mine, everyones }: Pick<QueueState, 'mine' | 'everyones'>): string {
  const perMinute = (labels: number): string => texts().format.tenths(labels / 10);
  if (everyones === 0) return texts().label.noRate;
  return texts().label.rate(perMinute(everyones), perMinute(mine));
}

/** Names spells by id; unknown ids stay ids. */
export function spellNamer(spells: readonly Spell[]): (id: SpellId) => string {
  return (id) => spellName(spells, id);
}
