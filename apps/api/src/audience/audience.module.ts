import { Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { AudienceHandlers } from './audience.handlers.js';
import { DuelWatcher } from './duel-watcher.js';
import { SouvenirsRepository } from './souvenirs/souvenirs.repository.js';
import { SouvenirsService } from './souvenirs/souvenirs.service.js';
import { TotalsNotifier } from './totals/totals-notifier.service.js';
import { TotalsRepository } from './totals/totals.repository.js';

@Module({
  providers: [
    ...[SouvenirsRepository, TotalsRepository, SouvenirsService, AudienceHandlers],
    roomParts(DuelWatcher, TotalsNotifier),
  ],
})
export class AudienceModule {}
