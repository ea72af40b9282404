import { Injectable } from '@nestjs/common';
import { FailureError, type EventCode } from '@wandcast/protocol';
import { KeyedRateLimiter } from '../../platform/limits/keyed-rate-limiter.js';
import { addressGroup } from '../../platform/network/address-group.js';
import type { EventRecord } from '../room/event-record.js';
import { ServerEvents } from '../../platform/events/server-events.js';
import { Rooms } from '../room/rooms.js';
import { EventsService } from './events.service.js';

/** Wrong codes of one address: a hall of a thousand phones, behind one address, may mistype every second one. */
const MAX_WRONG = 600;
const WINDOW_MS = 10 * 60_000;
/** Addresses remembered because someone got in from there. */
const MAX_ADDRESSES = 10_000;

/**
 * Finds events by their code, and limits guesses. Right codes count for nothing, and they are never refused at an address
 * where a phone, stage or console got in: guessers in a hall learn nothing there that is not on the screen, and must not
 * lock the hall out. Elsewhere an address that used up its guesses gets no answer at all, or it could go on guessing.
 */
@Injectable()
export class CodeGuesses {
  private readonly wrong = new KeyedRateLimiter(MAX_WRONG, WINDOW_MS);
  private readonly known = new Set<string>();

  constructor(
    private readonly events: EventsService,
    private readonly rooms: Rooms,
    serverEvents: ServerEvents,
  ) {
    serverEvents.on('team:arrived', ({ address }) => {
      this.admitted(address);
    });
  }

  /** The event with this code, even if it is over. @throws FailureError `event-unknown`, `too-many-tries` */
  async find(code: EventCode, address: string): Promise<EventRecord> {
    const group = addressGroup(address);
    const open = this.rooms.list().find(({ event }) => event.code === code)?.event;
    if (open !== undefined) {
      if (this.wrong.isExhausted(group, performance.now()) && !this.known.has(group))
        throw new FailureError('too-many-tries');
      return open;
    }
    // Counted before the look-up, so that guesses at the same time do not exceed the limit.
    if (!this.wrong.allows(group, performance.now())) throw new FailureError('too-many-tries');
    const event = await this.events.getByCode(code);
    this.wrong.giveBack(group);
    return event;
  }

  /** Remembers that someone got in from this address. */
  admitted(address: string): void {
    const group = addressGroup(address);
    this.known.delete(group);
    this.known.add(group); // last, and dropped last
    const [oldest] = this.known;
    if (this.known.size > MAX_ADDRESSES && oldest !== undefined) this.known.delete(oldest);
  }
}
