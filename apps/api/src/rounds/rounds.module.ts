import { Global, Module } from '@nestjs/common';
import { BoardService } from './board.service.js';
import { PlayedCastsRepository } from './played-casts.repository.js';
import { RoundsRepository } from './rounds.repository.js';
import { RoundsService } from './rounds.service.js';

@Global()
@Module({
  providers: [RoundsRepository, RoundsService, PlayedCastsRepository, BoardService],
  exports: [RoundsRepository, RoundsService, PlayedCastsRepository, BoardService],
})
export class RoundsModule {}
