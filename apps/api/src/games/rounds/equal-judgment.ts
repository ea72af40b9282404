import { PersonalAdapters } from '../../casting/personal/personal-adapters.service.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';
import { Rounds } from './rounds.service.js';

/** Lets the shared model alone judge the casts of a round, so that nobody wins by teaching their wand an easier movement. */
@RoomPart()
export class EqualJudgment implements RoomLifecycle {
  constructor(
    private readonly rounds: Rounds,
    private readonly adapters: PersonalAdapters,
  ) {}

  onOpen(): void {
    this.adapters.isScored = (at) =>
      this.rounds.list().some(({ undone, startsAt, endsAt }) => !undone && at >= startsAt && at < endsAt);
  }
}
