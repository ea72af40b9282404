import { Global, Module } from '@nestjs/common';
import { Bus } from './bus/bus.js';
import { Clock } from './clock.js';
import { ServerConfig } from './config/server-config.js';
import { Database } from './database/database.js';
import { PrismaService } from './database/prisma.service.js';
import { RequestForwarder } from './http/request-forwarder.js';
import { Metrics } from './metrics/metrics.js';
import { StorageCheck } from './database/storage-check.js';
import { ServerEvents } from './events/server-events.js';
import { AddressLimits } from './limits/address-limits.js';
import { BulkWork } from './limits/bulk-work.js';
import { Downloads } from './limits/downloads.js';
import { CastActivity } from './limits/cast-activity.js';
import { Admissions } from './sockets/admissions.js';
import { MessageFailures } from './failures/message-failures.js';

const providers = [
  ...[AddressLimits, Admissions, BulkWork, Bus, Clock, Database, Downloads, MessageFailures],
  ...[CastActivity, Metrics, PrismaService, ServerEvents, StorageCheck],
  {
    provide: RequestForwarder,
    useFactory: (config: ServerConfig) => new RequestForwarder((address, hop) => config.trustsProxy(address, hop)),
    inject: [ServerConfig],
  },
];

/** Global infrastructure: bus, database, clock, metrics, server events, storage check. */
@Global()
@Module({ providers, exports: providers })
export class PlatformModule {}
