import { Injectable } from '@nestjs/common';
import { FailureError, type ParticipantId, type ShownCast, type Souvenir } from '@wandcast/protocol';
import { packedPath } from '../../casting/signal/packed-path.js';
import { signalSeal } from '../../casting/signal/signal-seal.js';
import { storedSignal } from '../../casting/storage/stored-signal.js';
import { Leaderboard } from '../../games/leaderboard/leaderboard.service.js';
import { SerialQueue } from '../../platform/serial-queue.js';
import type { Attendance } from '../../rooms/participants/attendance.js';
import type { Room } from '../../rooms/room/room.js';
import { Spellbook } from '../../rooms/spellbook/spellbook.js';
import { SouvenirsRepository, type OwnCasts } from './souvenirs.repository.js';

/** Souvenirs that are read at the same time. All phones ask at once at the end, and casts still come in. */
const QUEUES = 4;

/** What participants take home. Nothing is cached, so that deleted casts are gone at once. */
@Injectable()
export class SouvenirsService {
  private readonly queues = Array.from({ length: QUEUES }, () => new SerialQueue());
  private asked = 0;

  constructor(private readonly souvenirs: SouvenirsRepository) {}

  /** @throws FailureError `event-over` */
  async read(room: Room, { participant: { id }, eventId }: Attendance): Promise<Souvenir> {
    if (eventId !== room.id) throw new FailureError('event-over');
    const queue = this.queues[this.asked++ % QUEUES] ?? new SerialQueue();
    return queue.run(() => this.build(room, id));
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
