import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from './accounts/accounts.module.js';
import { CastsModule } from './casting/casting.module.js';
import { DatasetsModule } from './curation/datasets/datasets.module.js';
import { EventsModule } from './rooms/rooms.module.js';
import { FilesModule } from './curation/import-export.module.js';
import { InferenceModule } from './models/models.module.js';
import { LabelingModule } from './curation/labeling.module.js';
import { Log } from './platform/logging/log.js';
import { OpsModule } from './health/health.module.js';
import { PeopleModule } from './moderation/moderation.module.js';
import { PersistenceModule } from './platform/database/database.module.js';
import { PreflightModule } from './rooms/preflight/preflight.module.js';
import { ProgrammeModule } from './lifecycle/event-lifecycle.module.js';
import { RealtimeModule } from './gateways/gateways.module.js';
import { ResultsModule } from './games/results.module.js';
import { RehearsalModule } from './rehearsal/rehearsal.module.js';
import { RoundsModule } from './games/games.module.js';
import { ServerConfig } from './platform/config/server-config.js';
import { StepsModule } from './lifecycle/steps.module.js';
import { SpellsModule } from './rooms/spellbook/spellbook.module.js';
import { StageModule } from './casting/stage/stage.module.js';
import { TrainingModule } from './training/training.module.js';
import { RoomEvents } from './rooms/room/room-events.js';
import { ServerEvents } from './platform/server-events.js';
import { ExplorerModule } from './curation/explorer/explorer.module.js';

const modules = [
  ...[OpsModule, PersistenceModule, AuthModule, SpellsModule, EventsModule, PeopleModule],
  ...[InferenceModule, StageModule, CastsModule, ExplorerModule, LabelingModule, DatasetsModule, TrainingModule],
  ...[ProgrammeModule, FilesModule, RoundsModule, StepsModule, ResultsModule, RehearsalModule],
  ...[PreflightModule, RealtimeModule],
];

@Global()
@Module({})
export class AppModule {
  static with(config: ServerConfig, log: Log): DynamicModule {
    const providers = [
      { provide: ServerConfig, useValue: config },
      { provide: Log, useValue: log },
      RoomEvents,
      ServerEvents,
    ];
    return { module: AppModule, imports: modules, providers, exports: providers };
  }
}
