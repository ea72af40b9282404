import type { CastLabel, CastPicture, LabeledCast, Spell, SpellId } from '@wandcast/protocol';
import type { LabelChange } from '../connection/useConsoleClient';
import { texts } from '../texts/console-texts';
import { spellName } from '../../shared/format/spell-name';

/** The current label of a cast: given by hand, else the original one. */
export interface CurrentLabel {
  readonly label: CastLabel | null;
  readonly isDiscarded: boolean;
  readonly spell: SpellId | null;
  /** "Ember, as taught", "Tide, labeled", "Discarded" */
  readonly text: string;
}

export function currentLabelOf(
  { spell: original }: Pick<CastPicture, 'spell'>,
  label: CastLabel | null,
  spells: readonly Spell[],
): CurrentLabel {
  const isDiscarded = label?.spell === null;
  const spell = label === null ? original : label.spell;
  return { label, isDiscarded, spell, text: textOf(label, original, spells) };
}

function textOf(label: CastLabel | null, original: SpellId | null, spells: readonly Spell[]): string {
  const { unlabeled, asTaught, discarded, asLabeled } = texts().label;
  if (label === null) return original === null ? unlabeled : asTaught(spellName(spells, original));
  return label.spell === null ? discarded : asLabeled(spellName(spells, label.spell));
}

/** The change that restores the previous label. */
export function revertChange({ castId, before }: LabeledCast): LabelChange {
  if (before === null) return { castId, kind: 'withdraw' };
  return before.spell === null ? { castId, kind: 'discard' } : { castId, kind: 'spell', spell: before.spell };
}

/** Text about a label that another person gave after `shown` was shown; undefined if there is none. */
export function overtakenText(
  shown: CastLabel | null,
  before: CastLabel | null,
  spells: readonly Spell[],
): string | undefined {
  if (before === null || before.at === shown?.at) return undefined;
  const { overtook, someoneElse } = texts().label;
  return overtook(before.by ?? someoneElse, didText(before, spells));
}

/** Text about the other person's label after a second look; undefined if that label was withdrawn. */
export function secondLookText(
  { label, before }: Pick<LabeledCast, 'label' | 'before'>,
  spells: readonly Spell[],
): string | undefined {
  if (before === null) return undefined;
  const { sameLabel, otherLabel, someoneElse } = texts().label;
  const who = before.by ?? someoneElse;
  return before.spell === label?.spell ? sameLabel(who) : otherLabel(who, didText(before, spells));
}

/** How many changed labels the next training will use. */
export function changedText(changed: number): string {
  return changed === 0 ? texts().label.unchanged : texts().label.changed(changed);
}

function didText({ spell }: CastLabel, spells: readonly Spell[]): string {
  return spell === null ? texts().label.discardedIt : texts().label.labeledIt(spellName(spells, spell));
}
