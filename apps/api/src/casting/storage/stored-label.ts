import type { CastLabel, SpellId } from '@wandcast/protocol';

interface StoredLabel {
  readonly spellId: string | null;
  readonly createdAt: Date;
  readonly member: { readonly name: string } | null;
}

/** Converts a stored label to the one sent to pages. */
export function labelOf({ spellId, createdAt, member }: StoredLabel): CastLabel {
  return { spell: spellId as SpellId | null, at: createdAt.getTime(), by: member?.name ?? null };
}

/** The columns that {@link labelOf} needs. */
export const labelColumns = { spellId: true, createdAt: true, member: { select: { name: true } } } as const;
