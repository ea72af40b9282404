import { qualityOf, signalOf, type Signal } from '@wandcast/gesture';
import { bytesToWords, type CastId, type JudgedCast, type ModelInfo, type SpellId } from '@wandcast/protocol';
import { Inference } from '../../models/inference.service.js';
import { ModelRegistry } from '../../models/model-registry.service.js';
import { Log } from '../../platform/logging/log.js';
import { trySessionLock } from '../../platform/database/advisory-lock.js';
import { SingleFlight } from '../../platform/single-flight.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { PredictionsRepository, type NewPrediction, type UnseenCast } from './predictions.repository.js';
import { suspicionOf } from './quarantine-rule.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Casts at a time: whoever casts meanwhile waits for their answer no longer than these take, about 25 ms. */
const PAGE = 16;

/** Ms between what the consoles are told of one look. */
const TELL_MS = 1_000;

/**
 * Every stored cast, seen by the model that is awake: what it is unsure of is labeled first, what it surely is not
 * is learnt from by nobody until somebody has looked. One node looks; where it dies, the next reason finds another.
 */
@RoomPart()
export class BackgroundScoring implements RoomLifecycle {
  private readonly looks = new SingleFlight(
    () => this.lookAlone(),
    (error) => {
      this.log.warn({ error: (error as Error).message }, 'the stored casts could not be looked at');
    },
  );
  private stopping = new AbortController();
  private toldAt = 0;

  constructor(
    private readonly predictions: PredictionsRepository,
    private readonly inference: Inference,
    private readonly registry: ModelRegistry,
    private readonly room: Room,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    this.room.events.on('model:activated', () => {
      this.look();
    });
    this.room.bus.on('looked', () => {
      this.hear();
    });
  }

  async onClose(): Promise<void> {
    this.stopping.abort();
    await this.looks.stop();
  }

  /** Looks at what the model that is awake has not seen. */
  look(): void {
    this.looks.run();
  }

  private async lookAlone(): Promise<void> {
    const lock = await trySessionLock(this.config.databaseUrl, `look ${this.room.id}`);
    if (lock === undefined) return; // another node is at it, and goes on with whatever is new
    try {
      await this.lookAtAll(AbortSignal.any([lock.lost, this.stopping.signal]));
    } finally {
      await lock.release();
    }
  }

  private async lookAtAll(abort: AbortSignal): Promise<void> {
    const model = this.inference.model;
    if (model === null) return;
    const { id: eventId } = this.room;
    const { judged } = await this.registry.inspect({ modelId: model.id }).catch(() => ({ judged: [] }));
    const heldOut = new Map(judged.map((one) => [one.castId, one]));
    let seen = 0;
    for (let before: CastId | null = null; !abort.aborted;) {
      const page: UnseenCast[] = await this.predictions.pageUnseen(eventId, model.id, before, PAGE);
      const predictions = await this.predict(page, model, heldOut);
      if (predictions === undefined) break; // another model is awake: it has its own look
      if (predictions.length > 0) await this.predictions.write(eventId, model.id, predictions);
      seen += page.length;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      before = last.id;
      this.tell(TELL_MS);
    }
    if (seen > 0) this.tell(0);
  }

  /** What `model` makes of them: as it said when they were cast, or without having learnt from their people, or now. */
  private async predict(
    casts: readonly UnseenCast[],
    model: ModelInfo,
    heldOut: ReadonlyMap<CastId, JudgedCast>,
  ): Promise<NewPrediction[] | undefined> {
    const signals = casts.map(({ channels, count, samples }) =>
      signalOf({ channels, count, words: bytesToWords(samples) }),
    );
    const asked = casts.flatMap((cast, i) => (cast.modelId === model.id || heldOut.has(cast.id) ? [] : [i]));
    const rows = new Map<number, readonly number[]>();
    if (asked.length > 0) {
      const judged = await this.inference.predictStored(asked.flatMap((i) => signals[i] ?? []));
      if (judged?.model.id !== model.id) return undefined;
      for (const [row, i] of asked.entries()) rows.set(i, judged.rows[row] ?? []);
    }
    return casts.map((cast, i) => {
      const own = heldOut.get(cast.id);
      const guess =
        own === undefined ? guessIn(model.spells, rows.get(i) ?? cast.probabilities) : judgedGuess(model, own);
      const quality = qualityOf(signals[i] ?? EMPTY);
      const suspect = {
        ...guess,
        guess: guess.spell,
        intent: cast.intent,
        said: cast.said,
        isHeldOut: own !== undefined,
      };
      const { spell, confidence, next, runnerUp } = guess;
      return { castId: cast.id, spell, confidence, next, runnerUp, quarantine: suspicionOf(suspect, quality) };
    });
  }

  /** The consoles, here and on every node, at most once in `everyMs`. */
  private tell(everyMs: number): void {
    if (Date.now() - this.toldAt < everyMs) return;
    this.toldAt = Date.now();
    this.room.bus.publish({ kind: 'looked' });
    this.hear();
  }

  private hear(): void {
    this.room.broadcaster.toConsoles('queue:changed', null);
    this.room.events.emit('casts:scored', null);
  }
}

const EMPTY: Signal = signalOf({ channels: 1, count: 0, words: new Int16Array(0) });

interface Guess {
  readonly spell: SpellId | null;
  readonly confidence: number;
  readonly next: SpellId | null;
  readonly runnerUp: number;
  /** Probability that it is none of the spells. */
  readonly none: number;
}

function guessIn(spells: readonly SpellId[], probabilities: readonly number[]): Guess {
  const [best, next] = probabilities.map((_, i) => i).sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
  const probability = (place: number | undefined): number => probabilities[place ?? -1] ?? 0;
  const named = (place: number | undefined): SpellId | null => spells[place ?? -1] ?? null;
  const none = probabilities.length === 0 ? 0 : Math.max(0, 1 - probabilities.reduce((sum, one) => sum + one, 0));
  return { spell: named(best), confidence: probability(best), next: named(next), runnerUp: probability(next), none };
}

/** Of a held-out judgment only the best is kept: what is left is at most the next best's. */
function judgedGuess({ spells }: ModelInfo, { recognized, confidence }: JudgedCast): Guess {
  const runnerUp = Math.min(confidence, 1 - confidence);
  return { spell: spells[recognized] ?? null, confidence, next: null, runnerUp, none: 0 };
}
