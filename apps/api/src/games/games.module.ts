import { Global, Module } from '@nestjs/common';
import { Leaderboard } from './leaderboard/leaderboard.service.js';
import { PlayedCastsRepository } from './scoring/played-casts.repository.js';
import { EqualJudgment } from './rounds/equal-judgment.js';
import { RoundsHandlers } from './rounds/rounds.handlers.js';
import { RoundsRepository } from './rounds/rounds.repository.js';
import { Rounds } from './rounds/rounds.service.js';
import { roomParts } from '../rooms/room/room-parts.js';

@Global()
@Module({
  providers: [RoundsRepository, PlayedCastsRepository, RoundsHandlers, roomParts(Rounds, EqualJudgment, Leaderboard)],
  exports: [RoundsRepository, PlayedCastsRepository],
})
export class GamesModule {}
