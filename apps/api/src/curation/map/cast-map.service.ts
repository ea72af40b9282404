import { setTimeout as sleep } from 'node:timers/promises';
import { encodeMapPage, MAX_MAP_ROWS, type CastId } from '@wandcast/protocol';
import { embedInWorker, type Landmarks } from '@wandcast/recognition';
import { Inference } from '../../models/inference.service.js';
import { trySessionLock } from '../../platform/database/advisory-lock.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { Log } from '../../platform/logging/log.js';
import { SingleFlight } from '../../platform/queues/single-flight.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';
import { CastFeatures, READ_PAGE } from './cast-features.js';
import { CastMapsRepository, type StoredMap } from './cast-maps.repository.js';
import { MapTimer } from './map-timer.js';
import { placeCasts } from './place-casts.js';

/** Most casts that are embedded: takes seconds. All others are placed among them. */
const MAX_LANDMARKS = 1_000;
/** Casts of the very first map, which is shown while a larger one is embedded: takes a second. */
const FIRST_LANDMARKS = 200;
/** A map is embedded again when the event has this many times its landmarks, until it has MAX_LANDMARKS. */
const GROWTH = 2;
/** Shortest time between two messages to the consoles, ms. */
const NOTIFY_MS = 1_000;
/** Casts whose features are computed while others are embedded: as many as can be in that time. */
const READ_AHEAD = 5_000;
/** Rest after each page that is placed while nobody looks, ms, four times as long as it takes: other rooms are busy. */
const REST_MS = 200;

/**
 * The map of all casts of an event. It is embedded again after each change of model; new casts are placed among those
 * it has. One node does the work; if it dies, another takes over at the next trigger.
 */
@RoomPart()
export class CastMap implements RoomLifecycle {
  private readonly stopping = new AbortController();
  private readonly runs = new SingleFlight(
    () => this.updateLocked(),
    (error) => {
      if (!this.stopping.signal.aborted)
        this.log.warn({ error: (error as Error).message }, 'could not update the map of casts');
    },
  );
  private readonly timer = new MapTimer(() => {
    this.runs.run();
  });
  private notifiedAt = 0;

  constructor(
    private readonly maps: CastMapsRepository,
    private readonly features: CastFeatures,
    private readonly inference: Inference,
    private readonly room: Room,
    private readonly config: ServerConfig,
    private readonly log: Log,
  ) {}

  onOpen(): void {
    // Another spellbook may leave the room without a model.
    for (const event of [
      'room:opened',
      'model:activated',
      'spellbook:changed',
      'cast:stored',
      'casts:imported',
    ] as const)
      this.room.events.on(event, () => {
        this.timer.changed();
      });
    this.room.bus.on('casts-mapped', () => {
      this.room.broadcaster.toConsoles('map:changed', null);
    });
  }

  async onClose(): Promise<void> {
    this.timer.stop();
    this.stopping.abort(new Error('the room was closed'));
    await this.runs.stop();
  }

  /**
   * Rows of the map, encoded. Also speeds up its updates, because someone is looking.
   * @param mapId a map whose rows up to `after` the caller has; null if none
   */
  async page(mapId: string | null, after: number): Promise<Uint8Array> {
    this.timer.looked();
    const eventId = this.room.eventId;
    const [{ shown }, total] = [await this.maps.find(eventId), await this.maps.countCasts(eventId)];
    const modelId = this.inference.model?.id ?? null;
    if (shown === undefined) {
      const head = { mapId: null, modelId, isCurrent: false, total, count: 0, last: 0, isLast: true };
      return encodeMapPage(head, new Uint8Array());
    }
    const { rows, count, last } = await this.maps.rows(shown.id, shown.id === mapId ? after : 0, MAX_MAP_ROWS);
    const isCurrent = shown.modelId === modelId;
    const isLast = count < MAX_MAP_ROWS;
    return encodeMapPage({ mapId: shown.id, modelId: shown.modelId, isCurrent, total, count, last, isLast }, rows);
  }

  private async updateLocked(): Promise<void> {
    const eventId = this.room.eventId;
    const { newest } = await this.maps.find(eventId);
    const isReady = newest?.isShown === true && newest.modelId === (this.inference.model?.id ?? null);
    if (isReady && (await this.maps.countUnplaced(eventId, newest.id)) === 0) return;
    if ((await this.maps.countCasts(eventId)) === 0) return;
    const lock = await trySessionLock(this.config.databaseUrl, `map ${eventId}`);
    if (lock === undefined) return; // another node is at work and also places new casts
    try {
      await this.update(AbortSignal.any([lock.lost, this.stopping.signal]));
    } finally {
      await lock.release();
    }
  }

  private async update(abort: AbortSignal): Promise<void> {
    const { shown, newest } = await this.maps.find(this.room.eventId);
    const modelId = this.inference.model?.id ?? null;
    const current = newest?.modelId === modelId ? newest : undefined;
    const map =
      current === undefined || (await this.hasOutgrown(current)) ? await this.embed(modelId, shown, abort) : current;
    if (map === undefined || !(await this.placeRest(map, abort))) return; // another run follows
    if (!map.isShown) await this.maps.show(this.room.eventId, map.id);
    this.notify(0);
  }

  private async hasOutgrown({ id }: StoredMap): Promise<boolean> {
    const [landmarks, casts] = [(await this.maps.landmarks(id)).length, await this.maps.countCasts(this.room.eventId)];
    return landmarks < MAX_LANDMARKS && casts >= GROWTH * landmarks;
  }

