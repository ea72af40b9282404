import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessService } from './access.service.js';
import { AccountsController } from './accounts.controller.js';
import { AccountsService } from './accounts.service.js';
import { AuditRepository } from './audit.repository.js';
import { AuditService } from './audit.service.js';
import { FailureFilter } from './failure.filter.js';
import { InvitationsRepository } from './invitations.repository.js';
import { MemberGuard } from './member.guard.js';
import { MembersRepository } from './members.repository.js';
import { SecretsRepository } from './secrets.repository.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { TeamService } from './team.service.js';

const services = [AccessService, AccountsService, AuditService, SessionsService, TeamService];
const repositories = [
  ...[AuditRepository, InvitationsRepository, MembersRepository, SecretsRepository, SessionsRepository],
];
const everyRoute = [
  { provide: APP_GUARD, useClass: MemberGuard },
  { provide: APP_FILTER, useClass: FailureFilter },
];

@Global()
@Module({
  controllers: [AccountsController],
  providers: [...services, ...repositories, ...everyRoute],
  exports: services,
})
export class AuthModule {}
