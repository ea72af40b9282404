import { setTimeout as sleep } from 'node:timers/promises';
import type { CastSessionOutlet } from './cast-session.js';
import type { OpenCast } from './open-cast.js';
import { within } from '../../platform/queues/within.js';
import { Inference } from '../../models/inference.service.js';
import { RoomTurns } from '../../rooms/room/room-turns.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Interval of live predictions, ms: four a second look fluid, and each one adds a fifth to a cast's cost (2 cores). */
const INTERVAL_MS = 250;

/** Fewest samples of a cast, and fewest new samples, for a live prediction. */
const MIN_SAMPLES = 12;
const MIN_NEW_SAMPLES = 4;

/**
 * A cast has grown by this share since its last prediction. Ordinary casts have after 250 ms; predictions of a longer one
 * become rarer, so that they cost a multiple of its samples, not of their square.
 */
const MIN_GROWTH = 1 / 8;

/** Samples of a cast that is predicted. The bars of a longer one stay as they are: it would cost too much. */
const MAX_SAMPLES = 600;

/** Casts and samples of one batch, about 10 ms of the worker. Whole casts go before the next batch. */
const BATCH = { casts: 32, samples: 4_000 };

/** Rest after a batch, as a multiple of its time: live predictions of all rooms take at most a third of the worker. */
const REST = 2;

/** Predicts all casts in progress in small batches, one at a time; those that wait longest go first. */
@RoomPart()
export class LivePredictions implements RoomLifecycle {
  /** In the order of their last prediction. */
  private readonly watched = new Map<OpenCast, CastSessionOutlet>();
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;
  /** Whether the worker has not answered yet. */
  private isPredicting = false;

  constructor(
    private readonly inference: Inference,
    private readonly turns: RoomTurns,
  ) {}

  onOpen(): void {
    this.schedule(INTERVAL_MS);
  }

  /** Continues with the casts in progress of the previous room. */
  onTakeOver(before: LivePredictions): void {
    for (const [cast, outlet] of before.watched) this.watch(cast, outlet);
  }

  onClose(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
  }

  watch(cast: OpenCast, outlet: CastSessionOutlet): void {
    this.watched.set(cast, outlet);
  }
  forget(cast: OpenCast): void {
    this.watched.delete(cast);
  }

  /**
   * Predicts the casts that are due now, or as many of them as it can until others are. Casts that become due meanwhile
   * wait for the next time: a batch of a few casts costs the worker nearly as much as a full one.
   */
  private async predictDue(): Promise<void> {
    const began = performance.now();
    const due = new Set([...this.watched.keys()].filter(isDue));
    while (!this.isPredicting && due.size > 0 && performance.now() - began <= INTERVAL_MS)
      await this.turns.livePredictions.run(() => this.predictNext(due));
    if (!this.isClosed) this.schedule(Math.max(0, began + INTERVAL_MS - performance.now()));
  }

  /** Predicts one batch and rests. */
  private async predictNext(due: Set<OpenCast>): Promise<void> {
    const batch = this.nextBatch(due);
    if (batch.length === 0) return; // the others have ended
    const began = performance.now();
    const predicted = this.predict(batch).finally(() => {
      this.isPredicting = false;
    });
    this.isPredicting = true;
    await within(INTERVAL_MS, predicted, () => undefined); // the model of another room may answer sooner
    await sleep(Math.min(performance.now() - began, INTERVAL_MS) * REST);
  }

  private schedule(delayMs: number): void {
    this.timer = setTimeout(() => void this.predictDue(), delayMs);
  }

  private async predict(casts: readonly OpenCast[]): Promise<void> {
    const predictions = await this.inference.predictLive(casts.map((cast) => cast.live.signal()));
    casts.forEach((cast, i) => {
      const probabilities = predictions?.[i];
      if (probabilities !== undefined) this.watched.get(cast)?.bars(cast.head.castId, probabilities);
    });
  }

  /** Takes the next casts from `due`, without those that have ended. */
  private nextBatch(due: Set<OpenCast>): OpenCast[] {
    const batch: OpenCast[] = [];
    let samples = 0;
    for (const cast of due) {
      const outlet = this.watched.get(cast);
      const { count } = cast.live;
      if (outlet !== undefined && count <= MAX_SAMPLES) {
        samples += count;
        if (batch.length === BATCH.casts || (batch.length > 0 && samples > BATCH.samples)) break;
        batch.push(cast);
        cast.predictedCount = count;
        this.watched.delete(cast);
        this.watched.set(cast, outlet);
      }
      due.delete(cast);
    }
    return batch;
  }
}

function isDue({ live: { count }, predictedCount }: OpenCast): boolean {
  const grown = Math.max(MIN_NEW_SAMPLES, predictedCount * MIN_GROWTH);
  return count >= MIN_SAMPLES && count <= MAX_SAMPLES && count >= predictedCount + grown;
}
