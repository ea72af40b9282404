import { Injectable } from '@nestjs/common';
import type { ConsoleState, Me } from '@wandcast/protocol';
import { CASTS_PATH } from '../curation/explorer/explorer.controller.js';
import { DatasetsService } from '../curation/datasets/datasets.service.js';
import { EventsService } from '../rooms/events/events.service.js';
import { eventInfo } from '../rooms/events/live-event.js';
import { ImportsService } from '../curation/import/imports.service.js';
import { InferenceService } from '../models/inference.service.js';
import { MODELS_PATH } from '../models/models.controller.js';
import { RegistryService } from '../models/model-registry.service.js';
import { HealthService } from '../health/health.service.js';
import { PreflightsService } from '../rooms/preflight/preflights.service.js';
import { RehearsalService } from '../rehearsal/rehearsal.service.js';
import { RoundsService } from '../games/rounds/rounds.service.js';
import { StepsService } from '../lifecycle/steps.service.js';
import { BooksService } from '../rooms/spellbook/spellbooks.service.js';
import { SpellsService } from '../rooms/spellbook/spells.service.js';
import { StageTicker } from '../casting/stage/stage-frames.service.js';
import { ReadinessService } from '../training/readiness.service.js';
import { TrainingService } from '../training/training.service.js';
import { Links } from '../rooms/events/event-links.js';

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
    private readonly steps: StepsService,
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
      runOfShow: this.steps.runOfShow,
      rounds: this.rounds.list(),
      health: this.health.read(),
      summaryUrl: this.links.summary,
      rehearsal: this.rehearsal.current,
      joinInfo: this.links.joinInfo,
      preflightUrl: this.links.preflight,
      preflights: this.preflights.list(),
    };
  }
}
