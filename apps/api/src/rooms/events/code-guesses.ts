import { Injectable } from '@nestjs/common';
import { FailureError, type EventCode } from '@wandcast/protocol';
import { KeyedRateLimiter } from '../../platform/limits/keyed-rate-limiter.js';
import { addressGroup } from '../../platform/network/address-group.js';
import type { EventRecord } from '../room/event-record.js';
import { ServerEvents } from '../../platform/events/server-events.js';
import { EventsService } from './events.service.js';

/** Wrong codes of one address: a hall of a thousand phones, behind one address, may mistype every second one. */
const MAX_WRONG = 600;
const WINDOW_MS = 10 * 60_000;
/** Rooms and codes remembered because someone got in, each by address. */
const MAX_KNOWN = 10_000;

/**
 * Finds events by their code, and limits guesses. Right codes count for nothing. A code is never refused at an address
 * where a phone, stage or console got into its room: guessers in a hall learn nothing there that is not on the screen,
 * and must not lock the hall out. Elsewhere an address that used up its guesses gets no answer at all, or it could go on
 * guessing.
 */
@Injectable()
export class CodeGuesses {
  private readonly wrong = new KeyedRateLimiter(MAX_WRONG, WINDOW_MS);
  private readonly known = new Set<string>();

  constructor(
    private readonly events: EventsService,
    serverEvents: ServerEvents,
  ) {
    serverEvents.on('team:arrived', ({ address, event }) => {
      this.admitted(address, event);
    });
  }

  /** The same, with its room open. @throws FailureError as `find`, and `wrong-node` */
  async enter(code: EventCode, address: string): Promise<EventRecord> {
    const event = await this.find(code, address);
    await this.events.open(event);
    return event;
  }

  /** The event with this code, even if it is over. @throws FailureError `event-unknown`, `too-many-tries` */
  async find(code: EventCode, address: string): Promise<EventRecord> {
    const group = addressGroup(address);
    const now = performance.now();
    const open = this.events.findOpen(code);
    const isKnown = this.known.has(knownAt(group, open?.id ?? code));
    if (open !== undefined) {
      if (!isKnown && this.wrong.isExhausted(group, now)) throw new FailureError('too-many-tries');
      return this.events.getByCode(code);
    }
    // Counted before the look-up, so that guesses at the same time do not exceed the limit.
    const isCounted = this.wrong.allows(group, now);
    if (!isCounted && !isKnown) throw new FailureError('too-many-tries');
    const event = await this.events.getByCode(code);
    if (isCounted) this.wrong.giveBack(group);
    return event;
  }

  /** Remembers that someone got into a room from this address: also with the codes of its next events. */
  admitted(address: string, { roomId, code }: Pick<EventRecord, 'roomId' | 'code'>): void {
    for (const entered of [roomId, code]) {
      const known = knownAt(addressGroup(address), entered);
      this.known.delete(known);
      this.known.add(known); // last, and dropped last
      const [oldest] = this.known;
      if (this.known.size > MAX_KNOWN && oldest !== undefined) this.known.delete(oldest);
    }
  }
}

/** @param entered id of an open room, or code of an event whose room may be closed */
const knownAt = (group: string, entered: string): string => `${entered} ${group}`;
