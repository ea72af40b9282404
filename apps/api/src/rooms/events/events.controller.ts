import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { FailureError, type EventInfo } from '@wandcast/protocol';
import { eventCode } from '@wandcast/protocol/schemas';
import type { Request, Response } from 'express';
import { RequiredRole } from '../../accounts/sessions/required-role.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { isLoopback } from '../../platform/network/private-hosts.js';
import { cookieIn, setCookie } from '../../platform/http/cookies.js';
import { PHONE_COOKIE, PhoneCookies } from './phone-cookies.js';
import { CodeGuesses } from './code-guesses.js';
import { MainRoom } from './main-room.js';
import { OpenRooms } from './open-rooms.service.js';

type EventPreview = Pick<EventInfo, 'code' | 'title' | 'locked'> & { readonly secureUrl: string | null };

/** A phone's cookie outlives an evening, and not much more, ms. */
const PHONE_COOKIE_MS = 30 * 24 * 60 * 60 * 1000;

/** Public information about events, before joining. */
@Controller('api/events')
@RequiredRole('none')
export class EventsController {
  constructor(
    private readonly guesses: CodeGuesses,
    private readonly cookies: PhoneCookies,
    private readonly mainRoom: MainRoom,
    private readonly openRooms: OpenRooms,
    private readonly config: ServerConfig,
  ) {}

  /** Code of the main room's event, for commands on this machine only. @throws FailureError `forbidden` for other clients */
  @Get()
  current(@Req() request: Request): { code: string } {
    if (!isLoopback(request.ip ?? '')) throw new FailureError('forbidden');
    return { code: this.mainRoom.event.code };
  }

  /**
   * Public info of the current event, for those who have its code. Gives their browser a cookie, so that a ban also holds
   * for a new key.
   * @throws FailureError `event-unknown`, `event-over` with the code of a past event, `too-many-tries`
   */
  @Get(':code')
  async find(
    @Param('code') code: string,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<EventPreview> {
    response.setHeader('Cache-Control', 'no-store'); // the cookie is for this browser only
    const parsed = eventCode.safeParse(code);
    if (!parsed.success) throw new FailureError('event-unknown');
    const { id, roomId } = await this.guesses.find(parsed.data, request.ip ?? '');
    const event = await this.openRooms.eventOf(roomId);
    if (event.id !== id || event.isArchived) throw new FailureError('event-over');
    const { title, locked, code: current } = event;
    const cookie = cookieIn(request, PHONE_COOKIE, this.config);
    const phone = this.cookies.isValid(cookie) ? cookie : this.cookies.create();
    setCookie({ request, response }, PHONE_COOKIE, phone, PHONE_COOKIE_MS, this.config);
    const { publicUrl } = this.config;
    // Phones on plain http get no motion events, so tell the page the https address if there is one.
    const secureUrl = publicUrl.startsWith('https:') ? `${publicUrl}/?code=${current}` : null;
    return { code: current, title, locked, secureUrl };
  }
}
