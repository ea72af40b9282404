import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { FailureError, mayAct, type Role } from '@wandcast/protocol';
import { EventsService } from '../events/events.service.js';
import { AccessService } from './access.service.js';
import { Needs, type MemberRequest } from './needs.js';

/** Stands before every route. */
@Injectable()
export class MemberGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly access: AccessService,
    private readonly events: EventsService,
  ) {}

  /** @throws FailureError `unauthorised`, `forbidden` */
  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true; // sockets have a door of their own: admit.ts
    const places = [context.getHandler(), context.getClass()];
    const needs = this.reflector.getAllAndOverride(Needs, places) as Role | 'nothing' | undefined;
    if (needs === 'nothing') return true;
    const request = context.switchToHttp().getRequest<MemberRequest>();
    const [, token] = /^Bearer (.{1,200})$/.exec(request.headers.authorization ?? '') ?? [];
    if (token === undefined) throw new FailureError('unauthorised');
    this.access.check('console', this.events.current.id, token);
    request.member = { id: 'console', name: 'console', role: 'owner' };
    if (needs === undefined || !mayAct(request.member.role, needs)) throw new FailureError('forbidden');
    return true;
  }
}
