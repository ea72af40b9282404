import type { CastLabel, CastPicture, LabeledCast, Spell, SpellId } from '@wandcast/protocol';
import type { SaidLabel } from '../connection/useConsole';

/** What a cast is held for: its label, else what its phone said. */
export interface Standing {
  readonly label: CastLabel | null;
  readonly isDiscarded: boolean;
  readonly spell: SpellId | null;
  /** "Ember, as taught", "Tide, relabeled", "Discarded". */
  readonly words: string;
}

export function standingOf(
  { spell: said }: Pick<CastPicture, 'spell'>,
  label: CastLabel | null,
  spells: readonly Spell[],
): Standing {
  const isDiscarded = label?.spell === null;
  const spell = label === null ? said : label.spell;
  return { label, isDiscarded, spell, words: wordsOf(label, said, spells) };
}

function wordsOf(label: CastLabel | null, said: SpellId | null, spells: readonly Spell[]): string {
  if (label === null) return said === null ? 'Nobody said what it is' : `${nameOf(said, spells)}, as taught`;
  return label.spell === null ? 'Discarded' : `${nameOf(label.spell, spells)}, labeled`;
}

/** The label that goes back to what was there before. */
export function backTo({ castId, before }: LabeledCast): SaidLabel {
  if (before === null) return { castId, kind: 'withdraw' };
  return before.spell === null ? { castId, kind: 'discard' } : { castId, kind: 'spell', spell: before.spell };
}

/** Somebody said something else between one's look and one's label; undefined where nobody did. */
export function quickerWords(
  seen: CastLabel | null,
  before: CastLabel | null,
  spells: readonly Spell[],
): string | undefined {
  if (before === null || before.at === seen?.at) return undefined;
  const said = before.spell === null ? 'discarded it' : `said ${nameOf(before.spell, spells)}`;
  return `${before.by ?? 'Someone else'} ${said} a moment before you. Yours counts now; Z gives theirs back.`;
}

/** What somebody else had said of a cast that was asked about twice; undefined where they took it back. */
export function secondWords(
  { label, before }: Pick<LabeledCast, 'label' | 'before'>,
  spells: readonly Spell[],
): string | undefined {
  if (before === null) return undefined;
  const who = before.by ?? 'Someone else';
  if (before.spell === label?.spell) return `${who} named it the same.`;
  const said = before.spell === null ? 'discarded it' : `said ${nameOf(before.spell, spells)}`;
  return `${who} ${said}. Yours counts now; U gives theirs back.`;
}

/** How many labels the next training learns from. */
export function changedWords(changed: number): string {
  return changed === 0
    ? 'What you change here, the next training learns from.'
    : `${changed} ${changed === 1 ? 'cast' : 'casts'} changed. The next training learns from that.`;
}

function nameOf(id: SpellId, spells: readonly Spell[]): string {
  return spells.find((spell) => spell.id === id)?.name ?? id;
}
