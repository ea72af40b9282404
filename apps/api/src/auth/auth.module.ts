import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { AccessService } from './access.service.js';
import { FailureFilter } from './failure.filter.js';
import { MemberGuard } from './member.guard.js';
import { SecretsRepository } from './secrets.repository.js';

const everyRoute = [
  { provide: APP_GUARD, useClass: MemberGuard },
  { provide: APP_FILTER, useClass: FailureFilter },
];

@Global()
@Module({ providers: [AccessService, SecretsRepository, ...everyRoute], exports: [AccessService] })
export class AuthModule {}
