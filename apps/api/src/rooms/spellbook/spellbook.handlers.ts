import { Injectable } from '@nestjs/common';
import { SpellEdits } from './spell-edits.js';
import { SpellbookList } from './spellbook-list.js';
import { ConsoleHandlerRegistry } from '../messages/console-handler-registry.js';

@Injectable()
export class SpellbookHandlers {
  constructor(handlers: ConsoleHandlerRegistry) {
    handlers.register({
      'spell:create': ({ room }, spell) => room.part(SpellEdits).create(spell),
      'spell:draw': ({ room }, draw) => room.part(SpellEdits).draw(draw),
      'spell:draw-second': ({ room }, draw) => room.part(SpellEdits).drawSecond(draw),
      'spell:remove': ({ room }, remove) => room.part(SpellEdits).remove(remove),
      'spell:restore': ({ room }, restore) => room.part(SpellEdits).restore(restore),
      'spell:rename': ({ room }, rename) => room.part(SpellEdits).rename(rename),
      'spell:recolor': ({ room }, recolor) => room.part(SpellEdits).recolor(recolor),
      'spell:describe': ({ room }, describe) => room.part(SpellEdits).describe(describe),
      'spell:direction': ({ room }, direct) => room.part(SpellEdits).direct(direct),
      'spell:move': ({ room }, move) => room.part(SpellEdits).move(move),
      'spells:import': ({ room }, spells) => room.part(SpellEdits).import(spells),
      'book:create': ({ room }, book) => room.part(SpellbookList).create(book),
      'book:show': ({ room }, show) => room.part(SpellEdits).show(show),
      'book:rename': ({ room }, rename) => room.part(SpellbookList).rename(rename),
      'book:archive': ({ room }, archive) => room.part(SpellbookList).archive(archive),
      'book:restore': ({ room }, restore) => room.part(SpellbookList).restore(restore),
      'book:delete': ({ room }, book) => room.part(SpellbookList).delete(book),
    });
  }
}
