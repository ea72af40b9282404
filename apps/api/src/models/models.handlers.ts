import { Injectable } from '@nestjs/common';
import { DamagedModels } from './damaged-models.service.js';
import { ModelRegistry } from './model-registry.service.js';
import { FailureError } from '@wandcast/protocol';
import { PhoneTrials } from './phone-trials.js';
import { SharedUse } from '../rooms/spellbook/shared-use.js';
import { ConsoleHandlerRegistry } from '../rooms/messages/console-handler-registry.js';
import { PreflightHandlerRegistry } from '../rooms/messages/preflight-handler-registry.js';

@Injectable()
export class ModelsHandlers {
  constructor(handlers: ConsoleHandlerRegistry, preflight: PreflightHandlerRegistry, shared: SharedUse) {
    handlers.register({
      'model:activate': ({ room }, activate) => room.part(ModelRegistry).activate(activate),
      'model:threshold': async ({ room, session }, change) => {
        await shared.check(session.member, { activeModelId: change.modelId });
        return room.part(ModelRegistry).setThreshold(change);
      },
      'model:note': async ({ room, session }, change) => {
        await shared.check(session.member, { activeModelId: change.modelId });
        return room.part(ModelRegistry).setNote(change);
      },
      'model:discard': ({ room }, discard) => room.part(DamagedModels).discard(discard),
      'model:try': ({ room, session }, trial) => room.part(ModelRegistry).try(session.member.id, trial),
      'trial:open': ({ room, session }, open) => room.part(PhoneTrials).open(session.member.id, open),
      'model:inspect': ({ room }, inspect) => room.part(ModelRegistry).inspect(inspect),
    });
    preflight.register({
      'trial:cast': ({ room, welcome }, cast) => {
        if (!welcome.mayReport) throw new FailureError('unauthorized');
        return room.part(PhoneTrials).cast(cast);
      },
    });
  }
}
