import { Global, Module } from '@nestjs/common';
import { CastPicturesService } from './cast-pictures.service.js';
import { CastRowsRepository } from './cast-rows.repository.js';
import { CastsRepository } from './casts.repository.js';
import { CastsService } from './casts.service.js';

@Global()
@Module({
  providers: [CastPicturesService, CastRowsRepository, CastsRepository, CastsService],
  exports: [CastPicturesService, CastsService, CastsRepository],
})
export class CastsModule {}
