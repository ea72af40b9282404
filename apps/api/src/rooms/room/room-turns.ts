import { Injectable } from '@nestjs/common';
import { EventLoopQueue } from '../../platform/queues/event-loop-queue.js';
import { SerialQueue } from '../../platform/queues/serial-queue.js';

/** What all rooms of this process do regularly, one room after the other. */
@Injectable()
export class RoomTurns {
  /**
   * Stage frames, each in a turn of the event loop: after something held up the loop once, the timers of all rooms fire
   * together from then on.
   */
  readonly frames = new EventLoopQueue();
  /** Live predictions, so that those of many rooms take no more of the worker than those of one. */
  readonly livePredictions = new SerialQueue();
}
