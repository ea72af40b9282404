import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Account, Invitation, Me } from '@wandcast/protocol';
import { accountBodies } from '@wandcast/protocol/schemas';
import type { Request, Response } from 'express';
import { ServerConfig } from '../../platform/config/server-config.js';
import { AccountsService } from './accounts.service.js';
import { AuditService } from '../audit/audit.service.js';
import { browserName } from '../sessions/browser-name.js';
import { meAnywhere, type Member } from '../members/member.js';
import { CurrentMember, CurrentSession, RequiredRole } from '../sessions/required-role.js';
import { parseBody } from '../../platform/validation/parse-body.js';
import { setSessionCookie, clearSessionCookie, sessionTokenOf } from '../sessions/session-cookie.js';
import type { Session } from '../sessions/sessions.repository.js';
import { cookieIn, setCookie } from '../../platform/http/cookies.js';
import { whenClosed } from '../../platform/http/when-closed.js';
import { KnownPlaces, type SignInClient } from './known-places.service.js';
import { SESSION_COOKIE_MS, SessionsService } from '../sessions/sessions.service.js';

/** Shows that a name signed in on this device before. */
const DEVICE_COOKIE = 'wandcast-device';
const DEVICE_LIFETIME_MS = 180 * 24 * 60 * 60 * 1000;

/** Sign-in, sign-out, invitations and passwords of console members. */
@Controller('api/account')
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
    private readonly places: KnownPlaces,
    private readonly config: ServerConfig,
  ) {}

  @Get()
  @RequiredRole('none')
  async read(@Req() request: Request): Promise<Account> {
    const token = sessionTokenOf(request, this.config);
    const session = token === undefined ? undefined : await this.sessions.find(token);
    const me = session === undefined ? null : meAnywhere(session.member);
    return { me, isNew: await this.accounts.isNew() };
  }

  @Post('invitation')
  @HttpCode(200)
  @RequiredRole('none')
  async invitation(@Body() body: unknown): Promise<Pick<Invitation, 'role' | 'room' | 'invitedBy'>> {
    const { role, room, invitedBy } = await this.accounts.invitation(parseBody(accountBodies.invitation, body).token);
    return { role, room, invitedBy };
  }

  @Post('join')
  @RequiredRole('none')
  async join(
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    return this.open(await this.accounts.join(parseBody(accountBodies.join, body)), request, response);
  }

  @Post('session')
  @RequiredRole('none')
  async signIn(
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    const client = { ...this.clientOf(request), gone: whenClosed(response) };
    const { passwordHash, ...member } = await this.accounts.signIn(parseBody(accountBodies.signIn, body), client);
    return this.open(member, request, response, passwordHash);
  }

  @Delete('session')
  @HttpCode(204)
  @RequiredRole('member')
  async signOut(
    @CurrentSession() { id, member }: Session,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(member.id, id);
    this.audit.record(member, 'session:closed');
    clearSessionCookie({ request, response }, this.config);
  }

  @Delete('sessions')
  @HttpCode(204)
  @RequiredRole('member')
  async signOutEverywhere(
    @CurrentMember() member: Member,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.endAll(member.id);
    this.audit.record(member, 'sessions:closed');
    clearSessionCookie({ request, response }, this.config);
  }

  @Post('password')
  @HttpCode(204)
  @RequiredRole('member')
  async changePassword(
    @Body() body: unknown,
    @CurrentSession() { id, member }: Session,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const client = { ...this.clientOf(request), gone: whenClosed(response) };
    await this.accounts.changePassword(member, id, parseBody(accountBodies.password, body), client);
  }

  private clientOf(request: Request): SignInClient {
    return { address: request.ip ?? '', device: cookieIn(request, DEVICE_COOKIE, this.config) };
  }

  /** @param passwordHash of the password that was entered, if one was */
  private async open(member: Member, request: Request, response: Response, passwordHash?: string): Promise<Me> {
    const about = browserName(request.headers['user-agent']);
    const token = await this.sessions.open(member, 'browser', about, passwordHash);
    setSessionCookie({ request, response }, token, SESSION_COOKIE_MS, this.config);
    const device = await this.places.remember(member.name, this.clientOf(request));
    setCookie({ request, response }, DEVICE_COOKIE, device, DEVICE_LIFETIME_MS, this.config);
    this.audit.record(member, 'session:opened', { session: about });
    this.sessions.changed(); // the team list tells who is signed in
    return meAnywhere(member);
  }
}
