import { Injectable } from '@nestjs/common';
import { DeletionsService } from '../rooms/deletions/deletions.service.js';
import { HealthStats } from '../rooms/health-stats/health-stats.js';
import { CastsService } from './casts.service.js';
import { WandHandlers } from './wand-handlers.js';

@Injectable()
export class CastsHandlers {
  constructor(handlers: WandHandlers, casts: CastsService, deletions: DeletionsService) {
    handlers.register({
      'cast:start': ({ session }, start) => {
        casts.start(session, start);
      },
      'cast:cancel': ({ session }, { castId }) => {
        session.cancel(castId);
      },
      'cast:end': ({ session }, end) => casts.end(session, end),
      'cast:replay': async ({ session, room }, cast) => {
        const stored = await casts.replay(session, cast);
        if (!stored.duplicate) room.part(HealthStats).pendingCastStored();
        return stored;
      },
      'casts:list': ({ attendance }, page) => casts.list(attendance.participant, page),
      'casts:fetch': ({ attendance }, fetch) => casts.fetch(attendance.participant, fetch),
      'casts:delete': ({ attendance }, deletion) => deletions.delete(attendance, deletion),
      'me:forget': ({ attendance }) => deletions.forget(attendance),
    });
  }
}
