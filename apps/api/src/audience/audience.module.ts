import { Module } from '@nestjs/common';
import { AudienceHandlers } from './audience.handlers.js';
import { SouvenirsRepository } from './souvenirs/souvenirs.repository.js';
import { SouvenirsService } from './souvenirs/souvenirs.service.js';

@Module({ providers: [AudienceHandlers, SouvenirsRepository, SouvenirsService] })
export class AudienceModule {}
