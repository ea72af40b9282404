import { Module } from '@nestjs/common';
import { roomParts } from '../rooms/room/room-parts.js';
import { ClockHandlers } from './clock.handlers.js';
import { HealthController } from './health.controller.js';
import { HealthReport } from './health.service.js';
import { MetricsController } from './metrics.controller.js';
import { NodeCount } from './node-count.js';
import { NodesRepository } from './nodes.repository.js';

@Module({
  controllers: [HealthController, MetricsController],
  providers: [NodeCount, NodesRepository, ClockHandlers, roomParts(HealthReport)],
})
export class HealthModule {}
