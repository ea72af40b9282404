import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AuthModule } from './auth/auth.module.js';
import { CastsModule } from './casts/casts.module.js';
import { DatasetsModule } from './datasets/datasets.module.js';
import { EventsModule } from './events/events.module.js';
import { FilesModule } from './files/files.module.js';
import { InferenceModule } from './inference/inference.module.js';
import { LabellingModule } from './labelling/labelling.module.js';
import { Log } from './ops/log.js';
import { OpsModule } from './ops/ops.module.js';
import { PeopleModule } from './people/people.module.js';
import { PersistenceModule } from './persistence/persistence.module.js';
import { PreflightModule } from './preflight/preflight.module.js';
import { ProgrammeModule } from './programme/programme.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { ResultsModule } from './results/results.module.js';
import { RehearsalModule } from './rehearsal/rehearsal.module.js';
import { RoundsModule } from './rounds/rounds.module.js';
import { ServerConfig } from './server-config.js';
import { ShowModule } from './show/show.module.js';
import { SpellsModule } from './spells/spells.module.js';
import { StageModule } from './stage/stage.module.js';
import { TrainingModule } from './training/training.module.js';

const modules = [
  ...[OpsModule, PersistenceModule, AuthModule, SpellsModule, EventsModule, PeopleModule],
  ...[InferenceModule, StageModule, CastsModule, LabellingModule, DatasetsModule, TrainingModule],
  ...[ProgrammeModule, FilesModule, RoundsModule, ShowModule, ResultsModule, RehearsalModule],
  ...[PreflightModule, RealtimeModule],
];

@Global()
@Module({})
export class AppModule {
  static with(config: ServerConfig, log: Log): DynamicModule {
    const providers = [
      { provide: ServerConfig, useValue: config },
      { provide: Log, useValue: log },
    ];
    return { module: AppModule, imports: modules, providers, exports: providers };
  }
}
