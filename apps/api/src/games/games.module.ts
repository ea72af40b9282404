import { Global, Module } from '@nestjs/common';
import { BoardService } from './leaderboard/leaderboard.service.js';
import { PlayedCastsRepository } from './scoring/played-casts.repository.js';
import { RoundsRepository } from './rounds/rounds.repository.js';
import { RoundsService } from './rounds/rounds.service.js';

@Global()
@Module({
  providers: [RoundsRepository, RoundsService, PlayedCastsRepository, BoardService],
  exports: [RoundsRepository, RoundsService, PlayedCastsRepository, BoardService],
})
export class RoundsModule {}
