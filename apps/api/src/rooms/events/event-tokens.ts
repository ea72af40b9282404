import { Injectable } from '@nestjs/common';
import { FailureError } from '@wandcast/protocol';
import { LinkTokensService } from '../../accounts/tokens/link-tokens.service.js';
import { Rooms } from '../room/rooms.js';
import { EventsRepository } from './events.repository.js';

/** Unknown tokens cause one query in this time, ms, however many there are. */
const RELOAD_MS = 1_000;

/** Finds the event that a link's token is for. Wrong tokens are refused without a query for each. */
@Injectable()
export class EventTokens {
  /** Ids of all events, newest first, as last read; some may be deleted. */
  private known: readonly string[] = [];
  private readAt = -Infinity;
  private reading: Promise<void> | undefined;

  constructor(
    private readonly linkTokens: LinkTokensService,
    private readonly events: EventsRepository,
    private readonly rooms: Rooms,
  ) {}

  /** The id of the event, current or past, unless it was deleted. @throws FailureError `unauthorized` */
  async check(purpose: 'stage' | 'summary' | 'preflight', token: string): Promise<string> {
    const { newest } = this.rooms;
    if (this.linkTokens.isToken(purpose, newest.id, token)) return newest.id; // cannot be deleted
    const eventId = this.find(purpose, token) ?? (await this.findAnew(purpose, token));
    if (eventId === undefined || !(await this.events.isKept(eventId))) throw new FailureError('unauthorized');
    return eventId;
  }

  private find(purpose: 'stage' | 'summary' | 'preflight', token: string): string | undefined {
    return this.known.find((id) => this.linkTokens.isToken(purpose, id, token));
  }

  private async findAnew(purpose: 'stage' | 'summary' | 'preflight', token: string): Promise<string | undefined> {
    if (this.reading === undefined && performance.now() - this.readAt < RELOAD_MS) return undefined;
    this.reading ??= this.read();
    await this.reading;
    return this.find(purpose, token);
  }

  private async read(): Promise<void> {
    this.readAt = performance.now();
    try {
      this.known = await this.events.listIds();
    } finally {
      this.reading = undefined;
    }
  }
}
