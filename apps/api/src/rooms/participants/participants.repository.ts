import { Injectable } from '@nestjs/common';
import type { Participant, ParticipantId, Profile } from '@wandcast/protocol';
import { groves } from '@wandcast/protocol/schemas';
import type { Participant as Row } from '../../generated/prisma/client.js';
import { PrismaService } from '../../platform/database/prisma.service.js';
import type { ParticipantRecord, Naming } from './participant-record.js';

/** Someone to be made. */
interface Newcomer {
  readonly keyHash: Buffer;
  readonly profile: Profile;
}

/** Nobody sees another name than the one they signed. */
const asSigned: Naming = { displayName: null, flagged: false };

@Injectable()
export class ParticipantsRepository {
  /** One at a time, so that groves are given in turn. Nodes that race may give one twice. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly prisma: PrismaService) {}

  async findByKey(eventId: string, keyHash: Buffer): Promise<ParticipantRecord | undefined> {
    const row = await this.prisma.participant.findUnique({ where: keyOf(eventId, keyHash) });
    return row === null ? undefined : recordOf(row);
  }

  /** Whether the participant with this key deleted everything. */
  async isForgotten(eventId: string, keyHash: Buffer): Promise<boolean> {
    return (await this.prisma.forgottenKey.findUnique({ where: keyOf(eventId, keyHash) })) !== null;
  }

  /** Those of `ids` that there are. */
  async listKnown(ids: readonly ParticipantId[]): Promise<Set<string>> {
    const rows = await this.prisma.participant.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
    return new Set(rows.map(({ id }) => id));
  }

  /** Those of `ids` that are of this event. */
  async listRecords(eventId: string, ids: readonly ParticipantId[]): Promise<ParticipantRecord[]> {
    return (await this.prisma.participant.findMany({ where: { eventId, id: { in: [...ids] } } })).map(recordOf);
  }

  /** Makes the participant; if two connections of one phone race, both get the same. */
  async create(eventId: string, keyHash: Buffer, profile: Profile, naming: Naming): Promise<Participant> {
    await this.insert(eventId, [{ keyHash, profile }], naming);
    const row = await this.prisma.participant.findUniqueOrThrow({ where: keyOf(eventId, keyHash) });
    return recordOf(row).participant;
  }

  /** Makes those that are not there yet. @returns ids in the order of `people` */
  async createAll(eventId: string, people: readonly Newcomer[]): Promise<ParticipantId[]> {
    await this.insert(eventId, people, asSigned);
    const made = await this.prisma.participant.findMany({
      where: { eventId, keyHash: { in: people.map(({ keyHash }) => bytes(keyHash)) } },
      select: { id: true, keyHash: true },
    });
    const ids = new Map(made.map(({ id, keyHash }) => [Buffer.from(keyHash).toString('hex'), id as ParticipantId]));
    return people.map(({ keyHash }) => ids.get(keyHash.toString('hex')) ?? raise());
  }

  /** Names of everyone of an event as all see them, in the order in which they came. */
  async listNames(eventId: string): Promise<{ readonly id: string; readonly nickname: string }[]> {
    const rows = await this.prisma.participant.findMany({
      where: { eventId },
      select: { id: true, nickname: true, displayName: true },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    return rows.map(({ id, nickname, displayName }) => ({ id, nickname: displayName ?? nickname }));
  }

  /** Undefined if they were forgotten meanwhile. */
  async updateProfile(
    id: ParticipantId,
    profile: Profile,
    naming: Naming | undefined,
  ): Promise<ParticipantRecord | undefined> {
    return this.update(id, { ...profile, ...naming });
  }

  /** Readmits a participant who was sent out at that time; undefined if they were removed again or forgotten since. */
  async lift(id: ParticipantId, sentOutAt: number): Promise<ParticipantRecord | undefined> {
    const where = { id, removal: 'sent', removedAt: new Date(sentOutAt) };
    const data = { removal: 'no', removedAt: null };
    const [row] = await this.prisma.participant.updateManyAndReturn({ where, data });
    return row && recordOf(row);
  }

  private async update(id: ParticipantId, data: Partial<Row>): Promise<ParticipantRecord | undefined> {
    const [row] = await this.prisma.participant.updateManyAndReturn({ where: { id }, data });
    return row && recordOf(row);
  }

  private insert(eventId: string, people: readonly Newcomer[], naming: Naming): Promise<unknown> {
    const hashes = people.map(({ keyHash }) => keyHash.toString('hex'));
    const column = (field: keyof Profile): string[] => people.map(({ profile }) => profile[field]);
    const inserted = this.turn.then(
      () => this.prisma.$executeRaw`
        INSERT INTO participants (event_id, key_hash, nickname, sigil, metal, display_name, flagged, grove)
        SELECT ${eventId}::uuid, decode(p.hash, 'hex'), p.nickname, p.sigil, p.metal,
          ${naming.displayName}::text, ${naming.flagged}::boolean,
          (${groves}::text[])[1 + (here.n + p.nth - 1) % ${groves.length}::int]
        FROM unnest(${hashes}::text[], ${column('nickname')}::text[], ${column('sigil')}::text[],
            ${column('metal')}::text[]) WITH ORDINALITY AS p (hash, nickname, sigil, metal, nth),
          (SELECT count(*) AS n FROM participants WHERE event_id = ${eventId}::uuid) AS here
        ON CONFLICT (event_id, key_hash) DO NOTHING`,
    );
    this.turn = inserted.catch(() => undefined);
    return inserted;
  }
}

function raise(): never {
  throw new Error('a participant that was just made is not there');
}

const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

const keyOf = (eventId: string, keyHash: Buffer) => ({ eventId_keyHash: { eventId, keyHash: bytes(keyHash) } });

/** Written by us alone, from a parsed profile. */
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
    signed: nickname,
    displayName,
    ...{ flagged, hidden, removal: removal as ParticipantRecord['removal'], removedAt: removedAt?.getTime() ?? null },
  };
}
