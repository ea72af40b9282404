import type { CastLabel, SpellId } from '@wandcast/protocol';

/** A stored label as pages know it. */
export function labelOf({ spellId, createdAt }: { spellId: string | null; createdAt: Date }): CastLabel {
  return { spell: spellId as SpellId | null, at: createdAt.getTime() };
}
