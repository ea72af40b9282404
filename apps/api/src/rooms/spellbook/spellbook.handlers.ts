import { Injectable } from '@nestjs/common';
import { Spellbook } from './spellbook.js';
import { SpellbookList } from './spellbook-list.js';
import { ConsoleHandlerRegistry } from '../messages/console-handler-registry.js';

@Injectable()
export class SpellbookHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'spell:create': ({ room }, spell) => room.part(Spellbook).create(spell),
      'spell:draw': ({ room }, draw) => room.part(Spellbook).draw(draw),
      'spell:remove': ({ room }, remove) => room.part(Spellbook).remove(remove),
      'spell:restore': ({ room }, restore) => room.part(Spellbook).restore(restore),
      'spell:rename': ({ room }, rename) => room.part(Spellbook).rename(rename),
      'spell:recolor': ({ room }, recolor) => room.part(Spellbook).recolor(recolor),
      'spell:describe': ({ room }, describe) => room.part(Spellbook).describe(describe),
      'spell:move': ({ room }, move) => room.part(Spellbook).move(move),
      'spells:import': ({ room }, spells) => room.part(Spellbook).import(spells),
      'book:create': ({ room }, book) => room.part(SpellbookList).create(book),
      'book:rename': ({ room }, rename) => room.part(SpellbookList).rename(rename),
      'book:archive': ({ room }, archive) => room.part(SpellbookList).archive(archive),
      'book:restore': ({ room }, restore) => room.part(SpellbookList).restore(restore),
    });
  }
}
