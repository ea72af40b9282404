import { FailureError } from '@wandcast/protocol';
import { CastsRepository } from '../casting/storage/casts.repository.js';
import { isDrawn } from '../casting/storage/drawn-sources.js';
import { Inference } from '../models/inference.service.js';
import { ModelRegistry } from '../models/model-registry.service.js';
import { Log } from '../platform/logging/log.js';
import type { ChangedSpell } from '../rooms/room/room-events.js';
import { MIN_CASTS, reliesOnGlyph } from './readiness-rules.js';
import { ReadinessCounter } from './readiness-counter.js';
import type { TrainingOrigin } from './training-job.js';
import { Trainings } from './training.service.js';
import { Room } from '../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../rooms/room/room-part.js';

/** New unlabeled casts that justify retraining, and the shortest interval between retrainings, ms. */
const NEW_CASTS = 60;
const BETWEEN_MS = 20_000;

/** Ms between checks for enough new casts. */
const POLL_MS = 2_000;

/** Requests trainings automatically: after a glyph changed, and for glyph spells once there are enough new casts. */
@RoomPart()
export class AutoTraining implements RoomLifecycle {
  private timer: NodeJS.Timeout | undefined;
  private hasNewCasts = false;
  private requestedAt = 0;

  constructor(
    private readonly training: Trainings,
    private readonly readiness: ReadinessCounter,
    private readonly registry: ModelRegistry,
    private readonly inference: Inference,
    private readonly room: Room,
    private readonly stored: CastsRepository,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    this.room.events.on('spells:changed', (changed) => {
      if (changed.some((one) => this.matters(one))) void this.request('glyphs');
    });
    this.room.events.on('cast:stored', ({ intent, source }) => {
      if (intent === 'cast' && !isDrawn(source)) this.hasNewCasts = true;
    });
    this.timer = setInterval(() => void this.poll(), POLL_MS);
  }

  onClose(): void {
    clearInterval(this.timer);
  }

  /** Whether the change affects a model trained now: its set of spells, their glyphs, or the direction of one. */
  private matters({ before, after }: ChangedSpell): boolean {
    if (before !== undefined && after !== undefined)
      return (
        before.glyph !== after.glyph ||
        (after.glyph !== null && (before.direction !== after.direction || before.secondGlyph !== after.secondGlyph))
      );
    const spell = before ?? after;
    if (spell === undefined) return false;
    return spell.glyph !== null || this.readiness.castsOf(spell.id) >= MIN_CASTS;
  }

  private async poll(): Promise<void> {
    if (!this.hasNewCasts || !this.room.event.learning || !this.training.isIdle) return;
    const { model } = this.inference; // other rooms train others
    const trained = this.registry.list().find(({ id }) => id === model?.id)?.trainedAt ?? 0;
    const since = Math.max(this.requestedAt, trained);
    if (Date.now() - since < BETWEEN_MS || !this.readiness.list().some(reliesOnGlyph)) return;
    this.hasNewCasts = false; // until the next cast
    try {
      if ((await this.stored.countUnlabeled(this.room.eventId, new Date(since))) >= NEW_CASTS)
        await this.request('room');
    } catch (error) {
      this.log.warn({ error: (error as Error).message }, 'could not count the casts of the room');
    }
  }

  private async request(origin: TrainingOrigin): Promise<void> {
    if (origin === 'room') this.requestedAt = Date.now();
    try {
      await this.training.request(origin, 'auto');
    } catch (error) {
      if (error instanceof FailureError) return; // too little to learn from, or a moderator was faster
      this.log.warn({ origin, error: (error as Error).message }, 'could not queue a training');
    }
  }
}
