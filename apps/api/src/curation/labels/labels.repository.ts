import { Injectable } from '@nestjs/common';
import type { CastId, CastLabel, FromConsole, LabeledCast } from '@wandcast/protocol';
import type { Member } from '../../accounts/members/member.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { labelColumns, labelOf } from '../../casting/storage/stored-label.js';
import { LEASE_MS } from './label-lease.js';

type NewLabel = FromConsole<'casts:label'>['labels'][number];

/** A newly inserted label. */
interface WrittenLabel {
  readonly id: bigint;
  readonly castId: CastId;
  readonly kind: NewLabel['kind'];
  readonly spellId: string | null;
  readonly createdAt: Date;
}

/** Stores labels. All are kept; a cast's newest is also in current_labels, which training reads. */
@Injectable()
export class LabelsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Writes labels in one transaction, ignoring casts of other events. Locks the casts in id order, so that concurrent
   * labels of a cast have the same newest one on every node. Uses one statement for all casts, because a thousand
   * inserts would delay the casts of the room.
   */
  async write(eventId: string, labels: readonly NewLabel[], by: Member): Promise<LabeledCast[]> {
    const wanted = [...new Map(labels.map((one) => [one.castId, one])).values()];
    return this.prisma.$transaction(async (tx) => {
      const ids = wanted.map(({ castId }) => castId);
      const casts = await tx.$queryRaw<{ id: CastId }[]>`
        SELECT id FROM casts WHERE event_id = ${eventId}::uuid AND id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
      const existing = new Set(casts.map(({ id }) => id));
      const known = wanted.filter(({ castId }) => existing.has(castId));
      const before = await currentLabelsIn(tx, ids);
      const castIds = known.map(({ castId }) => castId);
      const [kinds, spells] = [known.map(({ kind }) => kind), known.map(spellIn)];
      const written = await tx.$queryRaw<WrittenLabel[]>`
        INSERT INTO labels (cast_id, kind, spell_id, member_id)
        SELECT cast_id, kind, nullif(spell_id, ''), ${by.id}::uuid
        FROM unnest(${castIds}::uuid[], ${kinds}::text[], ${spells}::text[]) AS new_labels (cast_id, kind, spell_id)
        RETURNING id, cast_id AS "castId", kind, spell_id AS "spellId", created_at AS "createdAt"`;
      await tx.$executeRaw`DELETE FROM current_labels WHERE cast_id = ANY(${castIds}::uuid[])`;
      const current = written.filter(({ kind }) => kind !== 'withdraw');
      await tx.$executeRaw`DELETE FROM label_leases WHERE cast_id = ANY(${castIds}::uuid[])`; // labeled, so no longer leased
      const withdrawn = written.filter(({ kind }) => kind === 'withdraw').map(({ castId }) => castId);
      await tx.$executeRaw`
        INSERT INTO label_leases (cast_id, member_id, expires_at)
        SELECT cast_id, ${by.id}::uuid, ${new Date(Date.now() + LEASE_MS)}
        FROM unnest(${withdrawn}::uuid[]) AS withdrawn (cast_id)
        ON CONFLICT (cast_id) DO NOTHING`; // the member who withdrew the label labels it again
      await tx.$executeRaw`
        INSERT INTO current_labels (cast_id, label_id, spell_id, event_id, participant_id, created_at, member_id)
        SELECT l.cast_id, l.id, l.spell_id, c.event_id, c.participant_id, l.created_at, l.member_id
        FROM labels l JOIN casts c ON c.id = l.cast_id WHERE l.id = ANY(${current.map(({ id }) => id)}::bigint[])`;
      const after = new Map(current.map((one) => [one.castId, labelOf({ ...one, member: by })]));
      return known.map(({ castId }) => ({
        castId,
        label: after.get(castId) ?? null,
        before: before.get(castId) ?? null,
      }));
    });
  }

  /** The current labels of these casts. */
  async list(castIds: readonly CastId[]): Promise<ReadonlyMap<string, CastLabel>> {
    return currentLabelsIn(this.prisma, castIds);
  }
}

async function currentLabelsIn(
  prisma: Pick<PrismaService, 'currentLabel'>,
  castIds: readonly CastId[],
): Promise<Map<string, CastLabel>> {
  const rows = await prisma.currentLabel.findMany({
    where: { castId: { in: [...castIds] } },
    select: { castId: true, ...labelColumns },
  });
  return new Map(rows.map((row) => [row.castId, labelOf(row)]));
}

/** The label's spell id; empty for other kinds of label. */
function spellIn(label: NewLabel): string {
  return label.kind === 'spell' ? label.spell : '';
}
