import type { CastComment, CastLabel, SpellId } from '@wandcast/protocol';

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

interface StoredComment {
  readonly text: string;
  readonly changedAt: Date;
  readonly member: { readonly name: string };
}

/** Converts a stored comment to the one sent to pages. */
export function commentOf({ text, changedAt, member }: StoredComment): CastComment {
  return { text, at: changedAt.getTime(), by: member.name };
}

/** The columns that {@link commentOf} needs. */
export const commentColumns = { text: true, changedAt: true, member: { select: { name: true } } } as const;
