import { Injectable } from '@nestjs/common';
import { FailureError, type ParticipantId, type ShownCast, type Souvenir } from '@wandcast/protocol';
import { packedPath } from '../../casting/signal/packed-path.js';
import { signalSeal } from '../../casting/signal/signal-seal.js';
import { storedSignal } from '../../casting/storage/stored-signal.js';
import { Leaderboard } from '../../games/leaderboard/leaderboard.service.js';
import { PacedQueue } from '../../platform/limits/paced-queue.js';
import type { Attendance } from '../../rooms/participants/attendance.js';
import type { Room } from '../../rooms/room/room.js';
import { Spellbook } from '../../rooms/spellbook/spellbook.js';
import { SouvenirsRepository, type OwnCasts } from './souvenirs.repository.js';

/**
 * Four at a time: all phones ask at once at the end, and casts still come in. A participant who asks again and again rests
 * after each for four times as long as it took.
 */
const PACE = { concurrency: 4, rest: () => 4, rests: 'client', waiting: 8 } as const;

/** What participants take home. Nothing is cached, so that deleted casts are gone at once. */
@Injectable()
export class SouvenirsService {
  private readonly reads = new PacedQueue(PACE);

  constructor(private readonly souvenirs: SouvenirsRepository) {}

  /** @throws FailureError `event-over`, `overloaded`, and the reason of `gone` */
  async read(room: Room, { participant: { id }, eventId }: Attendance, gone: AbortSignal): Promise<Souvenir> {
    if (eventId !== room.eventId) throw new FailureError('event-over');
    return this.reads.run(id, () => this.build(room, id), gone);
  }

  private async build(room: Room, id: ParticipantId): Promise<Souvenir> {
    const book = room.part(Spellbook).list();
    const own = await this.souvenirs.read(
      id,
      book.map((spell) => spell.id),
    );
    const { points, rank, of } = room.part(Leaderboard).standingOf(id);
    const { casts, taught } = own;
    const recognized = new Set(own.spells);
    const spells = book.flatMap((spell) => (recognized.has(spell.id) ? [spell.id] : []));
    return { best: own.best === undefined ? null : shownCast(own.best), spells, casts, taught, points, rank, of };
  }
}

function shownCast({ castId, spell, confidence, ...samples }: NonNullable<OwnCasts['best']>): ShownCast {
  const signal = storedSignal(samples);
  return { castId, spell, confidence, seal: signalSeal(signal), path: packedPath(signal) };
}
