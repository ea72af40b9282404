import { CastPaths } from '../casting/stage/cast-paths.service.js';
import { Rounds } from '../games/rounds/rounds.service.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { Room } from '../rooms/room/room.js';

/** Lets the stage draw the strokes of both players of a duel. */
@RoomPart()
export class DuelWatcher implements RoomLifecycle {
  constructor(
    private readonly room: Room,
    private readonly rounds: Rounds,
    private readonly paths: CastPaths,
  ) {}

  onOpen(): void {
    const follow = (): void => {
      this.paths.round = this.rounds.newest;
    };
    this.room.events.on('rounds:changed', follow);
    follow();
  }
}
