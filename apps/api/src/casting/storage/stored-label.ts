import type { CastLabel, SpellId } from '@wandcast/protocol';

interface StoredLabel {
  readonly spellId: string | null;
  readonly createdAt: Date;
  readonly member: { readonly name: string } | null;
}

/** A stored label as pages know it. */
export function labelOf({ spellId, createdAt, member }: StoredLabel): CastLabel {
  return { spell: spellId as SpellId | null, at: createdAt.getTime(), by: member?.name ?? null };
}

/** What {@link labelOf} needs of a row. */
export const labelColumns = { spellId: true, createdAt: true, member: { select: { name: true } } } as const;
