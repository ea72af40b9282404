import { Injectable } from '@nestjs/common';
import { FailureError, type Invitation } from '@wandcast/protocol';
import type { accountBodies } from '@wandcast/protocol/schemas';
import type { z } from 'zod';
import { LinkTokensService } from '../tokens/link-tokens.service.js';
import { AuditService } from '../audit/audit.service.js';
import { InvitationsRepository } from '../invitations/invitations.repository.js';
import { meAnywhere, type Member } from '../members/member.js';
import { FIRST_ORGANIZATION } from '../members/organization.js';
import { MembersRepository, nameKeyOf, type MemberWithPassword } from '../members/members.repository.js';
import { checkMemberName } from '../members/member-name.js';
import { checkPassword } from './password-rules.js';
import { hashPassword, isPassword } from './passwords.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { LoginRateLimiter, type GrantedAttempt, type LoginAttempt } from '../../platform/limits/login-rate-limiter.js';
import { PacedQueue } from '../../platform/limits/paced-queue.js';
import { addressGroup } from '../../platform/network/address-group.js';
import { FailedSignIns } from './failed-sign-ins.js';
import { KnownPlaces, type SignInClient } from './known-places.service.js';

/**
 * Look-ups of attempts by browsers that did not sign in before: those of one address run one after another, and rest
 * four times as long, so that a flood of guesses takes a small share of the database.
 */
const GUESSES = { concurrency: 2, rest: () => 4, rests: 'client', waiting: 256 } as const;

/** Of one address, each name has one of these look-ups at a time: guesses at it do not keep another name out. */
const GUESSES_AT_NAME = { concurrency: Infinity, rest: () => 0, rests: 'client', waiting: 16 } as const;

type Body<B extends keyof typeof accountBodies> = z.output<(typeof accountBodies)[B]>;

interface WaitingClient extends SignInClient {
  /** Aborts when the client has gone: its attempt need not be looked up. */
  readonly gone: AbortSignal;
}

/** What the link of the terminal grants. */
const SET_UP = { role: 'owner', roomId: null, organizationId: FIRST_ORGANIZATION } as const;

/** Registration and authentication of members. */
@Injectable()
export class AccountsService {
  private readonly guesses = new PacedQueue(GUESSES);
  private readonly guessesAtName = new PacedQueue(GUESSES_AT_NAME);

  constructor(
    private readonly members: MembersRepository,
    private readonly invitations: InvitationsRepository,
    private readonly sessions: SessionsService,
    private readonly linkTokens: LinkTokensService,
    private readonly audit: AuditService,
    private readonly rateLimiter: LoginRateLimiter,
    private readonly places: KnownPlaces,
    private readonly failed: FailedSignIns,
  ) {}

  /** Whether no account was ever created. */
  async isNew(): Promise<boolean> {
    return (await this.members.countEver()) === 0;
  }

  /**
   * Token that creates an owner once: it is bound to the number of accounts, which then changes. If there are accounts
   * already, it is valid until the end of the next day, because logs keep it.
   */
  async setUpToken(): Promise<string> {
    return this.linkTokens.token('set-up', setUpSubject(await this.members.countEver(), dayOf(Date.now())));
  }

  private isSetUp(token: string, members: number): boolean {
    const today = dayOf(Date.now());
    return [today, today - 1].some((day) => this.linkTokens.isToken('set-up', setUpSubject(members, day), token));
  }

  /** @throws FailureError `invitation-unknown` */
  invitation(token: string): Promise<Invitation> {
    return this.invitations.get(token);
  }

  /**
   * @throws FailureError `invitation-unknown`, `member-exists`, `overloaded`, or the rule that the name or password breaks
   */
  async join({ token, name: entered, password }: Body<'join'>): Promise<Member> {
    const name = checkMemberName(entered);
    checkPassword(password, name);
    const isSetUp = this.isSetUp(token, await this.members.countEver());
    if (!isSetUp) await this.invitations.get(token); // before the expensive hash
    const passwordHash = await hashPassword(password);
    const member = await this.members.withTeamLock(async (tx) => {
      const stillSetUp = isSetUp && this.isSetUp(token, await this.members.countEver(tx));
      const grant = stillSetUp ? SET_UP : await this.invitations.take(token, tx);
      return this.members.create({ name, passwordHash, ...grant }, tx);
    });
    this.audit.record(member, 'member:joined', { role: meAnywhere(member).role });
    this.sessions.changed();
    return member;
  }

  /** @throws FailureError `sign-in-wrong`, `too-many-tries`, `overloaded`, and the reason of `client.gone` */
  async signIn({ name, password }: Body<'signIn'>, client: WaitingClient): Promise<MemberWithPassword> {
    const { attempt, granted } = await this.admit(name, client);
    const member = await this.members.findByName(name);
    const isKnown = attempt.device !== undefined || attempt.isKnownAddress === true;
    if (!(await isPassword(password, member?.passwordHash, isKnown)) || member === undefined) {
      this.failed.wrong(attempt, member?.name);
      throw new FailureError('sign-in-wrong');
    }
    await this.rateLimiter.refund(granted);
    return member;
  }

  /** Changes the password and ends all other sessions. @throws FailureError as `signIn`, or the rule it breaks */
  async changePassword(
    member: Member,
    sessionId: string,
    { current, next }: Body<'password'>,
    client: WaitingClient,
  ): Promise<void> {
    const { name } = member;
    checkPassword(next, name);
    const { id, passwordHash } = await this.signIn({ name, password: current }, client);
    const isSet = await this.members.setPassword(id, passwordHash, await hashPassword(next));
    if (!isSet) throw new FailureError('sign-in-wrong'); // it was changed meanwhile
    await this.sessions.endAll(id, sessionId);
    this.audit.record(member, 'password:changed');
  }

  private admit(name: string, client: WaitingClient): Promise<{ attempt: LoginAttempt; granted: GrantedAttempt }> {
    const consume = async (): Promise<{ attempt: LoginAttempt; granted: GrantedAttempt }> => {
      const attempt = await this.places.attempt(name, client);
      return { attempt, granted: await this.grant(attempt) };
    };
    if (this.places.isKnownDevice(name, client)) return consume();
    const [address, { gone }] = [addressGroup(client.address), client];
    const inTurn = (): ReturnType<typeof consume> => this.guesses.run(address, consume, gone);
    return this.guessesAtName.run(`${address} ${nameKeyOf(name)}`, inTurn, gone);
  }

  private async grant(attempt: LoginAttempt): Promise<GrantedAttempt> {
    try {
      return await this.rateLimiter.consume(attempt);
    } catch (error) {
      this.failed.limited(attempt);
      throw error;
    }
  }
}

/** @param members ever created  @param day days since 1970 */
function setUpSubject(members: number, day: number): string {
  return members === 0 ? '0' : `${members} ${day}`;
}

function dayOf(time: number): number {
  return Math.floor(time / 86_400_000);
}
