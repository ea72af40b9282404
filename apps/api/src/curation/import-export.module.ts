import { Global, Module } from '@nestjs/common';
import { ExportedCastsRepository } from './export/exported-casts.repository.js';
import { ExportsController } from './export/exports.controller.js';
import { ExportsService } from './export/exports.service.js';
import { ImportRunService } from './import/import-run.service.js';
import { ImportWorkerService } from './import/import-worker.service.js';
import { ImportedCastsRepository } from './import/imported-casts.repository.js';
import { ImportsController } from './import/imports.controller.js';
import { ImportsRepository } from './import/imports.repository.js';
import { ImportsService } from './import/imports.service.js';

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
