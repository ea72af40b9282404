import { Injectable } from '@nestjs/common';
import type { AuditFacts, ParticipantId } from '@wandcast/protocol';
import { AuditService } from '../accounts/audit/audit.service.js';
import { isAudited, type ConsoleMessageName } from '../accounts/audit/audited-actions.js';
import { CastsRepository } from '../casting/storage/casts.repository.js';
import { InvitationsRepository } from '../accounts/invitations/invitations.repository.js';
import type { Member } from '../accounts/members/member.js';
import { MembersRepository } from '../accounts/members/members.repository.js';
import { SessionsRepository } from '../accounts/sessions/sessions.repository.js';
import type { ConsoleCaller } from '../rooms/messages/console-handler-registry.js';
import { ParticipantsRepository } from '../rooms/participants/participants.repository.js';
import type { Room } from '../rooms/room/room.js';
import { SpellsRepository } from '../rooms/spellbook/spells.repository.js';
import { contentFacts, roomFacts, type AuditedMessage } from './audit-facts.js';

/** Writes the messages of consoles to the audit log, with the names of what they were about. */
@Injectable()
export class ConsoleAudit {
  constructor(
    private readonly audit: AuditService,
    private readonly members: MembersRepository,
    private readonly invitations: InvitationsRepository,
    private readonly sessions: SessionsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly casts: CastsRepository,
    private readonly spells: SpellsRepository,
  ) {}

  /**
   * Looks up names before a message changes or removes what they belong to.
   * @returns what to call with the answer's value; undefined if the message is not logged
   */
  observe(
    { room, session: { member } }: ConsoleCaller,
    name: ConsoleMessageName,
    message: unknown,
  ): Promise<(value: unknown) => void> | undefined {
    return isAudited(name) ? this.prepare(room, member, name, message as AuditedMessage) : undefined;
  }

  private async prepare(
    room: Room,
    member: Member,
    name: ConsoleMessageName,
    message: AuditedMessage,
  ): Promise<(value: unknown) => void> {
    const participantId = await this.participantOf(message);
    const known = { ...roomFacts(room, message), ...(await this.storedFacts(room, member, message)) };
    return (value) => {
      const facts = { ...contentFacts(message, value), ...known };
      const { roomId: id, roomName } = room.event;
      this.audit.recordMessage(member, name, message, { facts, participantId, room: { id, name: roomName } });
    };
  }

  /** Whom a message is about: the entry names them, or the cast that they made. */
  private async participantOf({
    participantId,
    spotlight,
    castId,
  }: AuditedMessage): Promise<ParticipantId | undefined> {
    if (castId !== undefined) return this.casts.findOwner(castId);
    return participantId ?? spotlight?.participantId;
  }

  /** Names that only the database knows. Ids of things that do not exist have none. */
  private async storedFacts(room: Room, by: Member, message: AuditedMessage): Promise<AuditFacts> {
    const { memberId, invitationId, sessionId, spotlight, bookId, spellId } = message;
    const participantId = message.participantId ?? spotlight?.participantId;
    const [member, note, session, wizard, spell] = await Promise.all([
      memberId === undefined ? undefined : this.members.findNameEver(memberId, by.organizationId),
      invitationId === undefined ? undefined : this.invitations.findNote(invitationId, by.organizationId),
      sessionId === undefined ? undefined : this.sessions.findDescription(by.id, sessionId),
      participantId === undefined ? undefined : this.wizard(room, participantId),
      bookId === undefined || spellId === undefined ? undefined : this.spell(room, bookId, spellId),
    ]);
    return {
      ...(member !== undefined && { member }),
      ...(note !== undefined && { note }),
      ...(session !== undefined && { session }),
      ...(wizard !== undefined && { wizard }),
      ...(spell !== undefined && { spell }),
    };
  }

  private async spell({ organizationId }: Room, bookId: string, id: string): Promise<string | undefined> {
    const { spells, removed } = await this.spells.read(bookId, organizationId);
    return [...spells, ...removed].find((one) => one.id === id)?.name;
  }

  private async wizard(room: Room, id: ParticipantId): Promise<string | undefined> {
    const [record] = await this.participants.listRecords(room.eventId, [id]);
    return record?.participant.nickname;
  }
}
