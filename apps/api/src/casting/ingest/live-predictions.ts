import type { CastSessionOutlet } from './cast-session.js';
import type { OpenCast } from './open-cast.js';
import { Inference } from '../../models/inference.service.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Interval of live predictions, ms: four a second look fluid, and each one adds a fifth to a cast's cost (2 cores). */
const INTERVAL_MS = 250;

/** Fewest samples of a cast, and fewest new samples, for a live prediction. */
const MIN_SAMPLES = 12;
const MIN_NEW_SAMPLES = 4;

/** Predicts all casts in progress in one batch at a time. Skips predictions while the worker is busy. */
@RoomPart()
export class LivePredictions implements RoomLifecycle {
  private readonly watched = new Map<OpenCast, CastSessionOutlet>();
  private timer: NodeJS.Timeout | undefined;
  private isPredicting = false;

  constructor(private readonly inference: Inference) {}

  onOpen(): void {
    this.timer = setInterval(() => void this.predict(), INTERVAL_MS);
  }

  /** Continues with the casts in progress of the previous room. */
  onTakeOver(before: LivePredictions): void {
    for (const [cast, outlet] of before.watched) this.watch(cast, outlet);
  }

  onClose(): void {
    clearInterval(this.timer);
  }

  watch(cast: OpenCast, outlet: CastSessionOutlet): void {
    this.watched.set(cast, outlet);
  }
  forget(cast: OpenCast): void {
    this.watched.delete(cast);
  }

  private async predict(): Promise<void> {
    const due = [...this.watched.keys()].filter(isDue);
    if (this.isPredicting || due.length === 0) return;
    this.isPredicting = true;
    for (const cast of due) cast.predictedCount = cast.live.count;
    const predictions = await this.inference.predictLive(due.map((cast) => cast.live.signal()));
    this.isPredicting = false;
    due.forEach((cast, i) => {
      const probabilities = predictions?.[i];
      if (probabilities !== undefined) this.watched.get(cast)?.bars(cast.head.castId, probabilities);
    });
  }
}

function isDue(cast: OpenCast): boolean {
  return cast.live.count >= MIN_SAMPLES && cast.live.count >= cast.predictedCount + MIN_NEW_SAMPLES;
}
