import { Injectable } from '@nestjs/common';
import type { CastId, CastLabel, FromConsole, LabeledCast, ParticipantId } from '@wandcast/protocol';
import type { Member } from '../../accounts/members/member.js';
import { Prisma } from '../../generated/prisma/client.js';
import { USABLE } from '../../casting/storage/usable-casts.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { labelColumns, labelOf } from '../../casting/storage/stored-label.js';
import { LEASE_MS } from './label-lease.js';

/** Labels of a cast that are read to find what a repeated one replaced. */
const HISTORY = 8;
const IN_USE = Prisma.raw(USABLE);

type NewLabel = FromConsole<'casts:label'>['labels'][number];

/** A newly inserted label. */
interface WrittenLabel {
  readonly id: bigint;
  readonly castId: CastId;
  readonly kind: NewLabel['kind'];
  readonly spellId: string | null;
  readonly createdAt: Date;
}

/** A label to store. */
interface AuthoredLabel extends Pick<HistoricLabel, 'kind' | 'spellId' | 'review'> {
  readonly castId: CastId;
  readonly author: { readonly id: string | null; readonly name: string | null };
  /** The newest label of the cast says the same. */
  readonly isRepeated: boolean;
  /** What the sender said before the restored label of another member; undefined if nothing, or if it is their own. */
  readonly ownBefore: HistoricLabel | undefined;
}

/** Labels as stored. */
export interface WrittenLabels {
  readonly labeled: LabeledCast[];
  /** Who made these casts, each person once. */
  readonly owners: ParticipantId[];
}

/** Stores labels. All are kept; a cast's newest is also in current_labels, which training reads. */
@Injectable()
export class LabelsRepository {
  constructor(private readonly prisma: PrismaService) {}

  /**
   * Writes labels in one transaction, ignoring casts of other events and replaced ones. Locks the casts in id order, so that concurrent
   * labels of a cast have the same newest one on every node. Uses one statement for all casts, because a thousand
   * inserts would delay the casts of the room. A page repeats labels if the answer was lost, so a label that repeats the
   * newest of its cast by the same member is not written again.
   */
  async write(eventId: string, labels: readonly NewLabel[], by: Member): Promise<WrittenLabels> {
    const wanted = [...new Map(labels.map((one) => [one.castId, one])).values()];
    return this.prisma.$transaction(async (tx) => {
      const ids = wanted.map(({ castId }) => castId);
      const casts = await tx.$queryRaw<{ id: CastId; owner: ParticipantId }[]>`
        SELECT id, participant_id AS owner FROM casts c WHERE event_id = ${eventId}::uuid AND id = ANY(${ids}::uuid[]) AND ${IN_USE}
        ORDER BY id FOR UPDATE`;
      const existing = new Set(casts.map(({ id }) => id));
      const known = wanted.filter(({ castId }) => existing.has(castId));
      const newest = await newestLabelsIn(tx, ids);
      const before = await currentLabelsIn(tx, ids);
      const authored = known.map((one) => authoredLabel(one, newest.get(one.castId) ?? [], by));
      const repeated = new Set(authored.filter(({ isRepeated }) => isRepeated).map(({ castId }) => castId));
      const after = await this.insert(tx, authored.filter(({ kind, castId }) => kind !== 'sure' && !repeated.has(castId)), by); // prettier-ignore
      const sure = known.filter(({ castId, kind }) => kind === 'sure' && newest.get(castId)?.[0]?.memberId === by.id);
      await tx.$executeRaw`
        DELETE FROM labels WHERE kind = 'unsure' AND id IN (
          SELECT max(id) FROM labels WHERE cast_id = ANY(${sure.map(({ castId }) => castId)}::uuid[]) GROUP BY cast_id)`;
      const labeled = known.map((one) => {
        const { castId } = one;
        const current = before.get(castId) ?? null;
        const again = repeated.has(castId) ? ({ repeated: true } as const) : {};
        if (one.kind === 'unsure' || one.kind === 'sure') return { castId, label: current, before: current, ...again };
        if (again.repeated) return { castId, label: current, before: labelBefore(newest.get(castId) ?? []), ...again };
        return { castId, label: after.get(castId) ?? null, before: current };
      });
      return { labeled, owners: [...new Set(casts.map(({ owner }) => owner))] };
    });
  }

