import { Global, Module } from '@nestjs/common';
import { Metrics } from './metrics.js';
import { HealthController } from './health.controller.js';
import { MetricsController } from './metrics.controller.js';

/** Log is provided by AppModule, which was given it. */
@Global()
@Module({ controllers: [HealthController, MetricsController], providers: [Metrics], exports: [Metrics] })
export class OpsModule {}
