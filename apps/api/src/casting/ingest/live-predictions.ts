import type { CastSessionOutlet } from './cast-session.js';
import type { OpenCast } from './open-cast.js';
import { Inference } from '../../models/inference.service.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Ms between guesses: four a second look alive; each one costs the whole path a fifth more (bench, 2 cores). */
const GUESS_MS = 250;

/** Fewest samples that say anything, and fewest new ones worth a new guess. */
const FIRST_GUESS = 12;
const NEW_SAMPLES = 4;

/** Guesses at every cast in progress, in one micro-batch at a time. If the worker is behind, guesses are skipped. */
@RoomPart()
export class LivePredictions implements RoomLifecycle {
  private readonly watched = new Map<OpenCast, CastSessionOutlet>();
  private timer: NodeJS.Timeout | undefined;
  private guessing = false;

  constructor(private readonly inference: Inference) {}

  onOpen(): void {
    this.timer = setInterval(() => void this.guess(), GUESS_MS);
  }

  /** Casts in progress go on. */
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

  private async guess(): Promise<void> {
    const due = [...this.watched.keys()].filter(isDue);
    if (this.guessing || due.length === 0) return;
    this.guessing = true;
    for (const cast of due) cast.guessedAt = cast.live.count;
    const guesses = await this.inference.predictLive(due.map((cast) => cast.live.signal()));
    this.guessing = false;
    due.forEach((cast, i) => {
      const probabilities = guesses?.[i];
      if (probabilities !== undefined) this.watched.get(cast)?.bars(cast.head.castId, probabilities);
    });
  }
}

function isDue(cast: OpenCast): boolean {
  return cast.live.count >= FIRST_GUESS && cast.live.count >= cast.guessedAt + NEW_SAMPLES;
}
