import { Global, Module } from '@nestjs/common';
import { ExportedCastsRepository } from './exported-casts.repository.js';
import { ExportsController } from './exports.controller.js';
import { ExportsService } from './exports.service.js';
import { ImportRunService } from './import-run.service.js';
import { ImportWorkerService } from './import-worker.service.js';
import { ImportedCastsRepository } from './imported-casts.repository.js';
import { ImportsController } from './imports.controller.js';
import { ImportsRepository } from './imports.repository.js';
import { ImportsService } from './imports.service.js';

@Global()
@Module({
  controllers: [ExportsController, ImportsController],
  providers: [
    ...[ExportedCastsRepository, ExportsService, ImportRunService, ImportWorkerService],
    ...[ImportedCastsRepository, ImportsRepository, ImportsService],
  ],
  exports: [ImportsService],
})
export class FilesModule {}
