import type { RecordedCast } from '@wandcast/gesture';
import type { Intent, Spell, SpellId } from '@wandcast/protocol';
import { UsageError } from '../cli/usage-error.js';

/** The label in lower case: the id of a spell whose name is a single ASCII word. */
export function spellIdFor(label: string | null): string {
  return (label ?? '').toLowerCase();
}

/** Finds a spell by id or name; null if the spellbook lacks it. */
export function findSpellId(label: string | null, spells: readonly Spell[]): SpellId | null {
  return spells.find(({ id, name }) => id === spellIdFor(label) || name === label)?.id ?? null;
}

/** The label that the phone sent with the cast. People may have relabeled it since. */
export function sentLabelOf({ label, metadata }: RecordedCast): string | null {
  return metadata?.said === undefined ? label : metadata.said;
}

/** The intent that the file records, or `fallback`. */
export function intentOf({ metadata }: RecordedCast, fallback: Intent): Intent {
  return metadata?.intent ?? fallback;
}

/** @throws UsageError if the spellbook lacks one of these spells */
export function requireSpells(labels: readonly (string | null)[], spells: readonly Spell[]): void {
  const missing = new Set(
    labels.filter((label) => findSpellId(label, spells) === null).map((label) => label ?? 'no label'),
  );
  if (missing.size > 0)
    throw new UsageError(
      `the room's book lacks ${[...missing].join(', ')}: pass a moderator's key as --token to add them`,
    );
}
