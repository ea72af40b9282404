import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { LinkTokensService } from './tokens/link-tokens.service.js';
import { AccountsController } from './sign-in/accounts.controller.js';
import { AccountsService } from './sign-in/accounts.service.js';
import { AuditRepository } from './audit/audit.repository.js';
import { AuditService } from './audit/audit.service.js';
import { BucketsRepository } from '../platform/limits/buckets.repository.js';
import { FailedSignIns } from './sign-in/failed-sign-ins.js';
import { KnownPlacesRepository } from './sign-in/known-places.repository.js';
import { KnownPlaces } from './sign-in/known-places.service.js';
import { FailureFilter } from '../platform/failures/failure.filter.js';
import { InvitationsRepository } from './invitations/invitations.repository.js';
import { LoginRateLimiter } from '../platform/limits/login-rate-limiter.js';
import { MemberGuard } from './sessions/member.guard.js';
import { MembersRepository } from './members/members.repository.js';
import { RoomAccess } from './members/room-access.js';
import { SecretsRepository } from './tokens/secrets.repository.js';
import { SessionsRepository } from './sessions/sessions.repository.js';
import { SessionsService } from './sessions/sessions.service.js';

const services = [LinkTokensService, AccountsService, AuditService, RoomAccess, SessionsService];
const ownServices = [FailedSignIns, KnownPlaces, KnownPlacesRepository];
const repositories = [
  ...[AuditRepository, InvitationsRepository, MembersRepository, SecretsRepository, SessionsRepository],
];
const everyRoute = [
  { provide: APP_GUARD, useClass: MemberGuard },
  { provide: APP_FILTER, useClass: FailureFilter },
];

const rateLimiter = {
  provide: LoginRateLimiter,
  useFactory: (buckets: BucketsRepository) => new LoginRateLimiter(buckets),
  inject: [BucketsRepository],
};

@Global()
@Module({
  controllers: [AccountsController],
  providers: [...services, ...repositories, ...ownServices, ...everyRoute, BucketsRepository, rateLimiter],
  exports: [...services, InvitationsRepository, MembersRepository, SessionsRepository],
})
export class AccountsModule {}
