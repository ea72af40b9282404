import { Injectable } from '@nestjs/common';
import { DeletionsService } from '../rooms/deletions/deletions.service.js';
import { HealthStats } from '../rooms/health-stats/health-stats.js';
import { CastsService } from './casts.service.js';
import { PersonalAdapters } from './personal/personal-adapters.service.js';
import { WandHandlerRegistry } from './wand-handler-registry.js';

@Injectable()
export class CastsHandlers {
  constructor(handlers: WandHandlerRegistry, casts: CastsService, deletions: DeletionsService) {
    handlers.register({
      'cast:start': ({ session }, start) => {
        casts.start(session, start);
      },
      'cast:cancel': ({ session }, { castId }) => {
        session.cancel(castId);
      },
      'cast:end': ({ session }, end) => casts.end(session, end),
      'cast:replay': async ({ session }, cast) => {
        const stored = await casts.replay(session, cast);
        const wasDelayed = cast.spotted !== true; // a spotted movement is always sent whole
        if (!stored.duplicate && wasDelayed) session.room.part(HealthStats).pendingCastStored();
        return stored;
      },
      'cast:confirm': ({ session: { room, attendance } }, { castId }) =>
        room.part(PersonalAdapters).confirm(attendance.participant.id, castId),
      'adaptation:forget': ({ session: { room, attendance } }) =>
        room.part(PersonalAdapters).forget(attendance.participant.id),
      'casts:list': ({ session }, page) => casts.list(session, page),
      'casts:fetch': ({ session }, fetch) => casts.fetch(session, fetch),
      'casts:delete': ({ session }, deletion) => deletions.delete(session.attendance, deletion),
      'me:forget': ({ session }) => deletions.forget(session.attendance),
    });
  }
}
