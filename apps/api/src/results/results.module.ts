import { Module } from '@nestjs/common';
import { GamesService } from './games.service.js';
import { ResultsController } from './results.controller.js';
import { ResultsRepository } from './results.repository.js';
import { ResultsService } from './results.service.js';
import { SummaryController } from './summary.controller.js';
import { SummaryRepository } from './summary.repository.js';
import { SummaryService } from './summary.service.js';

/** After the show. */
@Module({
  controllers: [ResultsController, SummaryController],
  providers: [GamesService, ResultsRepository, ResultsService, SummaryRepository, SummaryService],
})
export class ResultsModule {}
