import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Role } from '@wandcast/protocol';
import type { Request } from 'express';
import type { Member } from './member.js';

/** The least role a route needs, or `nothing`. A route that does not say is closed to everyone. */
export const Needs = Reflector.createDecorator<Role | 'nothing'>();

/** A request the guard let through; the member is whoever signed in, where the route needs a role. */
export type MemberRequest = Request & { member?: Member };

/** Who asks, as an argument of a route that needs a role. */
export const By = createParamDecorator((_data: unknown, context: ExecutionContext): Member => {
  const { member } = context.switchToHttp().getRequest<MemberRequest>();
  if (member === undefined) throw new Error('a route asks who asks, but needs no role');
  return member;
});
