import type { Spell, SpellAccuracy, SpellCount, Summary } from '@wandcast/protocol';
import { spellName } from '../../shared/format/spell-name';
import { texts } from '../texts/summary-texts';

/** The event in one line. */
export function openingText({ people, casts, predicted, fizzled }: Summary): string {
  const { page, numbers } = texts();
  if (casts === 0) return people === 0 ? page.blank : page.noCasts(people);
  const opening = page.opening(people, casts);
  if (predicted === 0) return opening;
  return `${opening} ${page.openingShare(numbers.chance((predicted - fizzled) / predicted))}`;
}

/** How the casts of the hardest spell were recognized. Never blames the wizards. */
export function hardestText({ asked, right, fizzled, mistaken }: SpellAccuracy, spells: readonly Spell[]): string {
  const { hardest } = texts().recognition;
  const recognized = hardest.recognized(asked, right);
  if (mistaken === null) return `${recognized} ${hardest.onlyFizzled}`;
  const { spell, casts } = mistaken;
  const name = spellName(spells, spell);
  const rest = fizzled === 0 ? hardest.mistaken(name, casts) : hardest.mistakenAndFizzled(name, casts, fizzled);
  return `${recognized} ${rest}`;
}

export function favoriteText({ spell, casts }: SpellCount, spells: readonly Spell[]): string {
  return texts().recognition.hardest.favorite(spellName(spells, spell), casts);
}

/** How the models improved, from the first measured one to the last. */
export function learningText(models: Summary['models']): string {
  const { models: sentences } = texts().recognition;
  const { chance } = texts().numbers;
  const shares = models.flatMap(({ accuracy }) => (accuracy === null ? [] : [accuracy]));
  const [first, last] = [shares[0], shares.at(-1)];
  if (first === undefined || last === undefined) return sentences.unmeasured;
  return shares.length === 1 ? sentences.one(chance(first)) : sentences.progress(chance(first), chance(last));
}
