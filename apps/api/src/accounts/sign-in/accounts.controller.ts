import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import type { Account, Invitation, Me } from '@wandcast/protocol';
import { accountBodies } from '@wandcast/protocol/schemas';
import type { Request, Response } from 'express';
import { ServerConfig } from '../../platform/config/server-config.js';
import { AccountsService } from './accounts.service.js';
import { AuditService } from '../audit/audit.service.js';
import { browserWords } from '../sessions/browser-name.js';
import type { Member } from '../members/member.js';
import { By, BySession, Needs } from '../sessions/required-role.js';
import { parseBody } from '../../platform/http/parse-body.js';
import { setSessionCookie, clearSessionCookie, sessionTokenIn } from '../sessions/session-cookie.js';
import type { Session } from '../sessions/sessions.repository.js';
import { LIVES_MS, SessionsService } from '../sessions/sessions.service.js';

/** The console's door: what a browser without a session may ask, and what ends one. */
@Controller('api/account')
export class AccountsController {
  constructor(
    private readonly accounts: AccountsService,
    private readonly sessions: SessionsService,
    private readonly audit: AuditService,
    private readonly config: ServerConfig,
  ) {}

  @Get()
  @Needs('nothing')
  async read(@Req() request: Request): Promise<Account> {
    const token = sessionTokenIn(request.headers.cookie);
    const session = token === undefined ? undefined : await this.sessions.find(token);
    return { me: session?.member ?? null, isNew: await this.accounts.isNew() };
  }

  @Post('invitation')
  @HttpCode(200)
  @Needs('nothing')
  async invitation(@Body() body: unknown): Promise<Pick<Invitation, 'role' | 'invitedBy'>> {
    const { role, invitedBy } = await this.accounts.invitation(parseBody(accountBodies.invitation, body).token);
    return { role, invitedBy };
  }

  @Post('join')
  @Needs('nothing')
  async join(
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    return this.open(await this.accounts.join(parseBody(accountBodies.join, body)), request, response);
  }

  @Post('session')
  @Needs('nothing')
  async signIn(
    @Body() body: unknown,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Me> {
    const member = await this.accounts.signIn(parseBody(accountBodies.signIn, body), request.ip ?? '');
    return this.open(member, request, response);
  }

  @Delete('session')
  @HttpCode(204)
  @Needs('viewer')
  async signOut(
    @BySession() { id, member }: Session,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.end(member.id, id);
    this.audit.did(member.name, 'session:closed');
    clearSessionCookie(request, response, this.config.publicUrl);
  }

  @Delete('sessions')
  @HttpCode(204)
  @Needs('viewer')
  async signOutEverywhere(
    @By() { id, name }: Member,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.endAll(id);
    this.audit.did(name, 'sessions:closed');
    clearSessionCookie(request, response, this.config.publicUrl);
  }

  @Post('password')
  @HttpCode(204)
  @Needs('viewer')
  async changePassword(
    @Body() body: unknown,
    @BySession() { id, member }: Session,
    @Req() request: Request,
  ): Promise<void> {
    await this.accounts.changePassword(member, id, parseBody(accountBodies.password, body), request.ip ?? '');
  }

  private async open(member: Member, request: Request, response: Response): Promise<Me> {
    const about = browserWords(request.headers['user-agent']);
    const token = await this.sessions.open(member, 'browser', about);
    setSessionCookie(request, response, token, LIVES_MS.browser, this.config.publicUrl);
    this.audit.did(member.name, 'session:opened', about);
    return member;
  }
}
