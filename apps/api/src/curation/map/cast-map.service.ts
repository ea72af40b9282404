import { encodeMapPage, MAX_MAP_ROWS, type CastId } from '@wandcast/protocol';
import { embedInWorker, placeAmong, type Landmarks } from '@wandcast/recognition';
import { Inference } from '../../models/inference.service.js';
import { trySessionLock } from '../../platform/database/advisory-lock.js';
import { ServerConfig } from '../../platform/config/server-config.js';
import { Log } from '../../platform/logging/log.js';
import { SingleFlight } from '../../platform/single-flight.js';
import { Room } from '../../rooms/room/room.js';
import { RoomPart, type RoomLifecycle } from '../../rooms/room/room-part.js';
import { CastFeatures, FEATURE_PAGE } from './cast-features.js';
import { CastMapsRepository, type StoredMap } from './cast-maps.repository.js';
import { MapTimer } from './map-timer.js';

/** Most casts that are embedded: takes seconds. All others are placed among them. */
const MAX_LANDMARKS = 1_000;
/** A map is embedded again when the event has this many times its landmarks, until it has MAX_LANDMARKS. */
const GROWTH = 2;
/** Shortest time between two messages to the consoles, ms. */
const NOTIFY_MS = 1_000;

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
    const eventId = this.room.id;
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
    const eventId = this.room.id;
    const { newest } = await this.maps.find(eventId);
    const isReady = newest?.isShown === true && newest.modelId === (this.inference.model?.id ?? null);
    if (isReady && (await this.maps.pageUnplaced(eventId, newest.id, null, 1)).length === 0) return;
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
    const { shown, newest } = await this.maps.find(this.room.id);
    const modelId = this.inference.model?.id ?? null;
    const current = newest?.modelId === modelId ? newest : undefined;
    const map =
      current === undefined || (await this.hasOutgrown(current)) ? await this.embed(modelId, shown, abort) : current;
    if (map === undefined || !(await this.placeRest(map, abort))) return; // another model became active: it has its own run
    if (!map.isShown) await this.maps.show(this.room.id, map.id);
    this.notify(0);
  }

  private async hasOutgrown({ id }: StoredMap): Promise<boolean> {
    const [landmarks, casts] = [(await this.maps.landmarks(id)).length, await this.maps.countCasts(this.room.id)];
    return landmarks < MAX_LANDMARKS && casts >= GROWTH * landmarks;
  }

  /** A new map of landmarks. It is shown at once if no other map is. */
  private async embed(
    modelId: string | null,
    shown: StoredMap | undefined,
    abort: AbortSignal,
  ): Promise<StoredMap | undefined> {
    const sample = await this.maps.sample(this.room.id, MAX_LANDMARKS);
    const features = await this.features.ofIds(sample, modelId, abort);
    if (features === undefined || features.size === 0) return undefined;
    const ids = [...features.keys()];
    const before = shown === undefined ? undefined : await this.maps.positions(shown.id, ids);
    const job = { features: [...features.values()], before: ids.map((id) => before?.get(id)) };
    const positions = await embedInWorker(job, abort);
    const landmarks = ids.map((id, i) => ({ id, position: positions[i] ?? ([0, 0] as const) }));
    const map = await this.maps.create(this.room.id, { modelId, isShown: shown === undefined }, landmarks);
    if (map.isShown) this.notify(0);
    return map;
  }

  /** Places all casts that the map does not have yet. @returns false if it was aborted or another model became active */
  private async placeRest(map: StoredMap, abort: AbortSignal): Promise<boolean> {
    let landmarks: Landmarks | undefined;
    for (let before: CastId | null = null; ;) {
      if (abort.aborted) return false;
      const casts = await this.maps.pageUnplaced(this.room.id, map.id, before, FEATURE_PAGE);
      const last = casts.at(-1);
      if (last === undefined) return true;
      landmarks ??= await this.landmarksOf(map, abort);
      const rows = landmarks && (await this.features.of(casts, map.modelId));
      if (landmarks === undefined || rows === undefined) return false;
      const among = landmarks;
      await this.maps.add(map.id, casts.map(({ id }, i) => ({ id, position: placeAmong(rows[i] ?? new Float32Array(), among) }))); // prettier-ignore
      before = last.id;
      if (map.isShown) this.notify(NOTIFY_MS);
    }
  }

  private async landmarksOf({ id: mapId, modelId }: StoredMap, abort: AbortSignal): Promise<Landmarks | undefined> {
    const landmarks = await this.maps.landmarks(mapId);
    const features = await this.features.ofIds(
      landmarks.map(({ id }) => id),
      modelId,
      abort,
    );
    if (features === undefined) return undefined;
    const known = landmarks.filter(({ id }) => features.has(id));
    return {
      features: known.map(({ id }) => features.get(id) ?? new Float32Array()),
      positions: known.map(({ position }) => position),
    };
  }

  /** Notifies the consoles of all nodes, at most once every `everyMs`. */
  private notify(everyMs: number): void {
    if (Date.now() - this.notifiedAt < everyMs) return;
    this.notifiedAt = Date.now();
    this.room.bus.publish({ kind: 'casts-mapped' });
    this.room.broadcaster.toConsoles('map:changed', null);
  }
}
