import { Injectable } from '@nestjs/common';
import type { ConsoleState, Me } from '@wandcast/protocol';
import { CASTS_PATH } from '../casts/casts.controller.js';
import { DatasetsService } from '../datasets/datasets.service.js';
import { EventsService } from '../events/events.service.js';
import { eventInfo } from '../events/live-event.js';
import { ImportsService } from '../files/imports.service.js';
import { InferenceService } from '../inference/inference.service.js';
import { MODELS_PATH } from '../inference/models.controller.js';
import { RegistryService } from '../inference/registry.service.js';
import { HealthService } from '../ops/health.service.js';
import { PreflightsService } from '../preflight/preflights.service.js';
import { RehearsalService } from '../rehearsal/rehearsal.service.js';
import { RoundsService } from '../rounds/rounds.service.js';
import { ShowService } from '../show/show.service.js';
import { BooksService } from '../spells/books.service.js';
import { SpellsService } from '../spells/spells.service.js';
import { StageTicker } from '../stage/stage-ticker.js';
import { ReadinessService } from '../training/readiness.service.js';
import { TrainingService } from '../training/training.service.js';
import { Links } from './links.js';

/** All that a console needs to draw its page (SPEC H7). */
@Injectable()
export class ConsoleWelcomeService {
  constructor(
    private readonly events: EventsService,
    private readonly spells: SpellsService,
    private readonly books: BooksService,
    private readonly inference: InferenceService,
    private readonly registry: RegistryService,
    private readonly training: TrainingService,
    private readonly readiness: ReadinessService,
    private readonly imports: ImportsService,
    private readonly datasets: DatasetsService,
    private readonly rounds: RoundsService,
    private readonly show: ShowService,
    private readonly health: HealthService,
    private readonly rehearsal: RehearsalService,
    private readonly preflights: PreflightsService,
    private readonly stage: StageTicker,
    private readonly links: Links,
  ) {}

  /** @param me whoever signed in */
  for(me: Me): ConsoleState {
    return {
      me,
      event: eventInfo(this.events.current),
      joinUrl: this.links.join,
      stageUrl: this.links.stage,
      spells: this.spells.list(),
      model: this.inference.model,
      counts: this.stage.counts(),
      training: this.training.current,
      models: this.registry.list(),
      readiness: this.readiness.list(),
      removed: this.spells.removed(),
      books: this.books.list(),
      learning: this.events.current.learning,
      modelsUrl: `/${MODELS_PATH}`,
      castsUrl: `/${CASTS_PATH}`,
      import: this.imports.current,
      datasets: this.datasets.list(),
      show: this.show.show,
      rounds: this.rounds.list(),
      health: this.health.read(),
      summaryUrl: this.links.summary,
      rehearsal: this.rehearsal.current,
      door: this.links.door,
      preflightUrl: this.links.preflight,
      preflights: this.preflights.list(),
    };
  }
}
