import { Injectable } from '@nestjs/common';
import { ImportHistory } from './import-history.js';
import { Imports } from '../imports.service.js';
import { ConsoleHandlerRegistry } from '../../../rooms/messages/console-handler-registry.js';
import { SharedUse } from '../../../rooms/spellbook/shared-use.js';
import { Spellbook } from '../../../rooms/spellbook/spellbook.js';

@Injectable()
export class ImportsHandlers {
  constructor(handlers: ConsoleHandlerRegistry, shared: SharedUse) {
    handlers.register({
      'import:store': async ({ room, session }, store) => {
        const [imports, { bookId }] = [room.part(Imports), room.part(Spellbook)];
        if (await imports.addsSpells(store)) await shared.check(session.member, { spellbookId: bookId });
        return imports.store(store);
      },
      'import:list': ({ room }) => room.part(ImportHistory).list(),
      'import:remove': ({ room, session }, remove) => room.part(ImportHistory).remove(remove, session.member.name),
      'import:restore': ({ room }, restore) => room.part(ImportHistory).restore(restore),
      'import:cancel': ({ room }, cancel) => room.part(Imports).cancel(cancel),
    });
  }
}
