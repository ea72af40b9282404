import { Controller, Get, Param, Req } from '@nestjs/common';
import { FailureError, type EventInfo } from '@wandcast/protocol';
import { eventCode } from '@wandcast/protocol/schemas';
import type { Request } from 'express';
import { RequiredRole } from '../../accounts/sessions/required-role.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { EventsService } from './events.service.js';
import { Rooms } from '../room/rooms.js';

type DoorAnswer = Pick<EventInfo, 'code' | 'title' | 'locked'> & { readonly secureUrl: string | null };

/** Lets a page say "no such room" before anyone has typed a name. */
@Controller('api/events')
@RequiredRole('none')
export class EventsController {
  constructor(
    private readonly events: EventsService,
    private readonly rooms: Rooms,
    private readonly config: ServerConfig,
  ) {}

  /** The code of the room served here, for commands on this machine; everyone else reads it off the stage. */
  @Get()
  current(@Req() request: Request): { code: string } {
    const local = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.ip ?? '');
    if (!local) throw new FailureError('forbidden');
    return { code: this.rooms.newest.event.code };
  }

  /**
   * The room of that code, or if it is over the one there is now: a code that someone kept leads in. Anyone who asks has
   * not come in yet, and is sent no more than the door says.
   */
  @Get(':code')
  async find(@Param('code') code: string): Promise<DoorAnswer> {
    const parsed = eventCode.safeParse(code);
    if (!parsed.success) throw new FailureError('event-unknown');
    await this.events.getByCode(parsed.data);
    const { title, locked, code: current } = this.rooms.newest.event;
    const { publicUrl } = this.config;
    // Anyone who came over plain http has no motion there: a server that has a secure address says which.
    const secureUrl = publicUrl.startsWith('https:') ? `${publicUrl}/?code=${current}` : null;
    return { code: current, title, locked, secureUrl };
  }
}
