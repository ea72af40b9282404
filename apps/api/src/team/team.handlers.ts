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
      'team:show': ({ session, room }) => team.show(session, room),
      'member:invite': async ({ session: { member }, room }, { role, note, onlyHere }) => {
        const grant = { role, roomId: onlyHere === true ? room.id : null, organizationId: room.organizationId };
        return links.invitation(await team.invite(member, grant, note));
      },
      'member:change': ({ session }, change) => team.change(session.member, change),
      'member:assign': ({ room }, assign) => team.assign(room, assign),
      'member:rename': async ({ session, room }, rename) => meIn(await team.rename(session.member, rename), room),
      'member:remove': ({ session }, remove) => team.remove(session.member, remove),
      'invitation:withdraw': ({ session }, withdraw) => team.withdraw(session.member, withdraw),
      'key:make': ({ session }, make) => team.createKey(session.member, make),
      'session:end': ({ session }, { sessionId }) => sessions.end(session.member.id, sessionId),
      'audit:list': ({ session }, page) => audit.list(session.member.organizationId, page),
    });
  }
}
