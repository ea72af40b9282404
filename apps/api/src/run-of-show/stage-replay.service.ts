import { FailureError, roundStage, type ReplayedView } from '@wandcast/protocol';
import { Leaderboard } from '../games/leaderboard/leaderboard.service.js';
import { Rounds } from '../games/rounds/rounds.service.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';
import { Steps } from './steps.service.js';

/** Reveals the result of a round, or the podium, again. It changes no data: stages start their reveal once more. */
@RoomPart()
export class StageReplay implements RoomLifecycle {
  constructor(
    private readonly room: Room,
    private readonly steps: Steps,
    private readonly rounds: Rounds,
    private readonly board: Leaderboard,
  ) {}

  onOpen(): void {
    this.room.bus.on('stage-replayed', ({ view }) => {
      this.send(view);
    });
  }

  /** @throws FailureError `nothing-to-reveal` if the stages show neither a counted result nor a podium */
  replay(): null {
    const view = this.findReplayable();
    if (view === undefined) throw new FailureError('nothing-to-reveal', this.room.event.view);
    this.room.bus.publish({ kind: 'stage-replayed', view });
    this.send(view);
    return null;
  }

  private send(view: ReplayedView): void {
    this.room.broadcaster.toStages('stage:replayed', view);
  }

  /** The view on the stages if it has a reveal, and nothing is still being played or counted. */
  private findReplayable(): ReplayedView | undefined {
    const { view, blank } = this.room.event;
    if (blank || this.steps.note !== null || this.givesPoints()) return undefined;
    if (view === 'podium') return this.board.board.podium.length > 0 ? view : undefined;
    return view === 'round' && this.hasResult() ? view : undefined;
  }

  private hasResult(): boolean {
    const { newest } = this.rounds;
    return newest !== null && !newest.undone && this.isSettled() && (this.board.tally?.leaders.length ?? 0) > 0;
  }

  /** Whether the newest round runs, or is over but not counted yet. */
  private givesPoints(): boolean {
    const { newest } = this.rounds;
    if (newest === null || newest.undone) return false;
    const stage = roundStage(newest, Date.now());
    return stage === 'running' || (stage === 'over' && !this.isSettled());
  }

  private isSettled(): boolean {
    const { tally } = this.board;
    return tally?.roundId === this.rounds.newest?.id && tally?.isSettled === true;
  }
}
