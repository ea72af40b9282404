import { Global, Module } from '@nestjs/common';
import { AccessService } from './access.service.js';
import { SecretsRepository } from './secrets.repository.js';

@Global()
@Module({ providers: [AccessService, SecretsRepository], exports: [AccessService] })
export class AuthModule {}
