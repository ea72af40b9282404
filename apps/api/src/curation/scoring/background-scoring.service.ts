import { qualityOf, signalOf, type Signal } from '@wandcast/gesture';
import type { CastId, JudgedCast, ModelInfo, SpellId } from '@wandcast/protocol';
import { storedSignal } from '../../casting/storage/stored-signal.js';
import { Inference } from '../../models/inference.service.js';
import { ModelRegistry } from '../../models/model-registry.service.js';
import { Log } from '../../platform/logging/log.js';
import { trySessionLock } from '../../platform/database/advisory-lock.js';
import { SingleFlight } from '../../platform/single-flight.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { PredictionsRepository, type NewPrediction, type UnscoredCast } from './predictions.repository.js';
import { quarantineReason } from './quarantine-rule.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Casts per batch. Delays the recognition of a live cast by at most one batch, about 25 ms. */
const PAGE = 16;

/** Shortest interval between progress messages to the consoles, ms. */
const NOTIFY_MS = 1_000;

/**
 * Scores every stored cast with the active model. Uncertain casts come first in the label queue; casts that look wrong
 * are quarantined from training until a moderator has reviewed them. One node does the work; if it dies, another takes
 * over at the next trigger.
 */
@RoomPart()
export class BackgroundScoring implements RoomLifecycle {
  private readonly runs = new SingleFlight(
    () => this.scoreLocked(),
    (error) => {
      this.log.warn({ error: (error as Error).message }, 'could not score the stored casts');
    },
  );
  private stopping = new AbortController();
  private notifiedAt = 0;

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
      this.start();
    });
    this.room.bus.on('casts-scored', () => {
      this.notifyHere();
    });
  }

  async onClose(): Promise<void> {
    this.stopping.abort();
    await this.runs.stop();
  }

  /** Scores the casts that the active model has not scored yet. */
  start(): void {
    this.runs.run();
  }

  private async scoreLocked(): Promise<void> {
    const lock = await trySessionLock(this.config.databaseUrl, `scoring ${this.room.id}`);
    if (lock === undefined) return; // another node is scoring and also picks up new casts
    try {
      await this.scoreAll(AbortSignal.any([lock.lost, this.stopping.signal]));
    } finally {
      await lock.release();
    }
  }

  private async scoreAll(abort: AbortSignal): Promise<void> {
    const model = this.inference.model;
    if (model === null) return;
    const { id: eventId } = this.room;
    const { judged } = await this.registry.inspect({ modelId: model.id }).catch(() => ({ judged: [] }));
    const heldOut = new Map(judged.map((one) => [one.castId, one]));
    let count = 0;
    for (let before: CastId | null = null; !abort.aborted;) {
      const page: UnscoredCast[] = await this.predictions.pageUnscored(eventId, model.id, before, PAGE);
      const predictions = await this.predict(page, model, heldOut);
      if (predictions === undefined) break; // another model became active and has its own run
      if (predictions.length > 0) await this.predictions.write(eventId, model.id, predictions);
      count += page.length;
      const last = page.at(-1);
      if (last === undefined || page.length < PAGE) break;
      before = last.id;
      this.notify(NOTIFY_MS);
    }
    if (count > 0) this.notify(0);
  }

  /**
   * Predictions of `model`: held-out if it learned from the cast's person, else computed now, because the live answer may
   * be adapted to that person.
   */
  private async predict(
    casts: readonly UnscoredCast[],
    model: ModelInfo,
    heldOut: ReadonlyMap<CastId, JudgedCast>,
  ): Promise<NewPrediction[] | undefined> {
    const signals = casts.map(storedSignal);
    const unscored = casts.flatMap((cast, i) => (heldOut.has(cast.id) ? [] : [i]));
    const rows = new Map<number, readonly number[]>();
    if (unscored.length > 0) {
      const predicted = await this.inference.predictStored(unscored.flatMap((i) => signals[i] ?? []));
      if (predicted?.model.id !== model.id) return undefined;
      for (const [row, i] of unscored.entries()) rows.set(i, predicted.rows[row] ?? []);
    }
    return casts.map((cast, i) => {
      const own = heldOut.get(cast.id);
      const guess = own === undefined ? guessIn(model.spells, rows.get(i) ?? []) : heldOutGuess(model, own);
      const quality = qualityOf(signals[i] ?? EMPTY);
      const scored = {
        ...guess,
        guess: guess.spell,
        intent: cast.intent,
        intendedSpell: cast.intendedSpell,
        isHeldOut: own !== undefined,
      };
      const { spell, confidence, next, runnerUp } = guess;
      return { castId: cast.id, spell, confidence, next, runnerUp, quarantine: quarantineReason(scored, quality) };
    });
  }

  /** Notifies the consoles of all nodes, at most once every `everyMs`. */
  private notify(everyMs: number): void {
    if (Date.now() - this.notifiedAt < everyMs) return;
    this.notifiedAt = Date.now();
    this.room.bus.publish({ kind: 'casts-scored' });
    this.notifyHere();
  }

  private notifyHere(): void {
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
  /** Probability that the cast is none of the spells. */
  readonly none: number;
}

function guessIn(spells: readonly SpellId[], probabilities: readonly number[]): Guess {
  const [best, next] = probabilities.map((_, i) => i).sort((a, b) => (probabilities[b] ?? 0) - (probabilities[a] ?? 0));
  const probability = (index: number | undefined): number => probabilities[index ?? -1] ?? 0;
  const spellAt = (index: number | undefined): SpellId | null => spells[index ?? -1] ?? null;
  const none = probabilities.length === 0 ? 0 : Math.max(0, 1 - probabilities.reduce((sum, one) => sum + one, 0));
  return {
    spell: spellAt(best),
    confidence: probability(best),
    next: spellAt(next),
    runnerUp: probability(next),
    none,
  };
}

/** Held-out predictions store only the best class; the remaining probability is an upper bound of the runner-up's. */
function heldOutGuess({ spells }: ModelInfo, { recognized, confidence }: JudgedCast): Guess {
  const runnerUp = Math.min(confidence, 1 - confidence);
  return { spell: spells[recognized] ?? null, confidence, next: null, runnerUp, none: 0 };
}
