import { Injectable } from '@nestjs/common';
import { AccessService } from '../auth/access.service.js';
import { EventsService } from '../events/events.service.js';
import { ServerConfig } from '../server-config.js';

/** The addresses of the three pages, as people open them. */
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
  get stage(): string {
    return `${this.config.publicUrl}/stage?token=${this.access.token('stage', this.events.current.id)}`;
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