  /** @returns the new current labels; null if withdrawn, and without casts whose label did not change */
  private async insert(
    tx: Prisma.TransactionClient,
    labels: readonly AuthoredLabel[],
    by: Member,
  ): Promise<ReadonlyMap<CastId, CastLabel | null>> {
    const column = <T>(of: (label: AuthoredLabel) => T): T[] => labels.map(of);
    const castIds = column(({ castId }) => castId);
    // Their own opinion is again the one before the label that they take back.
    const restored = labels.filter(({ author }) => author.id !== by.id);
    await tx.$executeRaw`
      INSERT INTO labels (cast_id, kind, spell_id, review, member_id)
      SELECT cast_id, kind, nullif(spell_id, ''), review, ${by.id}::uuid
      FROM unnest(${restored.map(({ castId }) => castId)}::uuid[],
          ${restored.map(({ ownBefore }) => ownBefore?.kind ?? 'withdraw')}::text[],
          ${restored.map(({ ownBefore }) => ownBefore?.spellId ?? '')}::text[],
          ${restored.map(({ ownBefore }) => ownBefore?.review ?? false)}::boolean[])
        AS restored (cast_id, kind, spell_id, review)`;
    const written = await tx.$queryRaw<WrittenLabel[]>`
      INSERT INTO labels (cast_id, kind, spell_id, review, member_id)
      SELECT cast_id, kind, nullif(spell_id, ''), review, nullif(member_id, '')::uuid
      FROM unnest(${castIds}::uuid[], ${column(({ kind }) => kind)}::text[], ${column(({ spellId }) => spellId ?? '')}::text[],
          ${column(({ review }) => review)}::boolean[], ${column(({ author }) => author.id ?? '')}::text[])
        AS new_labels (cast_id, kind, spell_id, review, member_id)
      RETURNING id, cast_id AS "castId", kind, spell_id AS "spellId", created_at AS "createdAt"`;
    const changed = written.filter(({ kind }) => kind !== 'unsure');
    const changedIds = changed.map(({ castId }) => castId);
    await tx.$executeRaw`DELETE FROM current_labels WHERE cast_id = ANY(${changedIds}::uuid[])`;
    await tx.$executeRaw`DELETE FROM label_leases WHERE cast_id = ANY(${castIds}::uuid[])`; // reviewed, so no longer leased
    const withdrawn = changed.filter(({ kind }) => kind === 'withdraw').map(({ castId }) => castId);
    await tx.$executeRaw`
      INSERT INTO label_leases (cast_id, member_id, expires_at)
      SELECT cast_id, ${by.id}::uuid, ${new Date(Date.now() + LEASE_MS)}
      FROM unnest(${withdrawn}::uuid[]) AS withdrawn (cast_id)
      ON CONFLICT (cast_id) DO NOTHING`; // the member who withdrew the label labels it again
    const current = changed.filter(({ kind }) => kind !== 'withdraw');
    await tx.$executeRaw`
      INSERT INTO current_labels (cast_id, label_id, spell_id, event_id, participant_id, created_at, member_id)
      SELECT l.cast_id, l.id, l.spell_id, c.event_id, c.participant_id, l.created_at, l.member_id
      FROM labels l JOIN casts c ON c.id = l.cast_id WHERE l.id = ANY(${current.map(({ id }) => id)}::bigint[])`;
    const isCurrent = new Set(current);
    const authors = new Map(labels.map(({ castId, author }) => [castId, author]));
    return new Map(
      changed.map((one) => {
        const name = authors.get(one.castId)?.name ?? null;
        return [one.castId, isCurrent.has(one) ? labelOf({ ...one, member: name === null ? null : { name } }) : null];
      }),
    );
  }

  /** The current labels of these casts. */
  async list(castIds: readonly CastId[]): Promise<ReadonlyMap<string, CastLabel>> {
    return currentLabelsIn(this.prisma, castIds);
  }

  /** Who made these casts, each person once; without those of deleted casts. */
  async ownersOf(castIds: readonly CastId[]): Promise<ParticipantId[]> {
    const rows = await this.prisma.$queryRaw<{ id: ParticipantId }[]>`
      SELECT DISTINCT participant_id AS id FROM casts WHERE id = ANY(${castIds}::uuid[])`;
    return rows.map(({ id }) => id);
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

/** A label in the history of a cast. */
interface HistoricLabel {
  readonly kind: NewLabel['kind'];
  readonly spellId: string | null;
  readonly review: boolean;
  readonly memberId: string | null;
  readonly createdAt: Date;
  readonly member: { readonly name: string } | null;
}

/** Whose label it is: the sender's, unless it restores the one of another member or one older than accounts. */
function authoredLabel(label: NewLabel, history: readonly HistoricLabel[], by: Member): AuthoredLabel {
  const { castId, kind } = label;
  const spellId = label.kind === 'spell' ? label.spell : null;
  const isSame = (one: HistoricLabel): boolean => one.kind === kind && one.spellId === spellId;
  const restored =
    'restores' in label && label.restores === true
      ? history.find((one) => isSame(one) && one.memberId !== by.id)
      : undefined;
  const author = restored === undefined ? by : { id: restored.memberId, name: restored.member?.name ?? null };
  const review = restored?.review ?? ('review' in label && label.review === true);
  const [last] = history;
  const isRepeated = last !== undefined && isSame(last) && last.memberId === author.id && last.review === review;
  const earlier = restored === undefined ? [] : history.slice(history.indexOf(restored) + 1);
  const ownBefore = earlier.find((one) => one.memberId === by.id && one.kind !== 'unsure');
  return { castId, kind, spellId, review, author, isRepeated, ownBefore };
}

/** The last labels of each cast, newest first. */
async function newestLabelsIn(
  tx: Prisma.TransactionClient,
  castIds: readonly CastId[],
): Promise<ReadonlyMap<string, readonly HistoricLabel[]>> {
  const rows = await tx.$queryRaw<(Omit<HistoricLabel, 'member'> & { castId: string; name: string | null })[]>`
    SELECT last.*, m.name FROM unnest(${[...castIds]}::uuid[]) AS wanted (id)
    CROSS JOIN LATERAL (
      SELECT cast_id AS "castId", id AS "labelId", kind, spell_id AS "spellId", review,
        member_id AS "memberId", created_at AS "createdAt"
      FROM labels WHERE cast_id = wanted.id ORDER BY id DESC LIMIT ${HISTORY}) last
    LEFT JOIN members m ON m.id = last."memberId"
    ORDER BY last."labelId" DESC`;
  const byCast = new Map<string, HistoricLabel[]>();
  for (const { castId, name, ...row } of rows)
    byCast.set(castId, [...(byCast.get(castId) ?? []), { ...row, member: name === null ? null : { name } }]);
  return byCast;
}

/** The label that a cast had before the newest of its labels. */
function labelBefore([, ...earlier]: readonly HistoricLabel[]): CastLabel | null {
  const previous = earlier.find(({ kind }) => kind !== 'unsure');
  return previous === undefined || previous.kind === 'withdraw' ? null : labelOf(previous);
}
