import { Injectable } from '@nestjs/common';
import type { Participant, ParticipantId, Profile } from '@wandcast/protocol';
import { groves } from '@wandcast/protocol/schemas';
import type { Participant as Row, Prisma } from '../../generated/prisma/client.js';
import { Database } from '../../platform/database/database.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { BatchedCalls } from '../../platform/queues/batched-calls.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import type { ParticipantRecord, Naming } from './participant-record.js';

/** A participant to create. */
interface NewParticipant {
  readonly keyHash: Buffer;
  readonly profile: Profile;
}

/** One who joins. */
interface Newcomer extends NewParticipant {
  readonly eventId: string;
  readonly naming: Naming;
}

/** Whom a key belongs to. */
export interface KeyOwner {
  /** Undefined if the key is new, or its participant deleted all their data. */
  readonly record: ParticipantRecord | undefined;
  readonly isForgotten: boolean;
}

interface EventKey {
  readonly eventId: string;
  readonly keyHash: Buffer;
}

type OwnerRow = { [K in keyof StoredParticipant]: StoredParticipant[K] | null } & { readonly isForgotten: boolean };

type StoredParticipant = Omit<Row, 'eventId' | 'imported' | 'adaptsFrom' | 'createdAt'>;

const STORED = `p.id, p.key_hash AS "keyHash", p.nickname, p.display_name AS "displayName", p.sigil, p.metal, p.grove,
  p.flagged, p.hidden, p.removal, p.removed_at AS "removedAt"`;

/** $1 event ids, $2 hashes of keys in hexadecimal. */
const FIND_OWNERS = `
  SELECT ${STORED}, EXISTS (
    SELECT FROM forgotten_keys f WHERE f.event_id = k.event_id AND f.key_hash = k.key_hash) AS "isForgotten"
  FROM (
    SELECT event_id, decode(hash, 'hex') AS key_hash, nth
    FROM unnest($1::uuid[], $2::text[]) WITH ORDINALITY AS k (event_id, hash, nth)) k
  LEFT JOIN participants p ON p.event_id = k.event_id AND p.key_hash = k.key_hash
  ORDER BY k.nth`;

/** $1 event id, $2 whether they are from a file, $3 groves, $4 to $9 columns of the participants. */
const INSERT = `
  INSERT INTO participants AS p (event_id, key_hash, nickname, sigil, metal, display_name, flagged, imported, grove)
  SELECT $1::uuid, n.key_hash, n.nickname, n.sigil, n.metal, n.display_name, n.flagged, $2::boolean,
    ($3::text[])[1 + (here.n + n.nth - 1) % cardinality($3::text[])]
  FROM (
    SELECT decode(hash, 'hex') AS key_hash, nickname, sigil, metal, display_name, flagged, nth
    FROM unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::boolean[])
      WITH ORDINALITY AS n (hash, nickname, sigil, metal, display_name, flagged, nth)) n,
    (SELECT count(*) AS n FROM participants WHERE event_id = $1::uuid) AS here
  WHERE $2::boolean OR NOT EXISTS (
    SELECT FROM forgotten_keys f WHERE f.event_id = $1::uuid AND f.key_hash = n.key_hash)
  ON CONFLICT (event_id, key_hash) DO NOTHING
  RETURNING ${STORED}`;

/** A participant with the name that everyone sees. */
export interface NamedParticipant {
  readonly id: string;
  readonly nickname: string;
}

const inJoinOrder = {
  select: { id: true, nickname: true, displayName: true },
  orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
} satisfies Prisma.ParticipantFindManyArgs;

function named({ id, nickname, displayName }: NamedParticipant & { displayName: string | null }): NamedParticipant {
  return { id, nickname: displayName ?? nickname };
}

/** Shows the entered name. */
const asEntered: Naming = { displayName: null, flagged: false };

@Injectable()
export class ParticipantsRepository {
  /** Serializes inserts, so that groves are assigned in rotation. Concurrent nodes may assign one twice. */
  private readonly inserts = new SerialQueue();
  /** A hall that joins, or comes back, at once: one query for many, because most of it is the way to the database. */
  private readonly lookUps = new BatchedCalls((keys: readonly EventKey[]) => this.findOwners(keys));
  private readonly newcomers = new BatchedCalls((arriving: readonly Newcomer[]) => this.insertNewcomers(arriving));

  constructor(
    private readonly prisma: PrismaService,
    private readonly database: Database,
  ) {}

  /** Whom the key belongs to in this event. */
  async findByKey(eventId: string, keyHash: Buffer): Promise<KeyOwner> {
    return (await this.lookUps.call({ eventId, keyHash })) ?? raise();
  }

  /** Which of these ids exist. */
  async listKnown(ids: readonly ParticipantId[]): Promise<Set<string>> {
    const rows = await this.prisma.participant.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
    return new Set(rows.map(({ id }) => id));
  }

  /** Participants of this event with these ids. */
  async listRecords(eventId: string, ids: readonly ParticipantId[]): Promise<ParticipantRecord[]> {
    return (await this.prisma.participant.findMany({ where: { eventId, id: { in: [...ids] } } })).map(recordOf);
  }

  /**
   * Creates a participant. If two connections of one phone race, both get the same one.
   * @returns undefined if the participant with this key deleted all their data
   */
  async create(
    eventId: string,
    keyHash: Buffer,
    profile: Profile,
    naming: Naming,
  ): Promise<{ readonly participant: Participant; readonly isNew: boolean } | undefined> {
    const created = await this.newcomers.call({ eventId, keyHash, profile, naming });
    if (created !== undefined) return { participant: created.participant, isNew: true };
    const { record, isForgotten } = await this.findByKey(eventId, keyHash);
    return isForgotten || record === undefined ? undefined : { participant: record.participant, isNew: false };
  }

