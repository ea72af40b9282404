import { Controller, Get, Param, Req } from '@nestjs/common';
import { FailureError, type EventInfo } from '@wandcast/protocol';
import { eventCode } from '@wandcast/protocol/schemas';
import type { Request } from 'express';
import { RequiredRole } from '../../accounts/sessions/required-role.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { isLoopback } from '../../platform/network/private-hosts.js';
import { EventsService } from './events.service.js';
import { Rooms } from '../room/rooms.js';

type EventPreview = Pick<EventInfo, 'code' | 'title' | 'locked'> & { readonly secureUrl: string | null };

/** Public information about events, before joining. */
@Controller('api/events')
@RequiredRole('none')
export class EventsController {
  constructor(
    private readonly events: EventsService,
    private readonly rooms: Rooms,
    private readonly config: ServerConfig,
  ) {}

  /** Code of the newest event, for commands on this machine only. @throws FailureError `forbidden` for other clients */
  @Get()
  current(@Req() request: Request): { code: string } {
    if (!isLoopback(request.ip ?? '')) throw new FailureError('forbidden');
    return { code: this.rooms.newest.event.code };
  }

  /**
   * Public info of the event with this code, or of the newest event if that one is over, so that old codes still lead
   * to a room.
   * @throws FailureError `event-unknown`
   */
  @Get(':code')
  async find(@Param('code') code: string): Promise<EventPreview> {
    const parsed = eventCode.safeParse(code);
    if (!parsed.success) throw new FailureError('event-unknown');
    await this.events.getByCode(parsed.data);
    const { title, locked, code: current } = this.rooms.newest.event;
    const { publicUrl } = this.config;
    // Phones on plain http get no motion events, so tell the page the https address if there is one.
    const secureUrl = publicUrl.startsWith('https:') ? `${publicUrl}/?code=${current}` : null;
    return { code: current, title, locked, secureUrl };
  }
}
