import type { CastLabel, CastOpinion, CastPicture, LabeledCast, Spell, SpellId } from '@wandcast/protocol';
import type { LabelChange, LabelConflict } from '../connection/labels/label-writer';
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

/** What was done to a cast, for undo: "Tide for Ada", "Ada's cast discarded". */
export function actionText(who: string, change: LabelChange, spells: readonly Spell[]): string {
  const { did } = texts().label;
  return change.kind === 'spell' ? did.spell(who, spellName(spells, change.spell)) : did[change.kind](who);
}

/** What was done to several casts, all in the same way, for undo. */
export function bulkActionText(changes: readonly LabelChange[], spells: readonly Spell[]): string {
  const { did, didAll } = texts().label;
  const [first] = changes;
  if (first === undefined || first.kind === 'unsure' || first.kind === 'sure') return did.nothing;
  return first.kind === 'spell'
    ? didAll.spell(changes.length, spellName(spells, first.spell))
    : didAll[first.kind](changes.length);
}

/** Two members' labels of a cast: "Ada labeled it Tide after you chose Gale." */
export function conflictText({ mine, theirs, isTheirsCurrent }: LabelConflict, spells: readonly Spell[]): string {
  const { conflict, someoneElse } = texts().label;
  const say = isTheirsCurrent ? conflict.theirs : conflict.mine;
  return say(theirs.by ?? someoneElse, didText(theirs, spells), labelName(mine, spells));
}

/** Name of a label, as on a button: a spell, or "Discard". */
export function labelName({ spell }: Pick<CastLabel, 'spell'>, spells: readonly Spell[]): string {
  return spell === null ? texts().label.discarded : spellName(spells, spell);
}

/** What a member said about a cast: "Ada: Tide" */
export function opinionText({ by, kind, spell }: CastOpinion, spells: readonly Spell[]): string {
  const { opinion, unsure, discarded } = texts().label;
  return opinion(by, kind === 'unsure' ? unsure : spell === null ? discarded : spellName(spells, spell));
}

/** How many changed labels the next training will use. */
export function changedText(changed: number): string {
  return changed === 0 ? texts().label.unchanged : texts().label.changed(changed);
}

function didText({ spell }: CastLabel, spells: readonly Spell[]): string {
  return spell === null ? texts().label.discardedIt : texts().label.labeledIt(spellName(spells, spell));
}
