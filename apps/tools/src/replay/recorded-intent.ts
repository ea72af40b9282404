import type { RecordedCast } from '@wandcast/gesture';
import type { Intent, Spell, SpellId } from '@wandcast/protocol';
import { UsageError } from '../cli/command.js';

/** The id a spell of this name has, see SpellsService. */
export function idOf(label: string | null): string {
  return (label ?? '').toLowerCase();
}

export function spellOf(label: string | null, spells: readonly Spell[]): SpellId | null {
  return spells.find(({ id, name }) => id === idOf(label) || name === label)?.id ?? null;
}

/** What its phone said it is: people may have said otherwise since. */
export function saidOf({ label, metadata }: RecordedCast): string | null {
  return metadata?.said === undefined ? label : metadata.said;
}

/** Whether it was a lesson; `otherwise` where the file does not say. */
export function intentOf({ metadata }: RecordedCast, otherwise: Intent): Intent {
  return metadata?.intent ?? otherwise;
}

/** @throws UsageError where the book lacks one of these spells */
export function checkTaught(labels: readonly (string | null)[], spells: readonly Spell[]): void {
  const missing = new Set(labels.filter((label) => spellOf(label, spells) === null).map((one) => one ?? 'no label'));
  if (missing.size > 0)
    throw new UsageError(
      `the room's book lacks ${[...missing].join(', ')}: pass a moderator's key as --token to add them`,
    );
}
