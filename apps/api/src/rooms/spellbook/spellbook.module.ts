import { Global, Module } from '@nestjs/common';
import { BooksRepository } from './spellbooks.repository.js';
import { BooksService } from './spellbooks.service.js';
import { SpellsRepository } from './spells.repository.js';
import { SpellsService } from './spells.service.js';

@Global()
@Module({
  providers: [BooksRepository, BooksService, SpellsRepository, SpellsService],
  exports: [BooksRepository, BooksService, SpellsService],
})
export class SpellsModule {}
