import { Injectable } from '@nestjs/common';
import type { JoinInfo } from '@wandcast/protocol';
import { LinkTokensService } from '../../accounts/tokens/link-tokens.service.js';
import type { Room } from '../room/room.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { joinInfoOf } from '../../platform/http/join-info.js';

/** The addresses of the pages, as people open them. */
@Injectable()
export class EventLinks {
  constructor(
    private readonly config: ServerConfig,
    private readonly linkTokens: LinkTokensService,
  ) {}

  /** What the QR code holds: the event's code and nothing else. */
  join({ event }: Room): string {
    return `${this.config.publicUrl}/?code=${event.code}`;
  }
  /** Whether phones will be able to use their motion there, as things are now. */
  joinInfo(room: Room): JoinInfo {
    return joinInfoOf(this.join(room), this.config.networkAccess, new Date());
  }
  stage({ id }: Room): string {
    return `${this.config.publicUrl}/stage?token=${this.linkTokens.token('stage', id)}`;
  }
  /** Of this event, for good: it still works after the next event has begun. */
  summary({ id }: Room): string {
    return `${this.config.publicUrl}/summary?token=${this.linkTokens.token('summary', id)}`;
  }
  /** Anyone with this link may report what their phone measured. */
  preflight({ id }: Room): string {
    return `${this.config.publicUrl}/preflight?token=${this.linkTokens.token('preflight', id)}`;
  }
  get console(): string {
    return `${this.config.publicUrl}/console`;
  }

  /** EventLinks that make a member hold their token behind the #: it never leaves the browser that opens them. */
  setUp(token: string): string {
    return `${this.console}#set-up=${token}`;
  }
  invitation(token: string): string {
    return `${this.console}#invitation=${token}`;
  }
}
