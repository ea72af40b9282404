import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { signalOf } from '@wandcast/gesture';
import {
  FailureError,
  bytesToWords,
  type FromConsole,
  type ModelInfo,
  type SpellId,
  type TrainingProgress,
} from '@wandcast/protocol';
import { trainInWorker, type LabelledCast } from '@wandcast/recognition';
import { CastsRepository, type TaughtCast } from '../casts/casts.repository.js';
import { EventsService } from '../events/events.service.js';
import { InferenceService } from '../inference/inference.service.js';
import { ModelsRepository } from '../inference/models.repository.js';
import { Log } from '../ops/log.js';
import { RoomChannel } from '../realtime/room-channel.js';
import { ServerConfig } from '../server-config.js';

/** Fewest taught casts of a spell for it to enter a model; below, one bad cast is half of what is known. */
const MIN_CASTS_PER_SPELL = 3;

/** Trains on the room's taught casts in a worker of its own, one model at a time, and makes it live. */
@Injectable()
export class TrainingService implements OnApplicationShutdown {
  private running: AbortController | undefined;
  private progress: TrainingProgress | null = null;

  constructor(
    private readonly casts: CastsRepository,
    private readonly models: ModelsRepository,
    private readonly inference: InferenceService,
    private readonly events: EventsService,
    private readonly config: ServerConfig,
    private readonly room: RoomChannel,
    private readonly log: Log,
  ) {}

  /** @throws FailureError `training-busy`, `training-needs-data` */
  async train({ kind }: FromConsole<'model:train'>): Promise<ModelInfo> {
    if (this.running !== undefined) throw new FailureError('training-busy');
    const abort = new AbortController();
    this.running = abort;
    try {
      this.tell({ stage: 'reading', done: 0, loss: null });
      const { casts, spells } = enough(await this.casts.listTaught(this.events.current.id));
      const artefact = await trainInWorker(
        casts.map(labelled),
        { kind, spells, seed: 1, engine: this.config.engine },
        {
          abort: abort.signal,
          onProgress: ({ stage, done, loss }) => {
            this.tell({ stage, done, loss });
          },
        },
      );
      const model = await this.models.create(artefact);
      this.log.info({ model: model.info.id, casts: casts.length, spells, ...artefact.card.metrics }, 'model trained');
      await this.inference.activate(model);
      return model.info;
    } finally {
      this.running = undefined;
      this.tell(null);
    }
  }

  /** How far the training is that runs; null where none does. */
  get current(): TrainingProgress | null {
    return this.progress;
  }

  private tell(progress: TrainingProgress | null): void {
    this.progress = progress;
    this.room.toConsoles('training:progressed', progress);
  }

  onApplicationShutdown(): void {
    this.running?.abort();
  }
}

function labelled({ participantId, spellId, channels, count, samples }: TaughtCast): LabelledCast {
  return { user: participantId, label: spellId, signal: signalOf({ channels, count, words: bytesToWords(samples) }) };
}

/** The casts of spells with enough of them. @throws FailureError `training-needs-data` below two such spells */
function enough(taught: readonly TaughtCast[]): { casts: TaughtCast[]; spells: SpellId[] } {
  const counts = new Map<SpellId, number>();
  for (const { spellId } of taught) counts.set(spellId, (counts.get(spellId) ?? 0) + 1);
  const spells = [...counts.keys()].filter((spell) => (counts.get(spell) ?? 0) >= MIN_CASTS_PER_SPELL).sort();
  if (spells.length < 2)
    throw new FailureError(
      'training-needs-data',
      `two spells with ${MIN_CASTS_PER_SPELL} taught casts each are needed`,
    );
  return { casts: taught.filter(({ spellId }) => spells.includes(spellId)), spells };
}
