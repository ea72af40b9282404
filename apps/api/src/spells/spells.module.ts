import { Global, Module } from '@nestjs/common';
import { SpellsRepository } from './spells.repository.js';
import { SpellsService } from './spells.service.js';

@Global()
@Module({ providers: [SpellsRepository, SpellsService], exports: [SpellsService] })
export class SpellsModule {}
