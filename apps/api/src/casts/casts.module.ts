import { Global, Module } from '@nestjs/common';
import { CastRowsRepository } from './cast-rows.repository.js';
import { CastsRepository } from './casts.repository.js';
import { CastsService } from './casts.service.js';

@Global()
@Module({ providers: [CastRowsRepository, CastsRepository, CastsService], exports: [CastsService, CastsRepository] })
export class CastsModule {}
