import { Injectable } from '@nestjs/common';
import type { JoinInfo } from '@wandcast/protocol';
import { AccessService } from '../../accounts/tokens/link-tokens.service.js';
import { EventsService } from './events.service.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { joinInfoOf } from '../../platform/http/join-info.js';

/** The addresses of the pages, as people open them. */
@Injectable()
export class Links {
  constructor(
    private readonly config: ServerConfig,
    private readonly access: AccessService,
    private readonly events: EventsService,
  ) {}

  /** What the QR code holds: the event's code and nothing else. */
  get join(): string {
    return `${this.config.publicUrl}/?code=${this.events.current.code}`;
  }
  /** Whether phones will be able to use their motion there, as things are now. */
  get joinInfo(): JoinInfo {
    return joinInfoOf(this.join, this.config.approach, new Date());
  }
  get stage(): string {
    return `${this.config.publicUrl}/stage?token=${this.access.token('stage', this.events.current.id)}`;
  }
  /** Of this event, for ever: the summary of an evening stays what it is when the next one has begun. */
  get summary(): string {
    return `${this.config.publicUrl}/summary?token=${this.access.token('summary', this.events.current.id)}`;
  }
  /** Of this event: whoever has it may report what a phone measured. */
  get preflight(): string {
    return `${this.config.publicUrl}/preflight?token=${this.access.token('preflight', this.events.current.id)}`;
  }
  get console(): string {
    return `${this.config.publicUrl}/console`;
  }

  /** Links that make a member hold their token behind the #: it never leaves the browser that opens them. */
  setUp(token: string): string {
    return `${this.console}#set-up=${token}`;
  }
  invitation(token: string): string {
    return `${this.console}#invitation=${token}`;
  }
}
