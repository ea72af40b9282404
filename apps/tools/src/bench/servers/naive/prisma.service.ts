import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './generated/prisma/client.js';

/** The statements that `prisma db push` generates from schema.prisma. */
const TABLES = [
  `CREATE TABLE "Cast" ("id" TEXT PRIMARY KEY, "participant" TEXT NOT NULL, "spell" TEXT NOT NULL,
    "probabilities" DOUBLE PRECISION[], "createdAt" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP)`,
  `CREATE TABLE "Sample" ("id" SERIAL PRIMARY KEY, "castId" TEXT NOT NULL, "t" DOUBLE PRECISION NOT NULL,
    "x" DOUBLE PRECISION NOT NULL, "y" DOUBLE PRECISION NOT NULL, "z" DOUBLE PRECISION NOT NULL,
    "gx" DOUBLE PRECISION NOT NULL, "gy" DOUBLE PRECISION NOT NULL, "gz" DOUBLE PRECISION NOT NULL)`,
  `CREATE INDEX "Sample_castId_idx" ON "Sample"("castId")`,
];

@Injectable()
export class PrismaService extends PrismaClient implements OnModuleInit {
  constructor() {
    super({ adapter: new PrismaPg({ connectionString: process.env['DATABASE_URL'] ?? '' }) });
  }

  async onModuleInit(): Promise<void> {
    for (const table of TABLES) await this.$executeRawUnsafe(table);
  }
}
