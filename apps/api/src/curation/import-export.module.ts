import { Global, Module } from '@nestjs/common';
import { ExportedCastsRepository } from './export/exported-casts.repository.js';
import { ExportsController } from './export/exports.controller.js';
import { Exports } from './export/exports.service.js';
import { ImportDeletions } from './import/history/import-deletions.service.js';
import { ImportHistoryRepository } from './import/history/import-history.repository.js';
import { ImportHistory } from './import/history/import-history.js';
import { ImportRun } from './import/import-run.service.js';
import { ImportWorker } from './import/import-worker.service.js';
import { ImportedCastsRepository } from './import/imported-casts.repository.js';
import { ImportsController } from './import/imports.controller.js';
import { ImportsHandlers } from './import/history/imports.handlers.js';
import { ImportsRepository } from './import/imports.repository.js';
import { Imports } from './import/imports.service.js';
import { PastImports } from './import/past-imports.js';
import { roomParts } from '../rooms/room/room-parts.js';

@Global()
@Module({
  controllers: [ExportsController, ImportsController],
  providers: [
    ...[ExportedCastsRepository, ImportedCastsRepository, ImportHistoryRepository, ImportsRepository],
    ...[ImportsHandlers, PastImports, Exports, ImportDeletions],
    roomParts(Imports, ImportHistory, ImportRun, ImportWorker),
  ],
})
export class ImportExportModule {}
