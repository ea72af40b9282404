import { setTimeout as sleep } from 'node:timers/promises';
import { qualityOf, signalOf, type Signal } from '@wandcast/gesture';
import type { CastId, JudgedCast, ModelInfo, ParticipantId } from '@wandcast/protocol';
import { storedSignal } from '../../casting/storage/stored-signal.js';
import { Inference } from '../../models/inference.service.js';
import { ModelRegistry } from '../../models/model-registry.service.js';
import { Log } from '../../platform/logging/log.js';
import { trySessionLock } from '../../platform/database/advisory-lock.js';
import { SingleFlight } from '../../platform/queues/single-flight.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { CastActivity } from '../../platform/limits/cast-activity.js';
import { guessIn, heldOutGuess } from './guess.js';
import { PredictionsRepository, type NewPrediction, type UnscoredCast } from './predictions.repository.js';
import { quarantineReason } from './quarantine-rule.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';

/** Casts read, and written, at once. */
const PAGE = 8;

/** Casts recognized at once while casts move: a live one waits for at most this many, about 2 ms. */
const LIVE_BATCH = 2;

/** Rest after each step while casts move, as a multiple of its time: a ninth of recognizer and database at most. */
const REST_AFTER_STEP = 8;

/**
 * Rest before the next run, as a multiple of what a run costs that finds nothing: it passes all stored casts, and a
 * console that shows the label queue asks for it with every change.
 */
const REST_AFTER_RUN = 20;
const LONGEST_REST_MS = 10_000;

/** Keeps a message below the limit of the bus. */
const IDS_PER_MESSAGE = 150;

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
  /** No run begins earlier, on the clock of `performance.now`. */
  private restsUntil = 0;
  /** Participants whose casts entered or left quarantine since the last notification. */
  private readonly concerned = new Set<ParticipantId>();

  constructor(
    private readonly predictions: PredictionsRepository,
    private readonly inference: Inference,
    private readonly registry: ModelRegistry,
    private readonly room: Room,
    private readonly config: ServerConfig,
    private readonly activity: CastActivity,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    this.room.events.on('model:activated', () => {
      this.start();
    });
    this.room.bus.on('casts-scored', ({ participantIds }) => {
      this.notifyHere(participantIds as ParticipantId[]);
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
    await this.rest(this.restsUntil - performance.now());
    if (this.stopping.signal.aborted) return;
    const began = performance.now();
    const lock = await trySessionLock(this.config.databaseUrl, `scoring ${this.room.eventId}`);
    if (lock === undefined) return; // another node is scoring and also picks up new casts
    const lockMs = performance.now() - began;
    try {
      const lookMs = await this.scoreAll(AbortSignal.any([lock.lost, this.stopping.signal]));
      this.restsUntil = performance.now() + Math.min((lockMs + lookMs) * REST_AFTER_RUN, LONGEST_REST_MS);
    } finally {
      await lock.release();
    }
  }

  /** @returns how long it took to see that no more casts are unscored, ms */
  private async scoreAll(abort: AbortSignal): Promise<number> {
    const model = this.inference.model;
    if (model === null) return 0;
    const { eventId } = this.room;
    if (!(await this.predictions.hasUnscored(eventId, model.id))) return 0;
    const { judged } = await this.registry.inspect({ modelId: model.id }).catch(() => ({ judged: [] }));
    const heldOut = new Map(judged.map((one) => [one.castId, one]));
    let [count, lookMs] = [0, 0];
    try {
      for (let before: CastId | null = null; !abort.aborted;) {
        const began = performance.now();
        const page: UnscoredCast[] = await this.predictions.pageUnscored(eventId, model.id, before, PAGE);
        lookMs = performance.now() - began;
        await this.restAfter(began);
        const predictions = await this.predict(page, model, heldOut);
        if (predictions === undefined) break; // it stops, or another model became active and has its own run
        const writing = performance.now();
        if (predictions.length > 0)
          for (const id of await this.predictions.write(eventId, model.id, predictions)) this.concerned.add(id);
        count += page.length;
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) break;
        before = last.id;
        this.notify(NOTIFY_MS);
        await this.restAfter(writing);
      }
    } finally {
      if (count > 0 || this.concerned.size > 0) this.notify(0);
    }
    return lookMs;
  }

  /** Leaves recognizer and database to casts that move, after a step that began then. */
  private async restAfter(began: number): Promise<void> {
    const now = performance.now();
    if (this.activity.isMoving(now)) await this.rest((now - began) * REST_AFTER_STEP);
  }

  private async rest(ms: number): Promise<void> {
    if (ms <= 0) return;
    await sleep(ms, undefined, { signal: this.stopping.signal, ref: false }).catch(() => undefined); // it stops
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
    let isElsewhere = false;
    while (unscored.length > 0 && !this.stopping.signal.aborted) {
      const began = performance.now();
      const batch = unscored.splice(0, this.activity.isMoving(began) && !isElsewhere ? LIVE_BATCH : PAGE);
      const predicted = await this.inference.predictStored(batch.flatMap((i) => signals[i] ?? []));
      if (predicted?.model.id !== model.id) return undefined;
      for (const [row, i] of batch.entries()) rows.set(i, predicted.rows[row] ?? []);
      ({ isElsewhere } = predicted);
      if (!isElsewhere) await this.restAfter(began);
    }
    if (unscored.length > 0) return undefined;
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
    const ids = [...this.concerned];
    this.concerned.clear();
    for (let from = 0; from === 0 || from < ids.length; from += IDS_PER_MESSAGE)
      this.room.bus.publish({ kind: 'casts-scored', participantIds: ids.slice(from, from + IDS_PER_MESSAGE) });
    this.notifyHere(ids);
  }

  private notifyHere(participantIds: readonly ParticipantId[]): void {
    this.room.broadcaster.toConsoles('queue:changed', null);
    if (participantIds.length > 0) this.room.events.emit('casts:scored', participantIds);
  }
}

const EMPTY: Signal = signalOf({ channels: 1, count: 0, words: new Int16Array(0) });
