import { Global, Module } from '@nestjs/common';
import { Bus } from '../bus/bus.js';
import { Database } from './database.js';
import { PrismaService } from './prisma.service.js';

@Global()
@Module({ providers: [Bus, Database, PrismaService], exports: [Bus, Database, PrismaService] })
export class PersistenceModule {}
