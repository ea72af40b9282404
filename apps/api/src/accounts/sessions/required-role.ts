import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '@wandcast/protocol';
import type { Request } from 'express';
import type { Member } from '../members/member.js';
import type { Session } from './sessions.repository.js';

/**
 * Decorator: the minimum role for a route, `member` for members with any roles, or `none` for a public route. The role is
 * that in the room of the path, else the one in every room. Routes without it refuse every request.
 */
export const RequiredRole = Reflector.createDecorator<RequiredRoleOf>();
export type RequiredRoleOf = Role | 'member' | 'none';

/** A request that passed the guard, with its session if the route requires a role. */
export type MemberRequest = Request & { session?: Session };

/** Parameter decorator: the session of the request. The route must require a role. */
export const CurrentSession = createParamDecorator((_data: unknown, context: ExecutionContext): Session =>
  sessionOf(context),
);

/** Parameter decorator: the signed-in member. The route must require a role. */
export const CurrentMember = createParamDecorator(
  (_data: unknown, context: ExecutionContext): Member => sessionOf(context).member,
);

function sessionOf(context: ExecutionContext): Session {
  const { session } = context.switchToHttp().getRequest<MemberRequest>();
  if (session === undefined) throw new Error('the route uses the session but requires no role');
  return session;
}
