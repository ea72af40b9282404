import { Injectable } from '@nestjs/common';
import type { JoinInfo, PageLinks } from '@wandcast/protocol';
import type { EventRecord } from '../room/event-record.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { joinInfoOf } from '../../platform/tls/join-info.js';
import { EventTokens } from './event-tokens.js';

/** A room, which need not be open here. */
interface LinkedRoom {
  readonly event: EventRecord;
}

/** Links to the pages, with tokens where they need one. */
@Injectable()
export class EventLinks {
  constructor(
    private readonly config: ServerConfig,
    private readonly tokens: EventTokens,
  ) {}

  /** The join link, as in the QR code. It contains only the event code. */
  join({ event }: LinkedRoom): string {
    return `${this.config.publicUrl}/?code=${event.code}`;
  }
  /** Whether phones that open the join link can currently use their motion sensors. */
  joinInfo(room: LinkedRoom): JoinInfo {
    return joinInfoOf(this.join(room), this.config.networkAccess, new Date());
  }
  stage({ event }: LinkedRoom): string {
    return `${this.config.publicUrl}/stage?token=${this.tokens.token('stage', event)}`;
  }
  /** The summary link of this event, which remains valid after later events begin. */
  summary(eventId: string): string {
    return `${this.config.publicUrl}/summary?token=${this.tokens.token('summary', { id: eventId, linkVersion: 0 })}`;
  }
  /** Anyone with this link may report what their phone measured. */
  preflight({ event }: LinkedRoom): string {
    return `${this.config.publicUrl}/preflight?token=${this.tokens.token('preflight', event)}`;
  }
  /** The links that moderators can renew. */
  pages(room: LinkedRoom): PageLinks {
    return { stageUrl: this.stage(room), preflightUrl: this.preflight(room) };
  }
  get console(): string {
    return `${this.config.publicUrl}/console`;
  }

  /** Creates an owner. The token is in the fragment, which browsers do not send to servers. */
  setUp(token: string): string {
    return `${this.console}#set-up=${token}`;
  }
  /** Creates a member; the token is in the fragment as well. */
  invitation(token: string): string {
    return `${this.console}#invitation=${token}`;
  }
}
