import { Global, Module } from '@nestjs/common';
import { HealthController } from './health.controller.js';
import { HealthService } from './health.service.js';
import { Metrics } from '../platform/metrics.js';
import { MetricsController } from './metrics.controller.js';
import { NodesRepository } from './nodes.repository.js';
import { RoomPulse } from '../rooms/health-stats/health-stats.js';

/** Log is provided by AppModule, which was given it. */
@Global()
@Module({
  controllers: [HealthController, MetricsController],
  providers: [
    HealthService,
    Metrics,
    NodesRepository,
    { provide: RoomPulse, useFactory: () => new RoomPulse(Date.now) },
  ],
  exports: [HealthService, Metrics, RoomPulse],
})
export class OpsModule {}
