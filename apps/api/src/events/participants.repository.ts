import { Injectable } from '@nestjs/common';
import type { House, Participant, ParticipantId, Profile } from '@wandcast/protocol';
import { houses } from '@wandcast/protocol/schemas';
import type { Participant as Row } from '../generated/prisma/client.js';
import { PrismaService } from '../persistence/prisma.service.js';

@Injectable()
export class ParticipantsRepository {
  constructor(private readonly prisma: PrismaService) {}

  async findByKey(eventId: string, keyHash: Buffer): Promise<Participant | undefined> {
    const where = { eventId_keyHash: { eventId, keyHash: bytes(keyHash) } };
    const row = await this.prisma.participant.findUnique({ where });
    return row === null ? undefined : participant(row);
  }

  /** Whether whoever had this key took everything back. */
  async isForgotten(eventId: string, keyHash: Buffer): Promise<boolean> {
    const where = { eventId_keyHash: { eventId, keyHash: bytes(keyHash) } };
    return (await this.prisma.forgottenKey.findUnique({ where })) !== null;
  }

  /** Those of `ids` that there are. */
  async listKnown(ids: readonly ParticipantId[]): Promise<Set<string>> {
    const rows = await this.prisma.participant.findMany({ where: { id: { in: [...ids] } }, select: { id: true } });
    return new Set(rows.map(({ id }) => id));
  }

  /** Makes the participant; where two connections of one phone race, both get the same. */
  async create(eventId: string, keyHash: Buffer, profile: Profile): Promise<Participant> {
    const key = { eventId, keyHash: bytes(keyHash) };
    const house = houseOf(await this.prisma.participant.count({ where: { eventId } }));
    await this.prisma.participant.createMany({ data: [{ ...key, ...profile, house }], skipDuplicates: true });
    return participant(await this.prisma.participant.findUniqueOrThrow({ where: { eventId_keyHash: key } }));
  }

  /** Makes those that are not there yet. @returns ids in the order of `people` */
  async createAll(
    eventId: string,
    people: readonly { readonly keyHash: Buffer; readonly profile: Profile }[],
  ): Promise<ParticipantId[]> {
    const before = await this.prisma.participant.count({ where: { eventId } });
    const rows = people.map(({ keyHash, profile }, i) => ({
      ...{ eventId, keyHash: bytes(keyHash), ...profile },
      house: houseOf(before + i),
    }));
    await this.prisma.participant.createMany({ data: rows, skipDuplicates: true });
    const hashes = rows.map(({ keyHash }) => keyHash);
    const made = await this.prisma.participant.findMany({
      where: { eventId, keyHash: { in: hashes } },
      select: { id: true, keyHash: true },
    });
    const ids = new Map(made.map(({ id, keyHash }) => [Buffer.from(keyHash).toString('hex'), id as ParticipantId]));
    return people.map(({ keyHash }) => ids.get(keyHash.toString('hex')) ?? raise());
  }

  /** Names of everyone of an event, in the order in which they came. */
  async listNames(eventId: string): Promise<{ readonly id: string; readonly nickname: string }[]> {
    return this.prisma.participant.findMany({
      where: { eventId },
      select: { id: true, nickname: true },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
  }

  /** Undefined where they were forgotten meanwhile. */
  async updateProfile(id: ParticipantId, profile: Profile): Promise<Participant | undefined> {
    const [row] = await this.prisma.participant.updateManyAndReturn({ where: { id }, data: profile });
    return row && participant(row);
  }
}

/** In turn, in the order in which people come: of two who come in the same instant both may get the same. */
function houseOf(place: number): House {
  return houses[place % houses.length] ?? 'ash';
}

function raise(): never {
  throw new Error('a participant that was just made is not there');
}

const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer);

function participant({ id, nickname, shownName, sigil, metal, house }: Row): Participant {
  return { id, nickname: shownName ?? nickname, sigil, metal, house } as Participant; // written by us alone, from a parsed profile
}
