import { Injectable } from '@nestjs/common';
import type { ConsoleState, Me } from '@wandcast/protocol';
import { Datasets } from '../curation/datasets/datasets.service.js';
import type { Room } from '../rooms/room/room.js';
import { consoleRoom, eventInfo } from '../rooms/room/event-record.js';
import { Imports } from '../curation/import/imports.service.js';
import { Inference } from '../models/inference.service.js';
import { DamagedModels } from '../models/damaged-models.service.js';
import { roomUrl } from '../rooms/events/room-paths.js';
import { ModelRegistry } from '../models/model-registry.service.js';
import { HealthReport } from '../health/health.service.js';
import { Preflights } from '../rooms/preflight/preflights.js';
import { Rehearsals } from '../rehearsal/rehearsal.service.js';
import { Rounds } from '../games/rounds/rounds.service.js';
import { Steps } from '../run-of-show/steps.service.js';
import { SpellbookList } from '../rooms/spellbook/spellbook-list.js';
import { Spellbook } from '../rooms/spellbook/spellbook.js';
import { StageFrames } from '../casting/stage/stage-frames.service.js';
import { ReadinessCounter } from '../training/readiness-counter.js';
import { Trainings } from '../training/training.service.js';
import { EventLinks } from '../rooms/events/event-links.js';

/** Builds the state that a console receives when it connects (SPEC H7). */
@Injectable()
export class ConsoleWelcomeService {
  constructor(private readonly links: EventLinks) {}

  /** @param me the signed-in member */
  for(room: Room, me: Me): ConsoleState {
    const { links } = this;
    return {
      me,
      event: eventInfo(room.event),
      joinUrl: links.join(room),
      ...links.pages(room),
      spells: room.part(Spellbook).list(),
      model: room.part(Inference).model,
      counts: room.part(StageFrames).counts(),
      capacity: room.event.capacity,
      training: room.part(Trainings).current,
      models: room.part(ModelRegistry).list(),
      damagedModels: room.part(DamagedModels).list(),
      readiness: room.part(ReadinessCounter).list(),
      removed: room.part(Spellbook).removed(),
      books: room.part(SpellbookList).list(),
      learning: room.event.learning,
      room: consoleRoom(room.event),
      roomUrl: roomUrl(room.id),
      modelsUrl: `${roomUrl(room.id)}/models`,
      castsUrl: `${roomUrl(room.id)}/casts`,
      import: room.part(Imports).current,
      datasets: room.part(Datasets).list(),
      runOfShow: room.part(Steps).runOfShow,
      rounds: room.part(Rounds).list(),
      health: room.part(HealthReport).read(),
      summaryUrl: links.summary(room.eventId),
      rehearsal: room.part(Rehearsals).current,
      joinInfo: links.joinInfo(room),
      preflights: room.part(Preflights).list(),
    };
  }
}