  /** A new map of landmarks. If no map is shown, one of a few landmarks comes first. */
  private async embed(
    modelId: string | null,
    shown: StoredMap | undefined,
    abort: AbortSignal,
  ): Promise<StoredMap | undefined> {
    if (shown !== undefined) return this.embedSample(modelId, MAX_LANDMARKS, shown, abort);
    const first = await this.embedSample(modelId, FIRST_LANDMARKS, undefined, abort);
    const isAll = (await this.maps.countCasts(this.room.eventId)) <= FIRST_LANDMARKS;
    return first === undefined || isAll ? first : this.embedSample(modelId, MAX_LANDMARKS, first, abort);
  }

  /** @param shown the map whose arrangement is kept. The new one replaces it at once unless it has fewer casts. */
  private async embedSample(
    modelId: string | null,
    size: number,
    shown: StoredMap | undefined,
    abort: AbortSignal,
  ): Promise<StoredMap | undefined> {
    const sample = await this.maps.sample(this.room.eventId, size);
    const features = await this.features.of(sample, modelId, abort);
    if (features === undefined || features.size === 0) return undefined;
    const ids = [...features.keys()];
    const before = shown === undefined ? undefined : await this.maps.positions(shown.id, ids);
    const job = { features: [...features.values()], before: ids.map((id) => before?.get(id)) };
    const stop = new AbortController();
    const others = this.readOthers(modelId, AbortSignal.any([abort, stop.signal])); // the model has nothing to do meanwhile
    const positions = await embedInWorker(job, abort).finally(() => {
      stop.abort();
      return others;
    });
    const landmarks = ids.map((id, i) => ({ id, position: positions[i] ?? ([0, 0] as const) }));
    const isShown = shown === undefined || (await this.maps.countPlaced(shown.id)) <= landmarks.length;
    const map = await this.maps.create(this.room.eventId, { modelId, isShown: shown === undefined }, landmarks);
    if (!isShown) return map;
    if (shown !== undefined) await this.maps.show(this.room.eventId, map.id);
    this.notify(0);
    return { ...map, isShown };
  }

  /** Computes features that will be needed, until `abort`. */
  private async readOthers(modelId: string | null, abort: AbortSignal): Promise<void> {
    try {
      await this.features.of(await this.maps.newest(this.room.eventId, READ_AHEAD), modelId, abort);
    } catch (error) {
      this.log.debug({ error: (error as Error).message }, 'could not read casts ahead'); // they are read again to be placed
    }
  }

  /**
   * Places all casts that the map does not have yet.
   * @returns false if it was aborted, another model became active, or the room has the processor for itself
   */
  private async placeRest(map: StoredMap, abort: AbortSignal): Promise<boolean> {
    const landmarks = await this.landmarksOf(map, abort);
    if (landmarks === undefined) return false;
    let left = await this.maps.countUnplaced(this.room.eventId, map.id);
    let page = this.pageUnplaced(map, null, left, abort);
    try {
      for (;;) {
        if (this.timer.mustYield) return false;
        const { count, last, features } = await page;
        if (last === undefined) return true;
        if (features === undefined) return false;
        left -= count;
        page = this.pageUnplaced(map, last, left, abort); // the model works on it while this one is placed
        await this.maps.add(map.id, await placeCasts(features, landmarks));
        if (map.isShown) this.notify(NOTIFY_MS);
        if (!this.timer.isLookedAt) await sleep(REST_MS, undefined, { signal: abort });
      }
    } finally {
      await page.catch(() => undefined);
    }
  }

  /**
   * @param left casts that are not placed yet: to look for more would read all those that are
   * @returns the last cast of the page, undefined if it is empty; features are undefined as in {@link CastFeatures.of}
   */
  private pageUnplaced(map: StoredMap, before: CastId | null, left: number, abort: AbortSignal): Promise<UnplacedPage> {
    const size = Math.min(READ_PAGE, Math.max(0, left));
    const page = this.maps.pageUnplaced(this.room.eventId, map.id, before, size).then(async (castIds) => ({
      count: castIds.length,
      last: castIds.at(-1),
      features: abort.aborted ? undefined : await this.features.of(castIds, map.modelId, abort),
    }));
    page.catch(() => undefined); // thrown where it is awaited
    return page;
  }

  private async landmarksOf({ id: mapId, modelId }: StoredMap, abort: AbortSignal): Promise<Landmarks | undefined> {
    const stored = await this.maps.landmarks(mapId);
    const castIds = stored.map(({ id }) => id);
    const features = await this.features.of(castIds, modelId, abort);
    if (features === undefined) return undefined;
    const known = stored.flatMap(({ id, position }) => {
      const row = features.get(id);
      return row === undefined ? [] : [{ row, position }];
    });
    return { features: known.map(({ row }) => row), positions: known.map(({ position }) => position) };
  }

  /** Notifies the consoles of all nodes, at most once every `everyMs`. */
  private notify(everyMs: number): void {
    if (Date.now() - this.notifiedAt < everyMs) return;
    this.notifiedAt = Date.now();
    this.room.bus.publish({ kind: 'casts-mapped' });
    this.room.broadcaster.toConsoles('map:changed', null);
  }
}

interface UnplacedPage {
  readonly count: number;
  readonly last: CastId | undefined;
  readonly features: ReadonlyMap<CastId, Float32Array> | undefined;
}
