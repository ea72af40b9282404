import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { starterSpellbook } from '@wandcast/gesture';
import type { Member } from '../../accounts/members/member.js';
import { FIRST_ORGANIZATION } from '../../accounts/members/organization.js';
import { EventLinks } from '../../rooms/events/event-links.js';
import { ConsoleHandlerRegistry, type ConsoleCaller } from '../../rooms/messages/console-handler-registry.js';
import { TeamService } from '../../team/team.service.js';
import { OrganizationsRepository } from './organizations.repository.js';

/** Organizations of the server, for owners of the first one. */
@Injectable()
export class OrganizationsHandlers {
  constructor(
    handlers: ConsoleHandlerRegistry,
    organizations: OrganizationsRepository,
    team: TeamService,
    links: EventLinks,
  ) {
    handlers.register({
      'organization:list': forFirst(() => organizations.list()),
      'organization:create': forFirst((_, { name }) => organizations.create(name, 'First spells', starterSpellbook)),
      'organization:rename': forFirst((_, { organizationId, name }) => organizations.rename(organizationId, name)),
      'organization:invite': forFirst(async (member, { organizationId, note }) => {
        const { id } = await organizations.get(organizationId);
        return links.invitation(await team.invite(member, { role: 'owner', roomId: null, organizationId: id }, note));
      }),
    });
  }
}

/** A handler that refuses members of other organizations. */
function forFirst<M, R>(handle: (member: Member, message: M) => Promise<R>) {
  return async ({ session: { member } }: ConsoleCaller, message: M): Promise<R> => {
    if (member.organizationId !== FIRST_ORGANIZATION) throw new FailureError('forbidden');
    return handle(member, message);
  };
}
