import { Injectable } from '@nestjs/common';
import { Reactions } from '../casting/stage/reactions.service.js';
import { StageFrames } from '../casting/stage/stage-frames.service.js';
import { WandHandlerRegistry } from '../casting/wand-handler-registry.js';
import { StageHandlerRegistry } from '../rooms/messages/stage-handler-registry.js';
import { ParticipantsService } from '../rooms/participants/participants.service.js';
import { SouvenirsService } from './souvenirs/souvenirs.service.js';

@Injectable()
export class AudienceHandlers {
  constructor(
    wand: WandHandlerRegistry,
    stage: StageHandlerRegistry,
    participants: ParticipantsService,
    souvenirs: SouvenirsService,
  ) {
    wand.register({
      'reaction:send': ({ session }, { reaction }) => {
        session.room.part(Reactions).react(session.attendance.participant, reaction);
      },
      'me:locate': ({ session }) => {
        session.room.part(Reactions).locate(session.attendance.participant);
      },
      'me:change': ({ session }, change) => participants.change(session.attendance, change),
      'souvenir:fetch': ({ session }) => souvenirs.read(session.room, session.attendance, session.gone),
    });
    stage.register({
      'spotlight:report': ({ room }, { castId }) => {
        room.part(StageFrames).spotlit(castId);
      },
    });
  }
}
