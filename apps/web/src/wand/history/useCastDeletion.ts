import type { CastId } from '@wandcast/protocol';
import type { Wand } from '@wandcast/wand';
import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue';
import { announce } from '../feedback/announce';
import { listOwnCasts } from './list-own-casts';
import { errorText } from '../texts/error-text';
import type { TaughtCounts } from '../teach/useTaughtCounts';
import { texts } from '../texts/room-texts';

export interface CastDeletion {
  readonly busy: Readonly<ShallowRef<boolean>>;
  /** Why the last deletion failed; empty if it did not. */
  readonly failure: ComputedRef<string>;
  one(castId: CastId): Promise<void>;
  all(): Promise<void>;
}

/** Deletes one or all of the participant's casts. @param dropped called with the deleted ones */
export function useCastDeletion(
  wand: Wand,
  taught: TaughtCounts,
  dropped: (castIds: readonly CastId[]) => void,
): CastDeletion {
  const busy = shallowRef(false);
  const failure = shallowRef<() => string>();

  async function run(which: () => Promise<readonly CastId[]>, done: () => string): Promise<void> {
    busy.value = true;
    failure.value = undefined;
    try {
      const castIds = await which();
      await wand.own.delete(castIds);
      for (const castId of castIds) taught.remove(castId);
      dropped(castIds);
      announce(done());
    } catch (error) {
      failure.value = () => `${errorText(error)} ${texts().history.notDeleted}`;
      announce(failure.value());
    } finally {
      busy.value = false;
    }
  }
  return {
    busy,
    failure: computed(() => failure.value?.() ?? ''),
    one: (castId) =>
      run(
        () => Promise.resolve([castId]),
        () => texts().history.deleted,
      ),
    all: () =>
      run(
        async () => {
          const stored = await listOwnCasts(wand.own);
          return [...wand.own.waiting, ...stored].map(({ castId }) => castId);
        },
        () => texts().history.allDeleted,
      ),
  };
}
