import { Injectable } from '@nestjs/common';
import { SharedUse } from './shared-use.js';
import { SpellEdits } from './spell-edits.js';
import { Spellbook } from './spellbook.js';
import { SpellbookList } from './spellbook-list.js';
import { ConsoleHandlerRegistry, type ConsoleCaller } from '../messages/console-handler-registry.js';

@Injectable()
export class SpellbookHandlers {
  constructor(
    handlers: ConsoleHandlerRegistry,
    private readonly shared: SharedUse,
  ) {
    handlers.register({
      'spell:create': this.changing((edits, spell) => edits.create(spell)),
      'spell:draw': this.changing((edits, draw) => edits.draw(draw)),
      'spell:draw-second': this.changing((edits, draw) => edits.drawSecond(draw)),
      'spell:remove': this.changing((edits, remove) => edits.remove(remove)),
      'spell:restore': this.changing((edits, restore) => edits.restore(restore)),
      'spell:rename': this.changing((edits, rename) => edits.rename(rename)),
      'spell:recolor': this.changing((edits, recolor) => edits.recolor(recolor)),
      'spell:describe': this.changing((edits, describe) => edits.describe(describe)),
      'spell:direction': this.changing((edits, direct) => edits.direct(direct)),
      'spell:move': this.changing((edits, move) => edits.move(move)),
      'spells:import': this.changing((edits, spells) => edits.import(spells)),
      'book:create': ({ room }, book) => room.part(SpellbookList).create(book),
      'book:show': ({ room }, show) => room.part(SpellEdits).show(show),
      'book:rename': async ({ room, session }, rename) => {
        await this.shared.check(session.member, { spellbookId: rename.bookId });
        return room.part(SpellbookList).rename(rename);
      },
      'book:archive': ({ room }, archive) => room.part(SpellbookList).archive(archive),
      'book:restore': ({ room }, restore) => room.part(SpellbookList).restore(restore),
      'book:delete': ({ room }, book) => room.part(SpellbookList).delete(book),
    });
  }

  /** A handler for members who may change the book of the message, by default that of the room. */
  private changing<M extends { readonly bookId?: string | undefined }, R>(
    change: (edits: SpellEdits, message: M) => Promise<R>,
  ): (caller: ConsoleCaller, message: M) => Promise<R> {
    return async ({ room, session }, message) => {
      await this.shared.check(session.member, { spellbookId: message.bookId ?? room.part(Spellbook).bookId });
      return change(room.part(SpellEdits), message);
    };
  }
}
