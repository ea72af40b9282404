import { Module } from '@nestjs/common';
import { CastsGateway } from './casts.gateway.js';
import { CastsService } from './casts.service.js';
import { PrismaService } from './prisma.service.js';

@Module({ providers: [CastsGateway, CastsService, PrismaService] })
export class AppModule {}
