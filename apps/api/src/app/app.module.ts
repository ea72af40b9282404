import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module.js';
import { AudienceModule } from '../audience/audience.module.js';
import { CastingModule } from '../casting/casting.module.js';
import { DatasetsModule } from '../curation/datasets/datasets.module.js';
import { ExplorerModule } from '../curation/explorer/explorer.module.js';
import { ImportExportModule } from '../curation/import-export.module.js';
import { LabelingModule } from '../curation/labeling.module.js';
import { MapModule } from '../curation/map/map.module.js';
import { GamesModule } from '../games/games.module.js';
import { ResultsModule } from '../games/results.module.js';
import { GatewaysModule } from '../gateways/gateways.module.js';
import { HealthModule } from '../health/health.module.js';
import { LifecycleModule } from '../lifecycle/lifecycle.module.js';
import { FirstPredictor } from '../models/worker/first-predictor.js';
import { ModelsModule } from '../models/models.module.js';
import { ModerationModule } from '../moderation/moderation.module.js';
import { ServerConfig } from '../platform/config/server-config.js';
import { Log } from '../platform/logging/log.js';
import { PlatformModule } from '../platform/platform.module.js';
import { RehearsalModule } from '../rehearsal/rehearsal.module.js';
import { RoomsModule } from '../rooms/rooms.module.js';
import { RunOfShowModule } from '../run-of-show/run-of-show.module.js';
import { TeamModule } from '../team/team.module.js';
import { TrainingModule } from '../training/training.module.js';

/**
 * Nest runs hooks of global modules in this order, then those of the others: rooms open before the services that work
 * for them start.
 */
const modules = [
  ...[PlatformModule, AccountsModule, RoomsModule, TeamModule, ModelsModule, CastingModule],
  ...[
    ExplorerModule,
    LabelingModule,
    MapModule,
    DatasetsModule,
    ImportExportModule,
    TrainingModule,
    GamesModule,
    ResultsModule,
    AudienceModule,
  ],
  ...[HealthModule, ModerationModule, RunOfShowModule, LifecycleModule, RehearsalModule, GatewaysModule],
];

@Global()
@Module({})
export class AppModule {
  static with(config: ServerConfig, log: Log, firstPredictor: FirstPredictor): DynamicModule {
    const providers = [
      { provide: ServerConfig, useValue: config },
      { provide: Log, useValue: log },
      { provide: FirstPredictor, useValue: firstPredictor },
    ];
    return { module: AppModule, imports: modules, providers, exports: providers };
  }
}
