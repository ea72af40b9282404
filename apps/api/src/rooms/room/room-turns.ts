import { Injectable } from '@nestjs/common';
import { FairShare } from '../../platform/limits/fair-share.js';
import { EventLoopQueue } from '../../platform/queues/event-loop-queue.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';

/** So many rooms at once have all paths that a stage can show, and a room counts for so long after its last one, ms. */
const [ROOMS_WITH_ALL_PATHS, DRAWING_MS] = [3, 1_000];

/** What all rooms of this process do regularly, one room after the other or in shares. */
@Injectable()
export class RoomTurns {
  /**
   * Stage frames, each in a turn of the event loop: after something held up the loop once, the timers of all rooms fire
   * together from then on.
   */
  readonly frames = new EventLoopQueue();
  /** Live predictions, so that those of many rooms take no more of the worker than those of one. */
  readonly livePredictions = new SerialQueue();
  /** Estimated paths for stages, so that those of many rooms take little more of the thread than those of a few. */
  readonly paths = new FairShare(ROOMS_WITH_ALL_PATHS, DRAWING_MS);
}
