import { Injectable } from '@nestjs/common';
import type { ConsoleState, Me } from '@wandcast/protocol';
import { CASTS_PATH } from '../curation/explorer/explorer.controller.js';
import { DatasetsService } from '../curation/datasets/datasets.service.js';
import type { Room } from '../rooms/room/room.js';
import { eventInfo } from '../rooms/room/live-event.js';
import { ImportsService } from '../curation/import/imports.service.js';
import { InferenceService } from '../models/inference.service.js';
import { MODELS_PATH } from '../models/models.controller.js';
import { RegistryService } from '../models/model-registry.service.js';
import { HealthService } from '../health/health.service.js';
import { Preflights } from '../rooms/preflight/preflights.js';
import { RehearsalService } from '../rehearsal/rehearsal.service.js';
import { RoundsService } from '../games/rounds/rounds.service.js';
import { StepsService } from '../lifecycle/steps.service.js';
import { SpellbookList } from '../rooms/spellbook/spellbook-list.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { StageTicker } from '../casting/stage/stage-frames.service.js';
import { ReadinessService } from '../training/readiness.service.js';
import { TrainingService } from '../training/training.service.js';
import { EventLinks } from '../rooms/events/event-links.js';

/** All that a console needs to draw its page (SPEC H7). */
@Injectable()
export class ConsoleWelcomeService {
  constructor(private readonly links: EventLinks) {}

  /** @param me who signed in */
  for(room: Room, me: Me): ConsoleState {
    const { links } = this;
    return {
      me,
      event: eventInfo(room.event),
      joinUrl: links.join(room),
      stageUrl: links.stage(room),
      spells: room.part(Spellbook).list(),
      model: room.part(InferenceService).model,
      counts: room.part(StageTicker).counts(),
      training: room.part(TrainingService).current,
      models: room.part(RegistryService).list(),
      readiness: room.part(ReadinessService).list(),
      removed: room.part(Spellbook).removed(),
      books: room.part(SpellbookList).list(),
      learning: room.event.learning,
      modelsUrl: `/${MODELS_PATH}`,
      castsUrl: `/${CASTS_PATH}`,
      import: room.part(ImportsService).current,
      datasets: room.part(DatasetsService).list(),
      runOfShow: room.part(StepsService).runOfShow,
      rounds: room.part(RoundsService).list(),
      health: room.part(HealthService).read(),
      summaryUrl: links.summary(room),
      rehearsal: room.part(RehearsalService).current,
      joinInfo: links.joinInfo(room),
      preflightUrl: links.preflight(room),
      preflights: room.part(Preflights).list(),
    };
  }
}
