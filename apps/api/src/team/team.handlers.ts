import { Injectable } from '@nestjs/common';
import { AuditService } from '../accounts/audit/audit.service.js';
import { meIn } from '../accounts/members/member.js';
import { SessionsService } from '../accounts/sessions/sessions.service.js';
import { EventLinks } from '../rooms/events/event-links.js';
import { ConsoleHandlerRegistry } from '../rooms/messages/console-handler-registry.js';
import { TeamService } from './team.service.js';

@Injectable()
export class TeamHandlers {
  constructor(
    handlers: ConsoleHandlerRegistry,
    team: TeamService,
    sessions: SessionsService,
    audit: AuditService,
    links: EventLinks,
  ) {
    handlers.register({
      'team:show': ({ session, room }) => team.show(session, room.id),
      'member:invite': async ({ session, room }, invite) =>
        links.invitation(await team.invite(session.member, room.id, invite)),
      'member:change': (_caller, change) => team.change(change),
      'member:assign': ({ room }, assign) => team.assign(room.id, assign),
      'member:rename': async ({ session, room }, rename) => meIn(await team.rename(session.member, rename), room.id),
      'member:remove': (_caller, remove) => team.remove(remove),
      'invitation:withdraw': (_caller, withdraw) => team.withdraw(withdraw),
      'key:make': ({ session }, make) => team.createKey(session.member, make),
      'session:end': ({ session }, { sessionId }) => sessions.end(session.member.id, sessionId),
      'audit:list': (_caller, page) => audit.list(page),
    });
  }
}
