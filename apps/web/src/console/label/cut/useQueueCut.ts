import type { CastId, QueuedCast } from '@wandcast/protocol';
import { computed, shallowRef, watch, type ComputedRef, type ShallowRef } from 'vue';
import type { ConsoleClient } from '../../connection/useConsoleClient';
import type { Undo } from '../../ui/useUndo';
import { canTrim, type CutRange } from './cut-range';
import { useCastCuts, type CastCuts } from './useCastCuts';

/** Trims and splits the shown cast of the label queue. */
export interface QueueCut {
  readonly isCutting: Readonly<ShallowRef<boolean>>;
  readonly canCut: ComputedRef<boolean>;
  readonly failure: CastCuts['failure'];
  /** Opens the editor, or closes it. */
  toggle: () => void;
  trim: (range: CutRange) => void;
  split: (atMs: number, keepsLabel: boolean) => void;
}

/** @param item the shown cast @param goTo shows a cast that undo restored */
export function useQueueCut(
  client: Pick<ConsoleClient, 'link' | 'cuts' | 'deleted'>,
  undo: Pick<Undo, 'offer'>,
  item: ComputedRef<QueuedCast | undefined>,
  goTo: (castId: CastId) => void,
): QueueCut {
  const isCutting = shallowRef(false);
  const castId = computed(() => item.value?.picture.castId);
  const cuts = useCastCuts(
    client,
    undo,
    () => castId.value,
    () => (isCutting.value = false),
  );
  const canCut = computed(() => {
    if (item.value === undefined || cuts.disabled.value) return false;
    const { picture, shape } = item.value;
    return shape !== null && picture.partIds.length === 0 && canTrim(picture.durationMs);
  });
  const cutHere = new Set<CastId>();

  function cut(make: (castId: CastId) => void): void {
    if (castId.value === undefined) return;
    cutHere.add(castId.value);
    make(castId.value);
  }
  watch(castId, () => {
    isCutting.value = false;
    cuts.failure.value = undefined;
  });
  watch(
    () => {
      const deleted = client.deleted.value; // read even while nothing was cut, so that its changes are watched
      return new Set([...cutHere].filter((one) => deleted.has(one)));
    },
    (now, before) => {
      for (const restored of cutHere) if (before.has(restored) && !now.has(restored)) goTo(restored);
    },
    { flush: 'post' }, // when the queue has it again
  );
  return {
    ...{ isCutting, canCut, failure: cuts.failure },
    toggle: () => {
      isCutting.value = !isCutting.value && canCut.value;
    },
    trim: (range) => {
      cut((one) => {
        cuts.trim(one, range);
      });
    },
    split: (atMs, keepsLabel) => {
      cut((one) => {
        cuts.split(one, atMs, keepsLabel);
      });
    },
  };
}
