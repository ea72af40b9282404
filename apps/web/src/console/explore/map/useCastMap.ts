import { UNSCORED, decodeMapPage, type CastId, type Failure, type MapHead } from '@wandcast/protocol';
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import { request } from '../../../shared/connection/http-request';
import type { ConsoleClient } from '../../connection/useConsoleClient';
import type { Overview } from '../table/useOverview';
import { translatedFailure } from '../../texts/translated-failure';

/** The places of all casts. */
export interface CastMapData extends Pick<MapHead, 'mapId' | 'modelId' | 'isCurrent'> {
  /** x, then y, of each cast of the table; NaN for casts without a place yet. */
  readonly positions: Float32Array;
  /** The highest probability of the map's model for each cast, whole percent; UNSCORED if unknown. */
  readonly confidence: Uint8Array;
  /** Casts with a place. */
  readonly placed: number;
}

export interface CastMap {
  /** Undefined before the first answer. */
  readonly map: ComputedRef<CastMapData | undefined>;
  readonly failure: Readonly<ShallowRef<Failure | undefined>>;
  again: () => void;
}

/** A cast on the map. */
type Place = readonly [x: number, y: number, confidence: number];

/**
 * Loads the map, then only casts that were placed since.
 * @param showsDoubt whether confidences are shown: then all rows are loaded again when the label queue changes, because
 *   the model scores casts after they were placed
 */
export function useCastMap(client: ConsoleClient, overview: () => Overview, showsDoubt: () => boolean): CastMap {
  const head = shallowRef<MapHead>();
  const failure = shallowRef<Failure>();
  let places = new Map<CastId, Place>();
  let isStale = false;
  /** Requests since the current reading began. */
  let requests = 0;

  /** Reads until there are no more rows; requests during that cause one more. */
  async function read(): Promise<void> {
    if (++requests > 1) return;
    for (let served = 0; served < requests;) {
      served = requests;
      while (await readPage());
    }
    requests = 0;
  }

  /** @returns whether there is more */
  async function readPage(): Promise<boolean> {
    const known = head.value;
    const query = known?.mapId == null || isStale ? '' : `?map=${known.mapId}&after=${known.last}`;
    isStale = false;
    const url = `${client.state.value?.castsUrl ?? ''}/map${query}`;
    const answer = await request(
      () => fetch(url),
      async (response) => decodeMapPage(await response.arrayBuffer()),
    );
    failure.value = answer.ok ? undefined : translatedFailure(answer.failure);
    if (!answer.ok) return false;
    const { castIds, positions, confidence, ...next } = answer.value;
    if (next.mapId !== known?.mapId) places = new Map();
    castIds.forEach((id, i) =>
      places.set(id, [positions[2 * i] ?? NaN, positions[2 * i + 1] ?? NaN, confidence[i] ?? UNSCORED]),
    );
    head.value = next;
    return !next.isLast;
  }

  const map = computed((): CastMapData | undefined => {
    if (head.value === undefined) return undefined;
    const { table } = overview();
    const { mapId, modelId, isCurrent } = head.value;
    const positions = new Float32Array(2 * table.count).fill(NaN);
    let placed = 0;
    const confidence = new Uint8Array(table.count).fill(UNSCORED);
    for (const [id, [x, y, percent]] of places) {
      const place = table.places.get(id);
      if (place === undefined) continue; // not loaded yet, or deleted
      [positions[2 * place], positions[2 * place + 1]] = [x, y];
      confidence[place] = percent;
      placed++;
    }
    return { mapId, modelId, isCurrent, positions, confidence, placed };
  });

  const triggers = [
    client.mapChanges,
    () => client.state.value?.event.code,
    () => client.state.value?.model?.id,
    () => client.link.value.kind === 'open',
    () => overview().table.count,
  ];
  watch(triggers, () => void read(), { immediate: true });
  watch([showsDoubt, client.queue.changes], ([isShown]) => {
    if (!isShown) return;
    isStale = true;
    void read();
  });
  return { map, failure, again: () => void read() };
}
