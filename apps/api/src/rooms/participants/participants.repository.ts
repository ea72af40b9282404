import { Injectable } from '@nestjs/common';
import type { Participant, ParticipantId, Profile } from '@wandcast/protocol';
import { groves } from '@wandcast/protocol/schemas';
import type { Participant as Row, Prisma } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';
import type { ParticipantRecord, Naming } from './participant-record.js';

/** A participant to create. */
interface NewParticipant {
  readonly keyHash: Buffer;
  readonly profile: Profile;
}

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

  constructor(private readonly prisma: PrismaService) {}

  async findByKey(eventId: string, keyHash: Buffer): Promise<ParticipantRecord | undefined> {
    const row = await this.prisma.participant.findUnique({ where: keyOf(eventId, keyHash) });
    return row === null ? undefined : recordOf(row);
  }

  /** Whether the participant with this key deleted all their data. */
  async isForgotten(eventId: string, keyHash: Buffer): Promise<boolean> {
    return (await this.prisma.forgottenKey.findUnique({ where: keyOf(eventId, keyHash) })) !== null;
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

  /** Creates a participant. If two connections of one phone race, both get the same one. */
  async create(eventId: string, keyHash: Buffer, profile: Profile, naming: Naming): Promise<Participant> {
    await this.insert(eventId, [{ keyHash, profile }], naming, false);
    const row = await this.prisma.participant.findUniqueOrThrow({ where: keyOf(eventId, keyHash) });
    return recordOf(row).participant;
  }

  /** Creates participants for people in a file, if they do not exist yet. @returns ids in the order of `participants` */
  async createImported(eventId: string, participants: readonly NewParticipant[]): Promise<ParticipantId[]> {
    await this.insert(eventId, participants, asEntered, true);
    const rows = await this.prisma.participant.findMany({
      where: { eventId, keyHash: { in: participants.map(({ keyHash }) => bytes(keyHash)) } },
      select: { id: true, keyHash: true },
    });
    const ids = new Map(rows.map(({ id, keyHash }) => [Buffer.from(keyHash).toString('hex'), id as ParticipantId]));
    return participants.map(({ keyHash }) => ids.get(keyHash.toString('hex')) ?? raise());
  }

  /** Display names of all participants of an event, in the order in which they joined. */
  async listNames(eventId: string): Promise<NamedParticipant[]> {
    return (await this.prisma.participant.findMany({ where: { eventId }, ...inJoinOrder })).map(named);
  }

  /** A page of the same. @param after id of the last participant of the previous page */
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

  private insert(
    eventId: string,
    participants: readonly NewParticipant[],
    naming: Naming,
    isImported: boolean,
  ): Promise<unknown> {
    const hashes = participants.map(({ keyHash }) => keyHash.toString('hex'));
    const column = (field: keyof Profile): string[] => participants.map(({ profile }) => profile[field]);
    return this.inserts.run(
      () => this.prisma.$executeRaw`
        INSERT INTO participants (event_id, key_hash, nickname, sigil, metal, display_name, flagged, imported, grove)
        SELECT ${eventId}::uuid, decode(p.hash, 'hex'), p.nickname, p.sigil, p.metal,
          ${naming.displayName}::text, ${naming.flagged}::boolean, ${isImported}::boolean,
          (${groves}::text[])[1 + (here.n + p.nth - 1) % ${groves.length}::int]
        FROM unnest(${hashes}::text[], ${column('nickname')}::text[], ${column('sigil')}::text[],
            ${column('metal')}::text[]) WITH ORDINALITY AS p (hash, nickname, sigil, metal, nth),
          (SELECT count(*) AS n FROM participants WHERE event_id = ${eventId}::uuid) AS here
        ON CONFLICT (event_id, key_hash) DO NOTHING`,
    );
  }
}

function raise(): never {
  throw new Error('a participant that was just created is missing');
}

const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

const keyOf = (eventId: string, keyHash: Buffer) => ({ eventId_keyHash: { eventId, keyHash: bytes(keyHash) } });

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
}: Row): ParticipantRecord {
  return {
    participant: { id, nickname: displayName ?? nickname, sigil, metal, grove } as Participant,
    enteredName: nickname,
    displayName,
    ...{ flagged, hidden, removal: removal as ParticipantRecord['removal'], removedAt: removedAt?.getTime() ?? null },
  };
}
