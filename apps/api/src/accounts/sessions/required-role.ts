import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '@wandcast/protocol';
import type { Request } from 'express';
import type { Member } from '../members/member.js';
import type { Session } from './sessions.repository.js';

/** The least role a route needs, or `nothing`. A route that does not say is closed to everyone. */
export const RequiredRole = Reflector.createDecorator<Role | 'none'>();

/** A request the guard let through; with the session it showed, where the route needs a role. */
export type MemberRequest = Request & { session?: Session };

/** The session a request showed, as an argument of a route that needs a role. */
export const CurrentSession = createParamDecorator((_data: unknown, context: ExecutionContext): Session =>
  sessionOf(context),
);

/** Who asks, as an argument of a route that needs a role. */
export const CurrentMember = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Member => sessionOf(context).member,
);

function sessionOf(context: ExecutionContext): Session {
  const { session } = context.switchToHttp().getRequest<MemberRequest>();
  if (session === undefined) throw new Error('a route asks who asks, but needs no role');
  return session;
}
