import { Injectable } from '@nestjs/common';
import { FailureError, type FromConsole, type Team } from '@wandcast/protocol';
import { InvitationsRepository } from '../accounts/invitations/invitations.repository.js';
import { checkMemberName } from '../accounts/members/member-name.js';
import type { GuardedRoom, Member } from '../accounts/members/member.js';
import { MembersRepository, type Grant, type TeamTransaction } from '../accounts/members/members.repository.js';
import type { OfOrganization } from '../accounts/members/organization.js';
import { SessionsRepository, type Session } from '../accounts/sessions/sessions.repository.js';
import { SessionsService } from '../accounts/sessions/sessions.service.js';
import { newToken } from '../accounts/tokens/random-tokens.js';

/** Invitations expire after this long, ms. */
const INVITATION_LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/** Members and their roles, invitations and API keys. */
@Injectable()
export class TeamService {
  constructor(
    private readonly members: MembersRepository,
    private readonly invitations: InvitationsRepository,
    private readonly stored: SessionsRepository,
    private readonly sessions: SessionsService,
  ) {}

  /** @param room of the console */
  async show({ member, id }: Session, room: GuardedRoom): Promise<Team> {
    const isOwner = member.role === 'owner';
    const [members, invitations, sessions] = await Promise.all([
      this.members.list(room, !isOwner),
      isOwner ? this.invitations.list(member.organizationId) : [],
      this.stored.listOf(member.id, id),
    ]);
    return { members, invitations, sessions };
  }

  /** @param note who it is for  @returns the invitation's token */
  async invite(by: Member, grant: Grant, note: string): Promise<string> {
    const token = newToken();
    const expiresAt = new Date(Date.now() + INVITATION_LIFETIME_MS);
    await this.invitations.create(token, { ...grant, note, invitedById: by.id, expiresAt });
    this.sessions.changed();
    return token;
  }

  async withdraw(
    { organizationId }: OfOrganization,
    { invitationId }: FromConsole<'invitation:withdraw'>,
  ): Promise<void> {
    await this.invitations.remove(invitationId, organizationId);
    this.sessions.changed();
  }

  /** @throws FailureError `member-unknown`, `last-owner` */
  async change({ organizationId }: OfOrganization, { memberId, role }: FromConsole<'member:change'>): Promise<void> {
    await this.members.withTeamLock(async (tx) => {
      const member = await this.members.get({ id: memberId, organizationId }, tx);
      if (role !== 'owner') await this.checkOwnerLeft(member, tx);
      await this.members.setRole(memberId, role, tx);
    });
    this.sessions.changed();
  }

  /** Changes a role in one room. @throws FailureError `member-unknown` */
  async assign(
    { id: roomId, organizationId }: GuardedRoom,
    { memberId, role }: FromConsole<'member:assign'>,
  ): Promise<void> {
    await this.members.withTeamLock(async (tx) => {
      await this.members.get({ id: memberId, organizationId }, tx);
      await this.members.setRoomRole(memberId, roomId, role, tx);
    });
    this.sessions.changed();
  }

  /** Changes the caller's own name. @throws FailureError `name-blank`, `name-too-long`, `member-exists` */
  async rename(by: Member, { name: entered }: FromConsole<'member:rename'>): Promise<Member> {
    const name = checkMemberName(entered);
    const renamed = await this.members.withTeamLock((tx) => this.members.rename(by, name, tx));
    this.sessions.changed();
    return renamed;
  }

  /** @throws FailureError `member-unknown`, `last-owner` */
  async remove({ organizationId }: OfOrganization, { memberId }: FromConsole<'member:remove'>): Promise<void> {
    await this.members.withTeamLock(async (tx) => {
      await this.checkOwnerLeft(await this.members.get({ id: memberId, organizationId }, tx), tx);
      await this.members.remove(memberId, tx);
    });
    this.sessions.changed();
  }

  /** Checks that an organization has an owner after this one. @throws FailureError `last-owner` */
  private async checkOwnerLeft({ role, organizationId }: Member, tx: TeamTransaction): Promise<void> {
    if (role === 'owner' && (await this.members.countOwners(organizationId, tx)) === 1)
      throw new FailureError('last-owner');
  }

  /** @returns the key's token */
  async createKey(by: Member, { about }: FromConsole<'key:make'>): Promise<string> {
    const token = await this.sessions.open(by, 'key', about);
    this.sessions.changed();
    return token;
  }
}
