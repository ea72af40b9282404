import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FailureError, mayAct } from '@wandcast/protocol';
import type { Request } from 'express';
import { ServerConfig } from '../../platform/config/server-config.js';
import { RoomAccess } from '../members/room-access.js';
import { RequiredRole, type MemberRequest, type RequiredRoleOf } from './required-role.js';
import { isRead } from '../../platform/http/is-read.js';
import { isOwnPage } from '../../platform/network/page-origin.js';
import { sessionTokenOf } from './session-cookie.js';
import { SessionsService } from './sessions.service.js';

/**
 * Checks session and role before every route. Public routes that change something also require a page of this server,
 * so that no other site can sign a browser in.
 */
@Injectable()
export class MemberGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly sessions: SessionsService,
    private readonly access: RoomAccess,
    private readonly config: ServerConfig,
  ) {}

  /** @throws FailureError `unauthorized`, `forbidden`, `page-foreign` */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true; // each gateway authorizes its sockets at the handshake
    const targets = [context.getHandler(), context.getClass()];
    const needs = this.reflector.getAllAndOverride(RequiredRole, targets) as RequiredRoleOf | undefined;
    const request = context.switchToHttp().getRequest<MemberRequest>();
    if (needs === 'none') {
      if (!isRead(request) && !isOwnPage(request, this.config)) throw new FailureError('page-foreign');
      return true;
    }
    const session = await this.sessions.find(this.tokenOf(request) ?? '');
    if (session === undefined) throw new FailureError('unauthorized');
    const role = await this.access.roleIn(session.member, request.params['room']?.toString());
    const isAllowed = needs === 'member' || (needs !== undefined && role !== null && mayAct(role, needs));
    if (!isAllowed) throw new FailureError('forbidden');
    request.session = session;
    return true;
  }

  /** A bearer key, or a browser's session cookie if the request is from a page of this server. */
  private tokenOf(request: Request): string | undefined {
    const [, key] = /^Bearer (.{1,200})$/.exec(request.headers.authorization ?? '') ?? [];
    return key ?? sessionTokenOf(request, this.config);
  }
}