  /** Creates participants for people in a file, if they do not exist yet. @returns ids in the order of `participants` */
  async createImported(eventId: string, participants: readonly NewParticipant[]): Promise<ParticipantId[]> {
    await this.insert(
      eventId,
      participants.map((one) => ({ ...one, naming: asEntered })),
      true,
    );
    const rows = await this.prisma.participant.findMany({
      where: { eventId, keyHash: { in: participants.map(({ keyHash }) => bytes(keyHash)) } },
      select: { id: true, keyHash: true },
    });
    const ids = new Map(rows.map(({ id, keyHash }) => [Buffer.from(keyHash).toString('hex'), id as ParticipantId]));
    return participants.map(({ keyHash }) => ids.get(keyHash.toString('hex')) ?? raise());
  }

  /** Which of these names somebody in the event is shown with. */
  async findTaken(eventId: string, names: readonly string[]): Promise<Set<string>> {
    const rows = await this.prisma.$queryRaw<{ name: string }[]>`
      SELECT coalesce(display_name, nickname) AS name FROM participants
      WHERE event_id = ${eventId}::uuid AND coalesce(display_name, nickname) = ANY(${[...names]})`;
    return new Set(rows.map(({ name }) => name));
  }

  /** A page of all display names, in the order in which people joined. @param after id of the last one of the page before */
  async pageNames(eventId: string, after: string | null, limit: number): Promise<NamedParticipant[]> {
    const page = { where: { eventId }, ...inJoinOrder, take: limit };
    const next = after === null ? page : { ...page, cursor: { id: after }, skip: 1 };
    return (await this.prisma.participant.findMany(next)).map(named);
  }

  /** Display names of these participants, in the order in which they joined. */
  async listNamesOf(ids: readonly string[]): Promise<NamedParticipant[]> {
    return (await this.prisma.participant.findMany({ where: { id: { in: [...ids] } }, ...inJoinOrder })).map(named);
  }

  /** @returns undefined if a moderator renamed the participant, or they were deleted, since `known` was read */
  async updateProfile(
    { participant: { id }, displayName, flagged }: ParticipantRecord,
    profile: Profile,
    naming: Naming | undefined,
  ): Promise<ParticipantRecord | undefined> {
    const where = { id, displayName, flagged };
    const [row] = await this.prisma.participant.updateManyAndReturn({ where, data: { ...profile, ...naming } });
    return row && recordOf(row);
  }

  /** Ends a temporary removal. @returns undefined if they were removed again or deleted meanwhile */
  async readmit(id: ParticipantId, removedAt: number): Promise<ParticipantRecord | undefined> {
    const where = { id, removal: 'sent', removedAt: new Date(removedAt) };
    const data = { removal: 'no', removedAt: null };
    const [row] = await this.prisma.participant.updateManyAndReturn({ where, data });
    return row && recordOf(row);
  }

  private async findOwners(keys: readonly EventKey[]): Promise<Map<EventKey, KeyOwner>> {
    const [eventIds, hashes] = [keys.map(({ eventId }) => eventId), keys.map(({ keyHash }) => keyHash.toString('hex'))];
    const query = { name: 'find-participants', text: FIND_OWNERS, values: [eventIds, hashes] };
    const { rows } = await this.database.pool.query<OwnerRow>(query);
    const owners = rows.map(({ isForgotten, ...row }) => ({
      record: row.id === null ? undefined : recordOf(row as StoredParticipant),
      isForgotten,
    }));
    return new Map(keys.map((key, n) => [key, owners[n] ?? raise()]));
  }

  private async insertNewcomers(arriving: readonly Newcomer[]): Promise<Map<Newcomer, ParticipantRecord>> {
    const created = new Map<Newcomer, ParticipantRecord>();
    for (const eventId of new Set(arriving.map((one) => one.eventId))) {
      const group = arriving.filter((one) => one.eventId === eventId);
      const rows = await this.insert(eventId, group, false);
      const byHash = new Map(rows.map((row) => [Buffer.from(row.keyHash).toString('hex'), recordOf(row)]));
      for (const one of group) {
        const record = byHash.get(one.keyHash.toString('hex'));
        if (record !== undefined) created.set(one, record);
      }
    }
    return created;
  }

  /** @returns those that did not exist; a key whose participant deleted all their data gets none, but from a file */
  private insert(
    eventId: string,
    participants: readonly (NewParticipant & { readonly naming: Naming })[],
    isImported: boolean,
  ): Promise<StoredParticipant[]> {
    const hashes = participants.map(({ keyHash }) => keyHash.toString('hex'));
    const column = (field: keyof Profile): string[] => participants.map(({ profile }) => profile[field]);
    const displayNames = participants.map(({ naming }) => naming.displayName);
    const flagged = participants.map(({ naming }) => naming.flagged);
    const columns = [hashes, column('nickname'), column('sigil'), column('metal'), displayNames, flagged];
    const query = { name: 'insert-participants', text: INSERT, values: [eventId, isImported, groves, ...columns] };
    return this.inserts.run(async () => (await this.database.pool.query<StoredParticipant>(query)).rows);
  }
}

function raise(): never {
  throw new Error('a participant that was just read or created is missing');
}

const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

/** The type assertions are safe: the database only stores validated profiles. */
function recordOf({
  id,
  nickname,
  displayName,
  sigil,
  metal,
  grove,
  flagged,
  hidden,
  removal,
  removedAt,
}: StoredParticipant): ParticipantRecord {
  return {
    participant: { id, nickname: displayName ?? nickname, sigil, metal, grove } as Participant,
    enteredName: nickname,
    displayName,
    ...{ flagged, hidden, removal: removal as ParticipantRecord['removal'], removedAt: removedAt?.getTime() ?? null },
  };
}
