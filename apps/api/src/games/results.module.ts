import { Global, Module } from '@nestjs/common';
import { GameResults } from './results/game-results.service.js';
import { ResultsController } from './results/results.controller.js';
import { ResultsRepository } from './results/results.repository.js';
import { ResultsService } from './results/results.service.js';
import { SummaryController } from './summary/summary.controller.js';
import { SummaryRepository } from './summary/summary.repository.js';
import { SummaryService } from './summary/summary.service.js';

/** Results file and summary page of an event. */
@Global()
@Module({
  controllers: [ResultsController, SummaryController],
  providers: [GameResults, ResultsRepository, ResultsService, SummaryRepository, SummaryService],
  exports: [GameResults, ResultsRepository, SummaryRepository],
})
export class ResultsModule {}
